"""Slow definitions of what the kernels compute, in plain Python."""

import unicodedata
from collections import Counter

import xxhash

from dedup.kernels.characters import entry_of, fold_character
from dedup.kernels.folding import (
    CLASS_SHIFT,
    CODE_MASK,
    DIGIT,
    DROP,
    EXTRA_SHIFT,
    HYPHEN,
    LETTER,
    LOWER,
    MARK,
    SOLO,
    TONE,
)


def classify(character):
    """Return (class, extra, folded) of each code point that a character folds to."""
    lower = unicodedata.category(unicodedata.normalize("NFD", character)[0]) == "Ll"
    entries = [entry_of(folded, lower) for folded in fold_character(character)]
    return [((e >> CLASS_SHIFT) & 7, e >> EXTRA_SHIFT, chr(e & CODE_MASK)) for e in entries]


def split_words(text):
    """
    Return the matching key of a text: (letters, tones) for every word.

    Works on the decomposed text, code point by code point, as the definition reads.
    """
    parts = [part for character in unicodedata.normalize("NFD", text) for part in classify(character)]
    parts = [part for part in parts if part[0] != DROP]
    words, letters, tones = [], "", Counter()
    for at, (kind, extra, folded) in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else (None, 0, "")
        joins = kind == HYPHEN and letters and following[0] == LETTER and following[1] & LOWER
        solo_open = letters and classify(letters[0])[0][0] == SOLO
        ends = kind not in (LETTER, MARK, TONE) or (kind == LETTER and solo_open)
        if letters and ends and not joins:
            words.append((letters, tones))
            letters, tones = "", Counter()
        if kind in (LETTER, SOLO) or (kind == MARK and letters):
            letters += folded
        elif kind == TONE and letters:
            tones[extra] += 1
    if letters:
        words.append((letters, tones))
    return words


def hash_word(letters, tones):
    """Return the 64-bit hash of a word of the matching key."""
    packed = sum(min(count, 7) << 3 * tone for tone, count in tones.items())
    data = packed.to_bytes(2, "little") + unicodedata.normalize("NFD", letters).encode("utf-16-le")
    data += bytes(-len(data) % 8)
    digit = any(classify(letter)[0][1] & DIGIT for letter in letters if classify(letter)[0][0] == LETTER)
    return xxhash.xxh64_intdigest(data) & ~1 | digit


def hash_words(text):
    """Return the word hashes of a text, in order."""
    return [hash_word(*word) for word in split_words(text)]


def hash_shingles(hashes, ngram):
    """Return the hash of every run of `ngram` words, in order, repeats kept."""
    lanes = [value.to_bytes(8, "little") for value in hashes]
    return [xxhash.xxh64_intdigest(b"".join(lanes[i : i + ngram])) for i in range(len(lanes) - ngram + 1)]
