"""Updates of one story by one outlet: in the order of time, and with what changed between them?"""

import json
import unicodedata
from datetime import UTC, datetime

import polars as pl
import pytest

from dedup.params import Params, ScanOptions
from dedup.pipeline import scan
from dedup.reports.changes import COUNTED, SHOWN_CHARS, tell_changes
from dedup.reports.csvs import write_csv
from dedup.reports.dossier import make_dossier
from dedup.reports.html import format_page
from dedup.reports.jsonl import format_jsonl
from dedup.reports.plain import format_summary
from dedup.reports.summary import make_summary
from dedup.reports.tables import make_tables

OPENING = [
    "Kho lạnh của hợp tác xã Bến Sắn bốc cháy lúc rạng sáng, khói phủ kín hai xóm ven kênh nhiều giờ liền.",
    "Lực lượng cứu hỏa huyện điều 6 xe và gần 40 người, lấy nước từ con kênh cách đó chừng trăm mét.",
    "Chủ nhiệm hợp tác xã nói trong kho có 120 tấn cá và toàn bộ máy móc mới mua bằng tiền vay của xã viên.",
    "Công an huyện đã phong tỏa con đường dẫn vào kho, người dân được dời tạm sang trường tiểu học của xã.",
]
REST = [
    "Nhiều xã viên đứng suốt buổi sáng bên kia kênh, người mang cơm, người mang nước cho lính cứu hỏa.",
    "Theo những người trực đêm, lửa bắt đầu từ phòng đặt máy nén, nơi vừa thay dây điện trong tuần trước.",
    "Phó chủ tịch huyện hứa sẽ khoanh nợ cho các hộ góp vốn và cho mượn kho của trạm thủy sản đến hết mùa.",
    "Chợ cá Bến Sắn vẫn họp, nhưng giá cá khô tăng ngay trong buổi sáng vì ai cũng sợ thiếu hàng cuối tháng.",
]
UPDATE = [
    OPENING[0],
    OPENING[1].replace("6 xe", "11 xe"),
    OPENING[2].replace("120 tấn", "150 tấn"),
    OPENING[3],
    *REST,
    "Đến chín giờ sáng ngọn lửa được khống chế, hai người lính cứu hỏa bị ngạt khói đang được theo dõi.",
]
OPENING += REST
LAST = [*UPDATE[:3], *UPDATE[4:]]


def make_rows(*texts, times, outlet="baobien.vn", **more):
    return [
        {
            "id": f"{outlet}/{n}",
            "outlet": outlet,
            "title": "Cháy kho lạnh",
            "text": "\n".join(text),
            **time,
            **more,
        }
        for n, (text, time) in enumerate(zip(texts, times, strict=True), start=1)
    ]


def at(hour):
    return {"published": f"2025-03-02T{hour:02d}:00:00+07:00"}


def scan_rows(folder, rows):
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return scan([str(folder)], ScanOptions(), lambda *_: None)


@pytest.fixture
def run(tmp_path):
    """Three versions, given out of order, and one copy elsewhere."""
    rows = make_rows(LAST, OPENING, UPDATE, times=[at(11), at(6), at(9)])
    return scan_rows(tmp_path, rows + make_rows(OPENING, outlet="tinnhanh.vn", times=[at(8)]))


def test_versions_stand_in_the_order_of_time(run):
    versions = make_tables(run).versions.collect()

    assert versions.select("version", "earlier_article_id", "article_id", "ordered_by").rows() == [
        (2, "baobien.vn/2", "baobien.vn/3", "time"),
        (3, "baobien.vn/3", "baobien.vn/1", "time"),
    ]
    assert versions["at"].to_list() == [
        datetime(2025, 3, 2, 2, tzinfo=UTC),
        datetime(2025, 3, 2, 4, tzinfo=UTC),
    ]


def test_each_version_says_what_changed_in_words_paragraphs_and_numbers(run):
    first, second = make_tables(run).versions.collect().to_dicts()

    assert first["numbers"] == "6 → 11; 120 → 150"
    assert (first["words_added"], first["words_removed"], first["words_changed"]) == (
        len(UPDATE[-1].split()),
        0,
        2,
    )
    assert (first["paragraphs_added"], first["paragraphs_removed"]) == (1, 0)
    assert first["added"].endswith("hai người lính cứu hỏa bị ngạt khói đang được theo dõi")
    assert (second["words_removed"], second["paragraphs_removed"]) == (len(OPENING[3].split()), 1)
    assert second["removed"] == OPENING[3].rstrip(".")


def test_another_outlets_copy_is_no_version(run):
    assert set(make_tables(run).versions.collect()["outlet"]) == {"baobien.vn"}


def test_a_time_of_change_orders_versions_published_at_one_time(tmp_path):
    """The address and the time of publication stay; the page says when it was changed."""
    changed = [at(6) | {"modified": f"2025-03-02T{hour:02d}:30:00+07:00"} for hour in (14, 7)]
    run = scan_rows(tmp_path, make_rows(UPDATE, OPENING, times=changed))

    versions = make_tables(run).versions.collect()

    assert versions.select("earlier_article_id", "article_id", "ordered_by").rows() == [
        ("baobien.vn/2", "baobien.vn/1", "time")
    ]


def write_page(line, *paragraphs):
    return "\n\n".join(["Cold store burns down in Tarnmouth", line, *paragraphs])


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["March 2, 2025 4:03 am", "March 2, 2025 7:13 am"], "time"),
        (["March 2, 2025 7:13 am", "March 2, 2025 4:03 am"], "time"),
        (["March 2, 2025", "March 3, 2025"], "time"),
        (["March 2, 2025 7:13 am", "March 2, 2025 7:13 am"], ""),
        (["March 2, 2025 4:03 am EST", "March 2, 2025 7:13 am"], ""),
        (["March 2, 2025", "March 2, 2025 7:13 am"], ""),
        (["2 March 2025 04:03 CST", "2 March 2025 07:13 CST"], "time"),
        (["2 March 2025 07:13 CST", "2 March 2025 04:03 CST"], "time"),
        (["2 March 2025 04:03 CST", "2 March 2025 07:13"], ""),
        (["2 March 2025 04:03 CST", "2 March 2025 07:13 IST"], ""),
        (["2 March 2025 00:00 CST", "3 March 2025 00:00 CST"], "time"),
    ],
)
def test_one_newsrooms_clock_goes_on_wherever_it_is(tmp_path, lines, order):
    folder = tmp_path / "in" / "tarnpost.com"
    folder.mkdir(parents=True)
    story = [
        "The cold store of the Tarnmouth fish cooperative burned down before dawn and left smoke on the bay.",
        "Six engines and nearly forty people fought the fire with water from the canal behind the market.",
        "The chair of the cooperative said that it held a hundred tons of fish and all of its machines.",
        "Police closed the road to the harbour and families were moved to the primary school for the night.",
        "Many members stood on the far bank through the morning with food and water for the tired crews.",
    ]
    for name, line, count in (("1", lines[0], 4), ("2", lines[1], 5)):
        (folder / f"{name}.txt").write_text(write_page(line, *story[:count]), encoding="utf-8")

    run = scan([str(tmp_path / "in")], ScanOptions(), lambda *_: None, Params())
    found = make_tables(run).versions.collect()

    assert found["ordered_by"].to_list() == [order]
    if order:
        earlier = min(range(2), key=lambda place: lines[place])
        assert found["earlier_article_id"].to_list() == [f"tarnpost.com/{earlier + 1}.txt"]


@pytest.mark.parametrize("times", [[{}, {}], [{"published": "2025-03-02"}, {"published": "2025-03-02"}]])
def test_where_nothing_orders_two_versions_it_is_said(tmp_path, times):
    run = scan_rows(tmp_path, make_rows(OPENING, UPDATE, times=times))

    assert make_tables(run).versions.collect()["ordered_by"].to_list() == [""]


@pytest.mark.parametrize(("shown", "order"), [("02/03/2025 06:00", "time"), ("27/02/2025 06:00", "")])
def test_a_time_that_the_page_contradicts_orders_no_versions(tmp_path, shown, order):
    """Its metadata say when it was first, its date line when: one of them is another page's."""
    one, other = make_rows(OPENING, UPDATE, times=[at(6), at(9)])
    one["text"] = f"{shown}\n{one['text']}"

    versions = make_tables(scan_rows(tmp_path, [one, other])).versions.collect()

    assert versions["ordered_by"].to_list() == [order]


def test_a_line_that_is_believed_instead_of_an_import_orders_versions(tmp_path):
    rows = make_rows(UPDATE, OPENING, LAST, times=[at(6)] * 3)
    for row, day in zip(rows, ("12/02/2025", "11/02/2025", "14/02/2025"), strict=True):
        row["text"] = f"07:30 {day}\n{row['text']}"

    assert order_captures(tmp_path, *rows) == [
        (2, "baobien.vn/2", "baobien.vn/1", "time"),
        (3, "baobien.vn/1", "baobien.vn/3", "time"),
    ]


def order_captures(tmp_path, *rows):
    """Return the pages of each row of versions.csv, and what put them in order."""
    versions = make_tables(scan_rows(tmp_path, list(rows))).versions.collect()
    return versions.select("version", "earlier_article_id", "article_id", "ordered_by").rows()


def make_captures(*texts, hours, **more):
    times = [{"crawled_at": f"2025-03-02T{hour:02d}:00:00+07:00"} for hour in hours]
    return make_rows(*texts, times=times, **more)


def test_captures_order_two_pages_only_if_the_later_holds_no_less(tmp_path):
    """Of two addresses the crawl may come to the older last, and one that grew was not cut."""
    assert order_captures(tmp_path, *make_captures(UPDATE, OPENING, hours=[9, 6])) == [
        (2, "baobien.vn/2", "baobien.vn/1", "capture")
    ]
    assert order_captures(tmp_path, *make_captures(UPDATE, OPENING, hours=[6, 9])) == [
        (2, "baobien.vn/1", "baobien.vn/2", "")
    ]


def test_captures_of_one_address_order_whatever_was_cut(tmp_path):
    rows = make_captures(UPDATE, LAST, hours=[6, 9], url="https://baobien.vn/kho-lanh")

    assert order_captures(tmp_path, *rows)[0][3] == "capture"


def test_a_page_without_a_time_stands_where_its_capture_does(tmp_path):
    """Not behind a page that was captured after it, only because that one shows its time."""
    rows = make_captures(UPDATE, OPENING, hours=[11, 8])

    assert order_captures(tmp_path, rows[0] | at(7), rows[1]) == [
        (2, "baobien.vn/2", "baobien.vn/1", "capture")
    ]


def test_captures_order_no_pages_whose_own_times_say_the_reverse(tmp_path):
    rows = make_captures(UPDATE, OPENING, hours=[14, 15])

    assert order_captures(tmp_path, rows[0] | at(11), rows[1] | at(7)) == [
        (2, "baobien.vn/2", "baobien.vn/1", "time")
    ]


def test_the_same_words_are_no_version(tmp_path):
    rows = make_captures(OPENING, OPENING, UPDATE, UPDATE, hours=[6, 7, 8, 9])

    assert order_captures(tmp_path, *rows) == [(2, "baobien.vn/2", "baobien.vn/3", "capture")]
    assert order_captures(tmp_path, *rows[:2]) == []


def test_the_same_words_read_in_a_wrong_encoding_are_no_version(tmp_path):
    """Every word of the garbled page was told as changed."""
    garbled = [line.encode().decode("latin-1") for line in OPENING]
    apart = [unicodedata.normalize("NFD", line) for line in OPENING]

    assert order_captures(tmp_path, *make_captures(OPENING, garbled, apart, hours=[6, 7, 8])) == []


def test_every_report_shows_what_changed(run, tmp_path):
    tables = make_tables(run)
    dossier = make_dossier(run, tables, Params(), ScanOptions())
    summary = make_summary(run, tables, folder=tmp_path, files=[], top=20)
    write_csv(tables.versions.collect(), tmp_path / "versions.csv")

    assert dossier.versions.equals(tables.versions.collect())
    assert "#1  version 2 of baobien.vn: baobien.vn/3: " in format_summary(summary)
    assert "numbers 6 → 11; 120 → 150" in format_summary(summary)
    assert summary["clusters"][0]["versions"][0]["numbers"] == "6 → 11; 120 → 150"
    assert json.loads(next(iter(format_jsonl(dossier))))["versions"][0]["numbers"] == "6 → 11; 120 → 150"
    assert "6 → 11; 120 → 150" in (tmp_path / "versions.csv").read_text(encoding="utf-8-sig")
    assert "Versions of one outlet" in format_page(dossier)


def compare(earlier, later):
    """Return what changed between two versions, given by paragraphs."""
    rows = [("a", text) for text in earlier] + [("b", text) for text in later]
    paragraphs = pl.DataFrame(rows, schema={"article_id": pl.String, "text": pl.String}, orient="row")
    pairs = pl.DataFrame({"earlier_article_id": ["a"], "article_id": ["b"]})
    return tell_changes(pairs, paragraphs).row(0, named=True)


def test_the_same_words_are_no_change():
    change = compare(OPENING, [paragraph.upper() for paragraph in OPENING])

    assert {change[name] for name in COUNTED} == {0}
    assert (change["numbers"], change["added"], change["removed"]) == ("", "", "")


def test_everything_may_change():
    change = compare([], OPENING[:1])

    assert (change["paragraphs_added"], change["words_added"]) == (1, len(OPENING[0].split()))


def test_paragraphs_that_were_added_do_not_run_together():
    change = compare([], ["Nước rút.", "Chợ họp lại."])

    assert change["added"] == "Nước rút. Chợ họp lại"


def test_passages_that_do_not_follow_each_other_are_parted():
    change = compare(OPENING[:2], ["Tin nhanh. " + OPENING[0], OPENING[1], "Nước  rút…"])

    assert change["added"] == "Tin nhanh … Nước rút…"


def test_a_long_change_is_cut_where_it_is_shown():
    change = compare([], ["mưa rất to, " * 100])

    assert change["words_added"] == 300
    assert change["added"] == ("mưa rất to, " * 100)[: SHOWN_CHARS - 1] + "…"


def test_versions_too_long_to_align_count_as_replaced():
    """Two texts of a million words would take a hundred gigabytes; a scan must not fail of it."""
    old, new = (" ".join(f"{name}{n}" for n in range(25_000)) for name in ("cũ", "mới"))

    change = compare([f"một {old} hai"], [f"một {new} hai"])

    assert change["words_changed"] == 25_000
    assert (change["paragraphs_added"], change["paragraphs_removed"]) == (1, 1)


def test_many_versions_are_told_as_each_alone():
    """They are compared some at a time, on every core; no pair may see another's words."""
    texts = [[*OPENING[:2], f"Bản tin số {n}: đã có {n * 7} người.", *REST[: n % 4]] for n in range(200)]
    rows = [(str(n), text) for n, text in enumerate(texts) for text in text]
    paragraphs = pl.DataFrame(rows, schema={"article_id": pl.String, "text": pl.String}, orient="row")
    pairs = pl.DataFrame({"article_id": [str(n) for n in range(1, 200)]})
    pairs = pairs.with_columns(earlier_article_id=pl.lit("0"))

    told = tell_changes(pairs, paragraphs).drop("article_id", "earlier_article_id")

    assert told.rows() == [tuple(compare(texts[0], text).values())[2:] for text in texts[1:]]
