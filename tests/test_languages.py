"""Is the language of a news text told, and left open where it cannot be?"""

import unicodedata
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.kernels.lists import count_listed, hash_name
from dedup.languages import find_languages
from dedup.texts import lay_out

SAMPLES = {
    "vi": "Sáng nay, nhiều tuyến đường ở trung tâm thành phố bị ngập sau trận mưa lớn kéo dài.",
    "en": "The mayor said on Monday that the new bridge would be open to all by the end of the year.",
    "fr": "Le maire a déclaré lundi que le nouveau pont sera ouvert au public avant la fin de l'année.",
    "es": "El alcalde dijo el lunes que el nuevo puente se abrirá al público antes de que termine el año.",
    "de": "Der Bürgermeister sagte am Montag, dass die neue Brücke bis zum Jahresende für alle offen ist.",
    "pt": "O prefeito disse na segunda que a nova ponte não será aberta ao público antes do fim do ano.",
    "id": "Wali kota mengatakan pada hari Senin bahwa jembatan baru itu akan dibuka untuk umum tahun ini.",
    "ru": "Мэр сообщил в понедельник, что новый мост откроют до конца года.",
    "zh": "市长周一表示，新大桥将于年底前向公众开放。",
    "ja": "市長は月曜日、新しい橋が年末までに開通すると述べた。",
    "ko": "시장은 월요일 새 다리가 연말까지 개통될 것이라고 말했다.",
    "th": "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานใหม่จะเปิดภายในสิ้นปี",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_is_enough_to_tell(language: str) -> None:
    assert find_languages(pl.Series([SAMPLES[language]])).to_list() == [language]


def test_a_text_read_in_the_wrong_encoding_keeps_its_language() -> None:
    garbled = SAMPLES["vi"].encode().decode("cp1252", "replace")

    assert find_languages(pl.Series([garbled, SAMPLES["en"]])).to_list() == ["vi", "en"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VNA",
        "12.345 - 67",
        "Đà Nẵng",
        "Kaupunginjohtaja kertoi maanantaina, että uusi silta avataan pian.",
    ],
)
def test_what_cannot_be_told_is_left_open(text: str) -> None:
    assert find_languages(pl.Series([text])).to_list() == [""]


def test_decomposed_vietnamese_is_vietnamese() -> None:
    """Files saved on a Mac hold letters and tone marks apart."""
    decomposed = unicodedata.normalize("NFD", SAMPLES["vi"])

    assert find_languages(pl.Series([decomposed])).to_list() == ["vi"]


def test_other_cyrillic_is_not_called_russian() -> None:
    ukrainian = "Мер повідомив у понеділок, що новий міст відкриють до кінця року."

    assert find_languages(pl.Series([ukrainian])).to_list() == [""]


def test_rows_keep_their_order_and_number() -> None:
    texts = [*SAMPLES.values(), "", "???"] * 3

    assert find_languages(pl.Series(texts)).to_list() == [*SAMPLES, "", ""] * 3


def test_no_texts_have_no_languages() -> None:
    assert find_languages(pl.Series([], dtype=pl.String)).to_list() == []


DATA = Path(__file__).parents[2] / "shared" / "data" / "labelled" / "vi_articles.jsonl.zst"


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_real_vietnamese_is_told_throughout() -> None:
    texts = pl.read_ndjson(DATA)["text"]

    assert (find_languages(texts) == "vi").mean() > 0.99


@given(st.lists(st.text(alphabet="aàb \n", max_size=12), max_size=6))
def test_words_are_counted_where_they_stand_between_spaces(texts: list[str]) -> None:
    """The first and the last of a sample may be cut."""
    names, lists = ["a", "à", "ab"], np.array([[1, 0], [0, 1], [1, 1]], dtype=np.uint8)
    order = sorted(range(3), key=lambda at: hash_name(names[at]))
    known = np.array([hash_name(names[at]) for at in order], dtype=np.uint64)
    counts = np.zeros((len(texts), 3), dtype=np.int64)

    count_listed(*lay_out(pl.Series(texts, dtype=pl.String)), known, lists[order], counts)

    for text, count in zip(texts, counts.tolist(), strict=True):
        words = text.replace("\n", " ").split(" ")
        held = [
            sum(int(lists[names.index(word), at]) for word in words[1:-1] if word in names) for at in (0, 1)
        ]
        assert count == [*held, len(words) - 1]
