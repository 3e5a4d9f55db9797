"""Do short classes of characters hold the letters that newspapers print, and none of their signs?"""

import unicodedata

import polars as pl
import pytest

from dedup.classes import quicken

SCRIPTS = [
    *[
        "Đặng Thuỳ Trâm ữỰỹỸ",
        "e\u0302\u0301o\u031b\u0323",
        "Čeština Łódź Ğüß",
        "Ελλάδα",
        "Україна їжак",
        "日本語カタカナ々",
    ],
    *["한국어", "ภาษาไทย", "العربية", "हिन्दी", "ＡＢｃ", "\U00020000"],
]
SIGNS = " \t\n.,;:!?-–—…'\"“”‘’«»()[]{}/|\\@#%&*+=<>^`~©®°§±×÷€£¥•·"
SIGNS += "、。「」【】（）！？：，؟،؛।\u00a0\u3000\U0001f600"


def find(pattern, texts):
    return pl.Series(texts).str.contains(quicken(pattern)).to_list()


@pytest.mark.parametrize("text", SCRIPTS)
def test_letters_of_every_script_are_letters(text):
    """A name in Thai or with its marks apart is a name."""
    letters = [sign for sign in text if sign != " "]
    assert {unicodedata.category(sign)[0] for sign in letters} <= {"L", "M"}

    assert all(find(r"^[\p{L}\p{M}]$", letters))
    assert all(find(r"^\w$", letters))
    assert not any(find(r"\W", letters))


def test_signs_are_no_letters():
    """What stands around a label is stripped, and parts the words of a name."""
    assert not any(find(r"[\p{L}\p{M}]|\p{L}|\w", list(SIGNS)))
    assert all(find(r"^\W$", list(SIGNS)))


def test_digits_are_those_of_a_keyboard():
    """A year may be typed in full width."""
    assert find(r"^\d[\d]$", ["20", "２０", "二十"]) == [True, True, False]


def test_case_is_folded_where_the_pattern_says_so():
    """A class stands beside words whose case does not count."""
    assert find(r"(?i)^\W*theo \p{L}+$", ["— THEO Ông", "theo 5"]) == [True, False]


def test_the_rest_of_a_pattern_stays():
    """Brackets that are no class, and classes that are short already, mean what they meant."""
    assert quicken(r"\[[0-9]{4}\]\s\p{Lu}(?P<name>a|b)") == r"\[[0-9]{4}\]\s\p{Lu}(?P<name>a|b)"
