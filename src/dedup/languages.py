"""The language of a text, by its script and by its commonest words."""

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.lists import count_listed, hash_name
from .mojibake import mend_texts
from .texts import lay_out

SAMPLE_CHARS = 1000
WORD_SAMPLE_CHARS = 600  # about 100 words, a third of them common

# Letters of one language or script; so many of them in a sample settle the matter.
# In this order: Vietnamese first, the commonest here, then kana before Han, since
# Japanese has both.
SCRIPTS = (
    ("vi", "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
    ("vi", "\u0309\u0323\u031b"),  # decomposed: hook above, dot below, horn
    ("ja", r"\u3041-\u30ff"),
    ("ko", r"\uac00-\ud7af"),
    ("zh", r"\u4e00-\u9fff"),
    ("th", r"\u0e01-\u0e5b"),
    ("ru", "а-яё"),
)
ENOUGH_LETTERS = 6
APART_CHARS = 80  # at most, between one such letter and the next
HEAD_CHARS = 400  # which tell what most samples are
NOT_RUSSIAN = "[іїєґўђјљњћџѓќ]|[а-я]ъ[бвгджзклмнпрстфхцчшщ ]"  # Ukrainian, Serbian, Bulgarian …

# The commonest words, as they stand between spaces; a word of two languages counts for both.
WORDS = {
    "en": "the and of to in that with was for on is by at from has are it be an his this which have",
    "fr": "le les des et une du dans est pour qui que sur par au avec pas plus ce il sont cette aux la de",
    "es": "el los las y del una por con para que se su como más al pero sus fue este ha desde según la de",
    "de": "der die und das den von zu mit ist des sich auf für nicht ein eine dem im auch hat als nach wird",
    "pt": "o os da do em um uma não com na no para que se por mais dos das ao pelo pela são foi a de",
    "id": "yang dan di dengan untuk ini itu dari pada dalam tidak akan oleh juga kepada telah karena adalah",
    "it": "il di che la della per una con non sono del è le dei nel alla anche gli ha delle",
    "nl": "de het een van en dat op met voor niet zijn aan ook bij naar door heeft maar uit worden",
}
KNOWN = ["en", "fr", "es", "de", "pt", "id"]  # the others are there to be told from
MIN_SHARE = 0.1  # of the words of a sample
MIN_LEAD = 1.15  # times the next language's


def find_languages(texts: pl.Series) -> pl.Series:
    """
    Return a BCP 47 primary subtag for each text, "" where unsure.

    Knows vi, en, fr, es, de, pt, id, ru, zh, ja, ko and th, by the first thousand
    characters, also where they were read in the wrong encoding.

    >>> texts = ["Sáng nay trời lạnh, mưa nhỏ ở nhiều nơi, gió giật mạnh.", "12.345"]
    >>> find_languages(pl.Series(texts)).to_list()
    ['vi', '']
    """
    samples = pl.DataFrame({"sample": texts.str.slice(0, SAMPLE_CHARS)}).with_row_index("row")
    by_script = _find_by_script(samples)
    rest = samples.join(by_script, on="row", how="anti")
    mended = _find_by_script(rest.with_columns(mend_texts(rest["sample"])))
    by_words = _find_by_words(rest.join(mended, on="row", how="anti"))
    found = pl.concat([by_script, mended, by_words])
    joined = samples.join(found, on="row", how="left", maintain_order="left")
    return joined["language"].fill_null("")


def _find_by_script(samples: pl.DataFrame) -> pl.DataFrame:
    """Return row and language, a row for each sample whose letters settle it."""
    any_letter = f"[{''.join(letters for _, letters in SCRIPTS)}]"
    # Most samples have none of these letters, and one look tells.
    rest = samples.filter(pl.col("sample").str.contains(any_letter))
    found = [pl.DataFrame(schema={"row": rest.schema["row"], "language": pl.String})]
    for name, letters in SCRIPTS:
        if rest.is_empty():
            break  # before the next pattern is compiled, which takes longer than to read a page
        settled = _find_settled(rest, letters)
        if name == "ru":
            settled = settled.filter(~pl.col("sample").str.contains(NOT_RUSSIAN))
        found.append(settled.select("row", language=pl.lit(name)))
        rest = rest.filter(~pl.col("row").is_in(settled["row"].implode()))
    return pl.concat(found)


def _find_settled(samples: pl.DataFrame, letters: str) -> pl.DataFrame:
    """Return the samples with ENOUGH_LETTERS of `letters` near each other."""
    sample, found = pl.col("sample"), []
    for chars in (HEAD_CHARS, SAMPLE_CHARS):
        count = samples.select(sample.str.slice(0, chars).str.count_matches(f"[{letters}]")).to_series()
        # So many cannot stand there without enough of them near each other.
        plenty = count >= (chars // APART_CHARS + 1) * (ENOUGH_LETTERS - 1) + 1
        found.append(samples.filter(plenty))
        samples, count = samples.filter(~plenty), count.filter(~plenty)
    # Any sign between, because "none of these" takes five times as long to compile.
    pattern = f"(?s:[{letters}].{{0,{APART_CHARS}}}){{{ENOUGH_LETTERS - 1}}}[{letters}]"
    return pl.concat([*found, samples.filter(count >= ENOUGH_LETTERS).filter(sample.str.contains(pattern))])


def _find_by_words(samples: pl.DataFrame) -> pl.DataFrame:
    """Return row and language, a row for each sample that one language's words lead in."""
    counts = _count_words(samples["sample"])
    hits, total = counts[:, :-1], counts[:, -1]
    following, most = np.sort(hits, axis=1)[:, -2:].T
    sure = (most > 0) & (most >= MIN_SHARE * total) & (most >= MIN_LEAD * following)
    named = samples.select("row", language=pl.Series(list(WORDS)).gather(hits.argmax(axis=1)))
    return named.filter(pl.Series(sure), pl.col("language").is_in(KNOWN))


def _count_words(samples: pl.Series) -> NDArray[np.int64]:
    """Return how many of a sample's words each of WORDS has, and all its words, shape (N, L + 1)."""
    text, stops = lay_out(samples.str.slice(0, WORD_SAMPLE_CHARS))
    counts = np.zeros((len(samples), len(WORDS) + 1), dtype=np.int64)

    def work(first: int, last: int) -> None:
        count_listed(text, stops[first : last + 1], *_list_words(), counts[first:last])

    spread(work, stops)
    return counts


@cache
def _list_words() -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """Return the hashes of WORDS, ascending, and which language has each."""
    lists = [{hash_name(word) for word in words.split()} for words in WORDS.values()]
    known = sorted(set().union(*lists))
    held = [[value in own for own in lists] for value in known]
    return np.array(known, dtype=np.uint64), np.array(held, dtype=np.uint8)
