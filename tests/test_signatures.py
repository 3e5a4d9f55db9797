"""Signatures: are they datasketch's, bit for bit?"""

import numpy as np
import polars as pl
from datasketch import LeanMinHash, MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

import oracles
from dedup.kernels.minhash import make_minhashes
from dedup.params import LevelParams
from dedup.schema import LEVEL, ROLE, UNITS
from dedup.signatures import SHORT_FINER, make_bands, make_permutations, make_samples
from dedup.tokens import hash_texts, word_ranges


def level(**changes):
    settings = {"ngram": 3, "bands": 16, "rows": 8, "sample_one_in": 2, "min_shared": 1, "max_frequency": 50}
    return LevelParams(**(settings | {"min_words": 3} | changes))


def units_of(texts):
    words, count, keys = hash_texts(pl.Series(texts, dtype=pl.String))
    frame = pl.DataFrame(
        {
            "unit": range(len(texts)),
            "article": range(len(texts)),
            "key": keys,
            "words": count,
            "token_begin": np.cumsum(count) - count,
        },
        schema_overrides={
            "unit": pl.UInt32,
            "article": pl.UInt32,
            "words": pl.UInt32,
            "token_begin": pl.UInt64,
        },
    )
    missing = {"level": pl.lit("block", LEVEL), "role": pl.lit("body", ROLE), "ordinal": pl.lit(0, pl.UInt32)}
    return frame.with_columns(**missing).select(UNITS.names()), words.hashes


def sign(units, hashes, settled, seed):
    """Return the signature of every unit, whose bands are hashed in passing."""
    minhashes = np.empty((len(units), settled.num_perm), dtype=np.uint32)
    permutations = make_permutations(settled.num_perm, seed)
    make_minhashes(hashes, *word_ranges(units), settled.ngram, *permutations, minhashes)
    return minhashes


@given(st.lists(st.text(max_size=80), min_size=1, max_size=4), st.integers(1, 9), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_a_signature_is_what_datasketch_computes_from_the_same_shingles(texts, ngram, seed):
    """Any datasketch program can then use ours: the whole path, from Unicode text on."""
    units, hashes = units_of(texts)

    ours = sign(units, hashes, level(ngram=ngram), seed)

    for text, signature in zip(texts, ours, strict=True):
        theirs = MinHash(128, seed=seed, hashfunc=lambda value: value)
        theirs.update_batch([s >> 32 for s in oracles.hash_shingles(oracles.hash_words(text), ngram)])
        assert signature.tolist() == theirs.hashvalues.tolist()


def test_our_signature_works_as_a_lean_minhash():
    """LSH indexes of datasketch take LeanMinHash objects made from hash values."""
    units, hashes = units_of(["một hai ba bốn năm", "một hai ba bốn sáu"])
    ours = sign(units, hashes, level(), 1)

    first, second = (LeanMinHash(seed=1, hashvalues=row, scheme="affine32") for row in ours)

    assert 0 < first.jaccard(second) < 1


def test_permutations_are_those_of_datasketch():
    assert np.array_equal(np.array(make_permutations(128, 7)), MinHash(128, seed=7).permutations)


@given(st.text(max_size=200), st.integers(1, 8))
@settings(deadline=None)
def test_samples_are_the_distinct_shingles_below_the_limit(text, one_in):
    """Every text here is short, and short texts keep SHORT_FINER times as many."""
    one_in *= SHORT_FINER
    units, hashes = units_of([text])

    samples = make_samples(units, hashes, level(sample_one_in=one_in))["shingle"].to_list()

    shingles = set(oracles.hash_shingles(oracles.hash_words(text), 3))
    assert samples == sorted(s for s in shingles if s < 2**64 // (one_in // SHORT_FINER) - 1)


@given(st.integers(1, 6), st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_a_band_hashes_its_rows_and_its_number(bands, rows):
    """The oracle multiplies Python's integers; equal rows in two bands are two buckets."""
    units, hashes = units_of(["một hai ba bốn năm sáu bảy", "", "một hai ba bốn năm sáu tám"])
    settled = level(bands=bands, rows=rows)

    found = make_bands(units, hashes, settled, 1)

    signatures = sign(units, hashes, settled, 1).tolist()
    for unit, signature in enumerate(signatures):
        for band in range(bands):
            digest = band
            for minhash in signature[band * rows : (band + 1) * rows]:
                digest = (digest ^ minhash) * 0x9E3779B185EBCA87 % 2**64
                digest ^= digest >> 32
            assert found[band, unit] == digest
