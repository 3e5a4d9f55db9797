"""Does an index keep what it was given: once, in versions, through removal, merging and compaction?"""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dedup.errors import IndexMismatch
from dedup.index import postings, segments
from dedup.index.agreement import FORMAT
from dedup.index.audit import find_strays, verify_index
from dedup.index.exchange import export_index, merge_index
from dedup.index.layout import Segment
from dedup.index.locks import lock_writer
from dedup.index.queries import describe_index, iterate_articles, remove_where
from dedup.index.segments import SegmentMissing, open_segment
from dedup.index.snapshot import open_snapshot, read_texts
from dedup.index.store import Added, compact_index, create_index, remove_articles
from dedup.index.texts import Texts, pack_frames
from dedup.params import LevelParams, Params
from dedup.schema import ROLE
from dedup.tokens import Words
from newsroom import add_file, fill_index, make_records, write_records, write_story


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder with an archive and its index, to be copied: filling one costs more than most tests."""
    folder = tmp_path_factory.mktemp("shelf")
    fill_index(folder / "index", write_records(folder / "archive.jsonl", make_records(range(12))))
    return folder


@pytest.fixture
def archive(tmp_path, shelf):
    return Path(shutil.copy(shelf / "archive.jsonl", tmp_path))


@pytest.fixture
def index(tmp_path, shelf):
    return shutil.copytree(shelf / "index", tmp_path / "index")


def list_ids(index):
    return [row["article_id"] for row in iterate_articles(index) if row["current"]]


def test_what_is_added_twice_is_there_once(index, archive):
    """A cron job that runs again after a failure must not double the archive."""
    assert add_file(index, archive) == Added(0, 0, 12)
    assert len(list_ids(index)) == 12


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(index, tmp_path):
    changed = make_records(range(3, 4), title="Đính chính")

    done = add_file(index, write_records(tmp_path / "changed.jsonl", changed))

    assert done == Added(0, 1, 0)
    rows = list(iterate_articles(index, article_id="baobien.vn/3"))
    assert [(row["version"], row["current"]) for row in rows] == [(1, False), (2, True)]
    assert verify_index(index, Params()) == []


def test_an_id_is_one_outlets_and_of_another_names_another_article(tmp_path):
    """Outlets number their articles from 1, each for itself."""
    index = fill_index(tmp_path / "index")
    feeds = [
        write_records(tmp_path / outlet, make_records(range(n, n + 1), outlet, id="1"))
        for n, outlet in enumerate(["a.vn", "b.vn"])
    ]

    assert add_file(index, feeds[0]) == Added(1, 0, 0)
    assert add_file(index, feeds[1]) == Added(1, 0, 0)
    assert add_file(index, feeds[1]) == Added(0, 0, 1)
    write_records(feeds[0], make_records(range(1), "a.vn", id="1", title="Đính chính"))
    assert add_file(index, feeds[0]) == Added(0, 1, 0)
    rows = [(row["outlet"], row["version"]) for row in iterate_articles(index, article_id="1")]
    assert rows == [("a.vn", 1), ("b.vn", 1), ("a.vn", 2)]
    assert verify_index(index, Params()) == []


def test_a_path_is_one_page_also_before_its_outlet_was_known(tmp_path):
    page = {"title": "Chuyện", "text": write_story(1)}
    first = write_records(tmp_path / "new.jsonl", [page])
    index = fill_index(tmp_path / "index", first)

    write_records(first, [page | {"outlet": "a.vn"}])

    assert add_file(index, first) == Added(0, 1, 0)


def test_merging_keeps_the_same_id_of_two_outlets_apart(tmp_path):
    named = [
        write_records(tmp_path / f"{outlet}.jsonl", make_records(range(n, n + 1), outlet, id="1"))
        for n, outlet in enumerate(["a.vn", "b.vn"])
    ]
    ours, theirs = (fill_index(tmp_path / each.stem, each) for each in named)

    assert merge_index(ours, theirs, Params()) == Added(1, 0, 0)
    assert merge_index(ours, theirs, Params()) == Added(0, 0, 1)
    assert verify_index(ours, Params()) == []


def test_words_come_back_as_they_were_read(index, archive):
    """Matches are measured on what the index kept, so it must be the very words."""
    from dedup.index.articles import take_texts
    from dedup.ingest import read_ingests
    from dedup.params import ScanOptions

    (ingest,) = read_ingests([str(archive)], ScanOptions(), lambda *_: None)
    wanted = ingest.articles["article"].to_numpy().astype("int64")[[2, 7, 11]]

    with open_snapshot(index, Params()) as snapshot:
        kept = read_texts(snapshot, wanted)

    given = take_texts(ingest, wanted)
    assert kept.words.hashes.tolist() == given.words.hashes.tolist()
    assert kept.words.flags.tolist() == given.words.flags.tolist()
    assert kept.blocks["role"].to_list() == given.blocks["role"].to_list()
    assert kept.blocks["words"].to_list() == given.blocks["words"].to_list()
    assert kept.kinds.tolist() == given.kinds.tolist()


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ((["baobien.vn/3"], [], None), 23),
        (([], ["tinnhanh.vn"], None), 12),
        (([], [], datetime(2025, 3, 6)), 19),
    ],
    ids=["by id", "by outlet", "by age"],
)
def test_what_is_removed_is_gone_at_once(index, tmp_path, named, left):
    add_file(index, write_records(tmp_path / "more.jsonl", make_records(range(12, 24), "tinnhanh.vn")))

    remove_articles(index, remove_where(*named), Params())

    assert len(list_ids(index)) == left
    assert verify_index(index, Params()) == []


def test_compaction_drops_removed_words_and_changes_nothing_else(index, tmp_path):
    add_file(index, write_records(tmp_path / "more.jsonl", make_records(range(12, 24))))
    remove_articles(index, remove_where(["baobien.vn/1", "baobien.vn/13"], [], None), Params())
    before = list(iterate_articles(index))

    compact_index(index, Params())

    assert list(iterate_articles(index)) == before
    assert describe_index(index)["removed_awaiting_compaction"] == 0
    assert describe_index(index)["segments"] == 1
    assert verify_index(index, Params()) == []


def test_an_index_emptied_by_removal_takes_articles_again(index, archive):
    remove_articles(index, remove_where([], ["baobien.vn"], None), Params())
    compact_index(index, Params())

    assert add_file(index, archive) == Added(12, 0, 0)
    assert verify_index(index, Params()) == []


def test_many_small_additions_leave_few_segments(tmp_path):
    """A check looks into every segment, so their number must grow like the logarithm of the articles."""
    batches = [write_records(tmp_path / f"{n}.jsonl", make_records(range(n, n + 1))) for n in range(20)]

    index = fill_index(tmp_path / "index", *batches)

    assert describe_index(index)["segments"] <= 6
    assert len(list_ids(index)) == 20
    assert verify_index(index, Params()) == []


def test_segments_merged_out_of_turn_keep_their_articles_in_order(tmp_path):
    """Found by killing writers: large and small segments merge at different times."""
    sizes = [9, 1, 1, 9, 1, 1, 9, 9, 1, 1, 1]
    ends = [sum(sizes[: n + 1]) for n in range(len(sizes))]
    batches = [
        write_records(tmp_path / f"{n}.jsonl", make_records(range(end - size, end)))
        for n, (size, end) in enumerate(zip(sizes, ends, strict=True))
    ]
    index = fill_index(tmp_path / "index", *batches)

    compact_index(index, Params())

    assert verify_index(index, Params()) == []
    assert len(list_ids(index)) == ends[-1]


def test_merging_takes_the_newest_of_both(index, tmp_path):
    other = make_records(range(10, 15))
    other[0]["text"] += "\nBản sửa lúc chiều thêm một đoạn về con đê."
    theirs = fill_index(tmp_path / "other", write_records(tmp_path / "other.jsonl", other))

    done = merge_index(index, theirs, Params())

    assert done == Added(3, 1, 1)
    assert len(list_ids(index)) == 15
    assert verify_index(index, Params()) == []
    assert merge_index(index, theirs, Params()) == Added(0, 0, 5)


def test_an_index_is_not_merged_into_itself(index):
    with pytest.raises(IndexMismatch, match="the index to merge into"):
        merge_index(index, index, Params())


def test_the_export_has_a_row_for_every_version(index, tmp_path):
    count = export_index(index, tmp_path / "articles.parquet")

    table = pl.read_parquet(tmp_path / "articles.parquet")
    assert count == len(table) == 12
    assert table["article_id"].to_list() == list_ids(index)
    assert table.schema["earliest"] == pl.Datetime("us", "UTC")
    assert (table["roles"].list.len() == table["block_words"].list.len()).all()


def test_other_parameters_are_refused_with_what_helps(index):
    article = LevelParams(
        ngram=7, bands=14, rows=9, sample_one_in=8, min_shared=3, max_frequency=50, min_words=20
    )

    with pytest.raises(IndexMismatch, match=r"article\.ngram = 7, got 5; to go on.*compact --migrate"):
        verify_index(index, Params(article=article))


def test_migration_makes_the_segments_anew(index):
    article = LevelParams(
        ngram=4, bands=14, rows=9, sample_one_in=4, min_shared=3, max_frequency=50, min_words=20
    )
    params = Params(article=article)

    compact_index(index, params, migrate=True)

    assert verify_index(index, params) == []
    with pytest.raises(IndexMismatch, match="ngram"):
        verify_index(index, Params())


def test_another_format_is_refused_by_name(index):
    with sqlite3.connect(index / "index.sqlite") as database:
        database.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    database.close()

    with pytest.raises(IndexMismatch, match=rf"format: expected {FORMAT}, got 99.*dedup index create"):
        verify_index(index, Params())


def test_an_index_that_knew_other_quotation_marks_is_refused(index):
    """It keeps which words are quoted, and a check asks both sides."""
    with sqlite3.connect(index / "index.sqlite") as database:
        database.execute("UPDATE meta SET value = '1' WHERE name = 'key_version'")
    database.close()

    with pytest.raises(IndexMismatch, match=r"key version: expected 2, got 1.*dedup index create"):
        verify_index(index, Params())


def test_an_index_is_made_in_an_empty_folder_only(index):
    with pytest.raises(IndexMismatch, match="not empty"):
        create_index(index, Params())


def test_a_missing_index_is_said_with_the_command_that_makes_one(tmp_path, archive):
    with pytest.raises(IndexMismatch, match="dedup index create"):
        add_file(tmp_path / "nowhere", archive)


def damage_truncate(path):
    path.write_bytes(path.read_bytes()[:-100])


def damage_flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def damage_table(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def damage_delete(path):
    path.unlink()


@pytest.mark.parametrize("damage", [damage_truncate, damage_flip, damage_table, damage_delete])
def test_a_damaged_segment_is_found_by_name(index, damage):
    (segment,) = (index / "segments").iterdir()
    damage(segment)

    faults = verify_index(index, Params())

    assert any(segment.name in fault for fault in faults)


def test_every_single_flipped_byte_is_found(index):
    """No byte of a segment is without a checksum, the checksums included."""
    (path,) = (index / "segments").iterdir()
    sound = path.read_bytes()

    missed = []
    for at in range(0, len(sound), max(len(sound) // 60, 1)):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1 :])
        if not verify_index(index, Params()):
            missed.append(at)

    assert missed == []


def test_the_rest_of_a_damaged_index_can_still_be_read(index, tmp_path):
    add_file(index, write_records(tmp_path / "more.jsonl", make_records(range(12, 24))))
    first = min((index / "segments").iterdir())
    damage_flip(first)

    faults = verify_index(index, Params())

    assert len(list_ids(index)) == 24
    assert all("00000001" not in fault for fault in faults)


def test_a_damaged_catalog_is_said_without_a_traceback(index):
    path = index / "index.sqlite"
    path.write_bytes(b"not a database at all" * 200)

    with pytest.raises(IndexMismatch, match=r"index\.sqlite"):
        verify_index(index, Params())


def test_files_a_dead_writer_left_are_ignored_and_swept(index, archive):
    stray, draft = index / "segments" / "00000099.segment", index / "segments" / "00000098.segment.tmp"
    stray.write_bytes(b"half a batch")
    draft.write_bytes(b"less than half")

    assert verify_index(index, Params()) == []
    assert find_strays(index) == [draft.name, stray.name]
    add_file(index, archive)
    assert find_strays(index) == []


def test_a_second_writer_is_told_who_holds_the_lock(index, archive):
    with (
        lock_writer(index),
        pytest.raises(IndexMismatch, match=r"being written by process \d+.*--wait SECONDS"),
    ):
        add_file(index, archive)


def test_a_writer_that_has_not_said_who_it_is_is_no_process_unknown(index, archive):
    with lock_writer(index):
        (index / "writer.lock").write_text("")
        with pytest.raises(IndexMismatch, match="being written by another process; try again"):
            add_file(index, archive)


def test_a_reader_sees_one_state_while_a_writer_commits(index, tmp_path):
    with open_snapshot(index, Params()) as snapshot:
        add_file(index, write_records(tmp_path / "more.jsonl", make_records(range(12, 24))))
        compact_index(index, Params())

        seen = snapshot.catalog.count()
        texts = read_texts(snapshot, snapshot.numbers[0])

    assert (seen, len(texts.kinds)) == (12, 12)
    assert len(list_ids(index)) == 24


def test_a_failed_batch_leaves_nothing(index, tmp_path, monkeypatch):
    """The second batch of an addition fails: the first must not be there either."""
    from dedup.index import store

    write = segments.write_segment
    calls = []

    def fail_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(args[0]))
        return write(*args)

    monkeypatch.setattr(segments, "write_segment", fail_second)
    batches = [write_records(tmp_path / f"{n}.jsonl", make_records(range(n, n + 3))) for n in (20, 30)]

    with pytest.raises(IndexMismatch, match="No space left on device"):
        store.add_articles(index, (read(path) for path in batches), Params())

    assert len(list_ids(index)) == 12
    assert verify_index(index, Params()) == []


def read(path):
    from dedup.ingest import read_ingests
    from dedup.params import ScanOptions

    (ingest,) = read_ingests([str(path)], ScanOptions(), lambda *_: None)
    return ingest


def test_only_pages_that_are_read_are_checked(index):
    """A large index must open as fast as a small one; what is read is checked all the same."""
    with open_snapshot(index, Params()) as snapshot:
        segment: Segment = snapshot.segments[0]

        assert 0 < segment._sound.sum() < len(segment._sound)


def test_a_segment_made_in_parts_is_the_segment_made_at_once(index, tmp_path, monkeypatch):
    """A million articles are merged a few thousand at a time; the bytes must not show it."""
    add_file(index, write_records(tmp_path / "more.jsonl", make_records(range(12, 60))))
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)

    compact_index(index, Params())
    monkeypatch.setattr(segments, "BATCH", 16)
    monkeypatch.setattr(postings, "MERGED", 300)
    compact_index(copy, Params())

    whole, parts = (next((folder / "segments").iterdir()).read_bytes() for folder in (index, copy))
    assert whole == parts
    assert verify_index(copy, Params()) == []


def test_what_was_let_go_of_is_checked_again(index):
    """Memory is given back after a question; a page read anew may be another one."""
    with open_snapshot(index, Params()) as snapshot:
        (segment,) = snapshot.segments
        segment.check_all()
        segment.release()
        damage_flip(segment.path)

        with pytest.raises(IndexMismatch, match="wrong checksum"):
            segment.check_all()


def test_a_segment_merged_away_between_two_looks_is_looked_for_again(index, monkeypatch):
    """A compaction may delete a file after a reader has read its name."""
    merged_away = iter([True])

    def open_late(folder, entry):
        if next(merged_away, False):
            raise SegmentMissing("is missing")
        return open_segment(folder, entry)

    monkeypatch.setattr("dedup.index.snapshot.open_segment", open_late)

    with open_snapshot(index, Params()) as snapshot:
        assert sum(map(len, snapshot.numbers)) == 12


def test_what_three_bytes_cannot_rank_is_refused_and_not_cut_off():
    """A rank without its fourth byte is another word."""
    words = Words(np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.uint8))
    blocks = pl.DataFrame(
        {"article": [0], "role": ["body"], "words": [1 << 24]}, schema_overrides={"role": ROLE}
    )

    with pytest.raises(IndexMismatch, match="add less at once"):
        pack_frames(Texts(np.zeros(1, dtype=np.uint8), blocks, words), words.hashes)
