"""ARTICLES, BLOCKS -> ARTICLES: whose page it is, and what its outlet is called, as pages say."""

import polars as pl

from .agencies import Agencies, add_houses
from .classes import quicken
from .mojibake import mend_texts
from .schema import ARTICLES, CREDITS, FURNITURE, conform
from .spellings import HOST, fold_name, is_host, key_outlets

# Of the pages in a folder that name a house, so many name different ones, and no one a half.
LEAST_HOUSES, MOST_SHARE = 3, 0.5
ADDRESS = r"^(?:https?:)?//(?:www\.|m\.|amp\.)?([^/:?#]+\.[^/:?#]+)"
# An outlet's name in a sentence: a host, or a few words that begin with a capital.
NAMED = quicken(rf"({HOST}|\p{{Lu}}[\p{{L}}\p{{M}}\d&+'’-]*(?:\s[\p{{L}}\p{{M}}\d&+'’-]+){{0,5}}?)")
# Read once the marks are composed.
FOLLOW = (
    rf"(?:[Tt]heo dõi|THEO DÕI)\s+{NAMED}\s+trên\b",
    rf"[Ff]ollow\s+{NAMED}\s+on\b",
)
RIGHTS = (
    rf"(?:©|\(c\)|Copyright|Bản quyền)[\s©]*(?:\(c\)\s*)?(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?"
    rf"[\s,]*(?:by\s+|thuộc về\s+|của\s+)?{NAMED}\s*(?:[.,|;(–-]|All rights|$)"
)
# Cheap and literal, in either composition, so that the patterns run on few lines.
NEAR = "heo d|HEO D|ollow |©|\\(c\\)|Copyright|Bản quy|Ba\u0309n quy"
LINE_CHARS = 400  # a longer block is no such line
# Whose name is no part of its outlet's, nor the other way round, so many pages must give it.
LEAST_PAGES, NAME_CHARS = 3, 4


def find_outlets(
    articles: pl.DataFrame, credited: pl.DataFrame, blocks: pl.DataFrame, agencies: Agencies
) -> pl.DataFrame:
    """
    Return ARTICLES with `outlet` filled in where the page tells it.

    In this order: what the page's metadata say (`site`, then the host of `url`), whom
    readers are asked to follow, what the outlet calls itself before its own text
    (CREDITS of role `self`), whose the rights are.  A wire agency's notice is no outlet.
    """
    articles, credited = conform(articles, ARTICLES), conform(credited, CREDITS)
    nameless = articles.filter(pl.col("outlet") == "").select("article", "site", "url")
    host = pl.col("url").str.extract(ADDRESS)
    told = nameless.select("article", told=pl.coalesce(_keep(pl.col("site").str.strip_chars()), host))
    pieces = nameless.select("article").join(blocks.select("article", "ordinal", "text"), on="article")
    rows = articles
    for names in (told, _read_page(pieces, agencies), _read_self(credited, agencies)):
        rows = rows.join(names, on="article", how="left", maintain_order="left")
    outlet = pl.coalesce(_keep(pl.col("outlet")), "told", "follow", "own", "rights", pl.lit(""))
    return conform(rows.with_columns(outlet=outlet), ARTICLES)


def name_pages(
    articles: pl.DataFrame, credited: pl.DataFrame, blocks: pl.DataFrame, agencies: Agencies
) -> pl.DataFrame:
    """
    Return article and `name` of the pages that say what their outlet is called, in their own words.

    Their metadata do, or their furniture: whom to follow, a prefix, whose the rights are.  A page
    that credits its text to that name says whose the text is, and not what itself is called.
    """
    told = articles.select("article", site=_keep(pl.col("site").str.strip_chars()))
    around = blocks.filter(pl.col("role").is_in(FURNITURE)).select("article", "ordinal", "text")
    for names in (_read_page(around, agencies), _read_self(credited, agencies)):
        told = told.join(names, on="article", how="left", maintain_order="left")
    name = pl.coalesce("site", "follow", "own", "rights")
    named = told.select("article", name=name, key=fold_name(name)).drop_nulls()
    others = credited.filter(pl.col("role").is_in(["text", "via"]))
    others = others.select("article", key=fold_name(pl.col("creditor")))
    return named.join(others, on=["article", "key"], how="anti").drop("key").sort("article")


def learn_names(names: pl.DataFrame, articles: pl.DataFrame, agencies: Agencies) -> Agencies:
    """
    Return `agencies` that also know each outlet by the name and the host that most of its pages give it.

    One page is enough whose metadata say so (`site`, an address of its own), or whose name is part of
    the outlet's, as "The Plainsman" of plainsmanonline.com; else `LEAST_PAGES` pages agree on it.  What
    is an agency's, another outlet's, or the name of several, is nobody's more.
    """
    outlet, key, own = pl.col("outlet"), pl.col("key"), pl.col("own")
    said = pl.concat([_list_stated(names, articles), _list_hosts(articles)])
    said = said.join(articles.select("article", "outlet"), on="article").filter(outlet != "")
    said = said.with_columns(key=fold_name(pl.col("name")), own=fold_name(outlet))
    counts = said.group_by("host", "outlet", "own", "key").agg(
        pl.col("name").mode().min(), pl.col("stated").any(), pages=pl.len()
    )
    most = 2 * pl.col("pages") > pl.col("pages").sum().over("host", "outlet")
    part = own.str.contains(key, literal=True) | key.str.contains(own, literal=True)
    told = counts.filter(most & (key != own) & (own != "") & (key.str.len_chars() >= NAME_CHARS))
    told = told.filter(part | pl.col("stated") | (pl.col("pages") >= LEAST_PAGES))
    told = told.filter(outlet.n_unique().over("key") == 1)
    outlets = articles.select(key=fold_name(pl.col("outlet")))
    for taken in (agencies.keys, agencies.houses, outlets):
        told = told.join(taken, on="key", how="anti")
    known = agencies.list_house_keys().rename({"key": "own"})
    told = told.join(known, on="own", how="left").with_columns(pl.coalesce("house", "outlet").alias("house"))
    own_names = told.select("house", name="outlet").select("name", "house")
    spelt = pl.concat([told.select("name", "house"), own_names]).unique().sort("house", "name")
    return add_houses(agencies, pl.concat([agencies.houses.select("name", "house"), spelt]))


def _list_stated(names: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return `names` with `host`, false, and `stated`: the page's metadata say so."""
    stated = pl.col("site").str.strip_chars() == pl.col("name")
    told = names.join(articles.select("article", "site"), on="article")
    return told.select("article", "name", host=pl.lit(value=False), stated=stated)


def _list_hosts(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the same of the host of each page's address; a canonical one may be another's."""
    host, source = pl.col("url").str.extract(ADDRESS), pl.format("\tcanonical\t{}", "url")
    canonical = pl.col("sources").fill_null("").str.contains(source, literal=True)
    rows = articles.select("article", name=host, host=pl.lit(value=True), stated=~canonical)
    return rows.drop_nulls("name")


def unify_outlets(articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return `articles` with one spelling for every outlet that its pages spell in several.

    "Taz", "taz" and "taz.de" are one, shown by the name that most pages give and by no host
    where there is a name.  Two hosts of one name are two outlets, and the name is neither's.
    A folder whose pages name many houses is a collection, and each page is of the house it names.
    """
    outlet = pl.col("outlet")
    articles = articles.join(_part_collections(articles), on="article", how="left", maintain_order="left")
    articles = articles.with_columns(pl.coalesce("house", outlet).alias("outlet")).drop("house")
    spelt = articles.filter(outlet != "").group_by("outlet").agg(pages=pl.len())
    alike = spelt.join(key_outlets(spelt["outlet"]), on="outlet", maintain_order="left")
    best = alike.sort(is_host(outlet), "pages", "outlet", descending=[False, True, False])
    shown = best.unique("key", keep="first", maintain_order=True).select("key", shown="outlet")
    shown = alike.join(shown, on="key").select("outlet", "shown")
    named = articles.join(shown, on="outlet", how="left", maintain_order="left")
    return named.with_columns(pl.coalesce("shown", "outlet").alias("outlet")).drop("shown")


def _part_collections(articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return article and `house` of the pages in folders that are no outlets: whom each names, else its host.

    The pages of an outlet's folder may name the agency or the house that a text is from, but most of
    them name the outlet, or nobody.
    """
    outlet, key = pl.col("outlet"), fold_name(pl.col("site"))
    placed = articles.filter(
        outlet != "", pl.format("/{}", "path").str.contains(pl.format("/{}/", outlet), literal=True)
    )
    named = placed.filter(pl.col("site") != "").select("outlet", key=key)
    counts = named.group_by("outlet", "key").agg(pages=pl.len()).group_by("outlet")
    most = pl.col("pages").max() / pl.col("pages").sum()
    folders = counts.agg(houses=pl.len(), most=most)
    folders = folders.filter(pl.col("houses") >= LEAST_HOUSES, pl.col("most") < MOST_SHARE)
    pages = placed.join(folders, on="outlet", how="semi")
    house = pl.coalesce(_keep(pl.col("site").str.strip_chars()), pl.col("url").str.extract(ADDRESS))
    return pages.select("article", house=house).drop_nulls()


def _read_page(pieces: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    text = pl.col("text")
    near = pieces.filter(text.str.contains(NEAR)).filter(text.str.len_chars() < LINE_CHARS)
    # An outlet that writes its marks apart is the same outlet.
    near = near.sort("article", "ordinal").with_columns(text.str.normalize("NFC"))
    # Half of a letter in disguise is the sign of a copyright.
    near = near.with_columns(mend_texts(near["text"], min_signs=1))
    wires = agencies.names.filter(pl.col("kind") != "outlet")["name"].implode()
    rights = text.str.extract(RIGHTS)
    said = near.select(
        "article",
        follow=pl.coalesce(*[text.str.extract(pattern) for pattern in FOLLOW]),
        rights=pl.when(~rights.is_in(wires)).then(rights),
    )
    named = said.group_by("article", maintain_order=True)
    return named.agg(pl.col("follow").drop_nulls().first(), pl.col("rights").drop_nulls().last())


def _read_self(credited: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return article and `own`: a host or a paper of the table; any other prefix may be a subject."""
    host = pl.col("raw").str.extract(rf"^({HOST})")
    papers = agencies.table.filter(pl.col("kind") == "outlet")["agency"].implode()
    paper = pl.when(pl.col("creditor").is_in(papers)).then("creditor")
    own = credited.filter(pl.col("role") == "self").select("article", own=pl.coalesce(host, paper))
    return own.drop_nulls().group_by("article", maintain_order=True).agg(pl.col("own").first())


def _keep(text: pl.Expr) -> pl.Expr:
    """Return `text`, null where it is empty."""
    return pl.when(text != "").then(text)
