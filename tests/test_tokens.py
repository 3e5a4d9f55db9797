"""The matching key: which spellings are one word, and where words part."""

import unicodedata

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import oracles
from dedup.kernels.capitals import NAME
from dedup.kernels.characters import build_table
from dedup.kernels.folding import load_table
from dedup.kernels.letters import QUOTED
from dedup.tokens import hash_texts, locate_words

# Short enough that no word reaches the kernel's limit of 256 letters.
texts = st.text(max_size=60)
vietnamese = st.text(
    "aAăÂêơưđĐðÐhòHÒụyẹ -'“”\"12.\u0300\u0301\u0323\u0302\u031b\u200b\ufeff\u00a0", max_size=40
)


def words(text):
    return locate_words(text)[0].hashes.tolist()


def find_quoted(text):
    """Return the words that are flagged as quoted."""
    found, spans = locate_words(text)
    return [text[begin:end] for (begin, end), flag in zip(spans, found.flags, strict=True) if flag & QUOTED]


@given(st.one_of(texts, vietnamese))
@example("a\u0328\u0323 ự \u0323\u031b")
@example("が か\u3099 漢字とkana 12か月")
@example("A-B a-b a-\u200bb a--b -a a-")
@example("ﬁn ﬀ ß ẞ İ ŉ ΐ")
@settings(max_examples=400)
def test_the_kernel_agrees_with_the_definition_on_any_unicode(text):
    """The oracle folds, splits and hashes in plain Python, one code point at a time."""
    assert words(text) == oracles.hash_words(text)


@given(st.one_of(texts, vietnamese))
def test_composed_and_decomposed_text_have_one_key(text):
    """Half of the outlets write NFC and some write NFD: their copies must match."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert words(composed) == words(decomposed)


@given(st.lists(texts, max_size=8))
def test_texts_hashed_together_are_as_if_hashed_alone(several):
    """Threads and batches must not show in the result."""
    together, count, _ = hash_texts(pl.Series(several, dtype=pl.String))

    assert together.hashes.tolist() == [value for text in several for value in words(text)]
    assert count.tolist() == [len(words(text)) for text in several]


def test_a_batch_shared_out_among_threads_is_in_order():
    """Each thread takes what is next, and remembers the words of what it had before."""
    several = [f"Bản tin số {number}: nước sông lên “{number % 3} mét”" for number in range(9)] + ["", "a"]

    together, count, keys = hash_texts(pl.Series(several * 1_000))

    alone = [hash_texts(pl.Series([text])) for text in several]
    assert together.hashes.tolist() == [value for each in alone for value in each[0].hashes.tolist()] * 1_000
    assert together.flags.tolist() == [flag for each in alone for flag in each[0].flags.tolist()] * 1_000
    assert count.tolist() == [each[1][0] for each in alone] * 1_000
    assert keys.tolist() == [each[2][0] for each in alone] * 1_000


@given(
    st.lists(
        st.sampled_from(["a", "ba", "ế", "e\u0302\u0301", "×", "“", '"', "-", "漢", "a:", "c" * 9, "\u0301"]),
        max_size=12,
    )
)
@example(["a" * 14, "ba", "a"])
@example(["c" * 5, "ế", "b"])
def test_a_word_met_again_is_what_it_was_the_first_time(parts):
    """The kernel remembers up to fifteen bytes of a word; a longer word may begin with the same ones."""
    runs = ["".join(parts[at:end]) for at in range(len(parts)) for end in range(at + 1, len(parts) + 1)]
    text = " ".join(runs + runs[::-1])

    assert words(text) == oracles.hash_words(text)


@given(vietnamese)
def test_spans_quote_the_text_a_word_was_read_from(text):
    """The key never leaks into output: what is shown is the original."""
    hashes, spans = locate_words(text)

    for value, (begin, end) in zip(hashes.hashes.tolist(), spans.tolist(), strict=True):
        assert words(text[begin:end]) == [value]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa thuận", "hoà thuận"),
        ("HÒA THUẬN", "hòa thuận"),
        ("Ðảng đoàn", "Đảng đoàn"),
        ("Ɖoàn", "đoàn"),
        ("Cu-ba", "Cuba"),
        ("ＡＢＣ１２", "abc12"),
        ("zero\u200bwidth \ufeffmark\ufe0f", "zerowidth mark"),
        ("“quoted” – text", '"quoted" - text'),
        ("thủy điện", "thuỷ điện"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("bán", "bạn"), ("80,2 triệu", "80,5 triệu"), ("má", "mã"), ("ba", "bà"), ("dong", "đong")],
)
def test_words_that_mean_different_things_stay_apart(one, other):
    """Without tones or digits two gold bulletins would be one text."""
    assert words(one) != words(other)


def test_a_hyphen_joins_only_before_a_lower_case_letter():
    """Ca-xtơ-rô is one name; Nam-Cuba is two countries."""
    text = "Ca-xtơ-rô, Việt Nam-Cuba"

    spans = locate_words(text)[1].tolist()

    assert [text[begin:end] for begin, end in spans] == ["Ca-xtơ-rô", "Việt", "Nam", "Cuba"]


def test_scripts_without_spaces_are_read_character_by_character():
    assert len(words("新华社北京")) == 5
    assert len(words("ภาษา")) == 4  # three letters with a vowel sign count as one each
    assert len(words("한국어 뉴스")) == 2


def test_words_inside_quotation_marks_are_flagged():
    """Text that both pages quote does not make them copies."""
    flags = locate_words('He said "we will rebuild" today. “Chúng tôi” đáp')[0].flags.tolist()

    assert [flag & QUOTED for flag in flags] == [0, 0, 1, 1, 1, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Today Ann Weir met Đỗ Lan, Élise and Ouse.", ["Ann", "Weir", "Đỗ", "Lan", "Élise", "Ouse"]),
        ("It rained. Nobody came. “Ann left” – Lan said: Go… Now to Ely", ["Ely"]),
        ("Sáng nay, Ông Lý ở phố Ải", ["Ông", "Lý", "Ải"]),
        ("в городе Орёл и Тула", ["Орёл", "Тула"]),
        ("ΑΒ Γ\nKim", ["Γ"]),
        ("هذا نص عربي 新华社", []),
    ],
)
def test_words_with_a_capital_inside_a_sentence_are_flagged_as_names(text, names):
    found, spans = locate_words(text)

    flagged = [text[begin:end] for (begin, end), flag in zip(spans, found.flags, strict=True) if flag & NAME]

    assert flagged == names


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("He said ‘we don’t know’ and left", ["we", "don", "t", "know"]),
        ("It wasn’t the ferry’s fault", []),
        ("‘A “grand” plan’ failed", ["A", "grand", "plan"]),
        ("“A ‘grand’ plan” failed", ["A", "grand", "plan"]),
        ("‘It goes on in the next paragraph", ["It", "goes", "on", "in", "the", "next", "paragraph"]),
    ],
)
def test_single_marks_quote_and_apostrophes_do_not(said, quoted):
    """British papers quote so; one inside a word is an apostrophe, inside double marks it changes nothing."""
    assert find_quoted(said) == quoted


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("„Es reicht“, sagte sie", ["Es", "reicht"]),
        ("„Es reicht”, mówi", ["Es", "reicht"]),
        ('„Es reicht", sagte sie', ["Es", "reicht"]),
        ("»Es reicht«, sagte sie", ["Es", "reicht"]),
        ("›Es reicht‹, sagte sie", ["Es", "reicht"]),
        ("‚Es reicht‘, sagte sie", ["Es", "reicht"]),
        ("„Sie rief ‚Halt‘ und lief“, hieß es", ["Sie", "rief", "Halt", "und", "lief"]),
        ("”Nu räcker det”, sade hon", ["Nu", "räcker", "det"]),
        ("»Nyt riittää», hän sanoi", ["Nyt", "riittää"]),
        ("« Ça suffit », dit l’« Union » hier", ["Ça", "suffit", "Union"]),
        ("« Il a dit “non” deux fois », dit-elle", ["Il", "a", "dit", "non", "deux", "fois"]),
        ("「十分」と述べた", ["十", "分"]),
        ("“Đủ rồi“, bà nói", ["Đủ", "rồi"]),
        ('"Bà nói "đủ rồi" hai lần", ông kể', ["Bà", "nói", "đủ", "rồi", "hai", "lần"]),
    ],
)
def test_a_mark_that_opens_in_one_language_closes_in_another(said, quoted):
    """German paragraphs were told inside out: what was said was narration, and the narration was said."""
    assert find_quoted(said) == quoted


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ('Ein 15" Schirm und 15” Glas, „neu“ im Haus', ["neu"]),
        ("Der Hund der Müllers’ und ’n Hut", []),
        ("Start » Politik » Inland", []),
        (",,Es reicht“, sagte sie", []),
        ("Es reicht”, sagte sie, und ging", []),
        ("„Es geht weiter, „hieß“ es dort", ["Es", "geht", "weiter", "hieß"]),
        ("„Es geht im nächsten Absatz weiter", ["Es", "geht", "im", "nächsten", "Absatz", "weiter"]),
    ],
    ids=["inches", "apostrophes", "arrows", "commas", "closed only", "opened twice", "opened only"],
)
def test_a_lone_mark_says_as_little_as_it_can(said, quoted):
    assert find_quoted(said) == quoted


STYLES = ["“”", "„“", "„”", "””", "»«", "»»", "«»", "‹›", "›‹", '""', "「」", "‘’", "‚‘"]
talk = st.recursive(
    st.sampled_from(["ngoài ", "thì ", "rồi, "]),
    lambda inner: st.tuples(st.sampled_from(STYLES), st.lists(inner, min_size=1, max_size=3)).map(
        lambda drawn: (drawn[0], ["trong ", *drawn[1], "hết"])
    ),
    max_leaves=6,
)


def write_talk(part, *, within=False):
    """Return the text of words and quotations, in which "ngoài" stands outside all marks and "x…" inside."""
    if isinstance(part, str):
        return f"x{part}" if within else part
    (opened, closed), parts = part
    return opened + "".join(write_talk(inner, within=True) for inner in parts).rstrip() + closed + " "


@given(st.lists(talk, max_size=6))
@example([("„“", ["trong ", ("»«", ["hết"]), "hết"]), "ngoài "])
@example([('""', ["trong ", ("“”", ["hết"]), "hết"]), "ngoài "])
def test_what_stands_outside_of_marks_that_balance_is_quoted_in_no_language(parts):
    """However the styles are mixed; a mark of the same kind inside may end what it stands in early."""
    text = "".join(write_talk(part) for part in parts)

    assert [word for word in find_quoted(text) if not word.startswith("x")] == []


@given(st.lists(st.tuples(st.sampled_from(STYLES), st.integers(1, 4)), max_size=6))
def test_what_stands_in_marks_of_any_language_is_quoted(runs):
    text = " rồi ".join(f"{marks[0]}{' '.join(['lời'] * count)}{marks[1]}," for marks, count in runs)

    assert find_quoted(text) == ["lời"] * sum(count for _, count in runs)


def test_a_number_shows_in_the_lowest_bit():
    assert [value & 1 for value in words("giá 80,2 triệu ngày 5/2 G20")] == [0, 1, 1, 0, 0, 1, 1, 1]


def test_a_run_of_letters_without_end_becomes_several_words():
    """Base64 and lines of dashes must neither hang nor overflow."""
    assert len(words("x" * 1000)) == 4
    assert len(words("a" + "\u0301\u0302" * 5000)) == 1


def test_the_shipped_table_is_what_the_code_builds():
    """Skipped where Python knows another Unicode version than the table was built from."""
    if unicodedata.unidata_version != "14.0.0":
        pytest.skip("the table was built from Unicode 14.0.0")

    for shipped, built in zip(load_table(), build_table(), strict=True):
        assert np.array_equal(shipped, built)
