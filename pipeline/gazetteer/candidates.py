"""Names that may be meant by a noisy one: from a million names to a few dozen, in a millisecond.

The index files names under their words. A query's rarest words point to the names that share them; a word
that no name has (a misprint, an abbreviation) is first replaced by the words it may stand for, found by
shared letter pairs. Nothing is compared in full here: that is the matter of `score.py`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from rapidfuzz.distance import OSA

from pipeline.gazetteer.score import SHORTENED

ENOUGH = 60  # candidates that are worth comparing in full
MAX_POSTINGS = 25_000  # names looked at for one query: the words are taken from the rarest on
NEAR_WORDS = 12  # words that one unknown word may stand for
MIN_NEAR = 0.6  # similarity from which a word may stand for another


def mapped(path: Path) -> Any:
    """A saved array, memory-mapped; as a plain array, since slices of numpy's memmap class are slow."""
    return np.load(path, mmap_mode="r").view(np.ndarray)


class WordIndex:
    """An opened word index."""

    def __init__(self, folder: Path) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "words.trie"))
        self._ends = mapped(folder / "words.ends.npy")
        self._names = mapped(folder / "words.names.npy")
        self._pair_ends = mapped(folder / "pairs.ends.npy")
        self._pair_words = mapped(folder / "pairs.words.npy")
        self._by_length = mapped(folder / "words.by_length.npy")
        self._length_ends = mapped(folder / "words.length_ends.npy")
        self.size = int(np.load(folder / "words.count.npy")[0])

    def candidates(self, words: Sequence[str], *, thorough: bool = False) -> list[int]:
        """Names that share words with the query, the likeliest first; `words` as `normal_word` gives them.

        `thorough` looks for other spellings of the words that are known too ("Man" for "Mann").
        """
        weighted: dict[int, float] = {}
        for word in dict.fromkeys(words):
            number = self._trie.get(word)
            if number is not None:
                weighted[number] = 1.0
            if number is None or thorough:
                for near, similarity in self.near(word):
                    weighted[near] = max(weighted.get(near, 0.0), similarity)
        return self._best(weighted)

    def _best(self, weighted: dict[int, float]) -> list[int]:
        rarest = sorted(weighted, key=lambda number: int(self._ends[number + 1] - self._ends[number]))
        chunks: list[Any] = []
        weights: list[Any] = []
        seen = 0
        for number in rarest:
            names = self._names[self._ends[number] : self._ends[number + 1]]
            if chunks and seen + len(names) > MAX_POSTINGS:
                break
            seen += len(names)
            chunks.append(names[:MAX_POSTINGS])
            rarity = np.log(self.size / len(names) + 1.0)
            weights.append(np.full(len(chunks[-1]), weighted[number] ** 2 * rarity))
        if not chunks:
            return []
        names, places = np.unique(np.concatenate(chunks), return_inverse=True)
        sums = np.bincount(places, weights=np.concatenate(weights))
        if len(sums) > ENOUGH:
            top = np.argpartition(-sums, ENOUGH)[:ENOUGH]
            names, sums = names[top], sums[top]
        order = np.lexsort((names, -sums))
        best: list[int] = names[order].tolist()
        return best

    def near(self, word: str) -> list[tuple[int, float]]:
        """Words of the index that `word` may stand for, with their similarity."""
        found = dict(self._misprinted(word))
        if len(word) >= SHORTENED:
            for longer in self._continued(word):
                found[self._trie.key_id(longer)] = max(found.get(self._trie.key_id(longer), 0.0), 0.8)
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:NEAR_WORDS]

    def _continued(self, word: str) -> list[str]:
        longer = []
        for number, key in enumerate(self._trie.iterkeys(word)):
            if number >= 400:
                break
            longer.append(key)
        # the most frequent continuation is the likeliest meaning of an abbreviation
        return sorted(longer, key=lambda key: -self._frequency(key))[:NEAR_WORDS]

    def _frequency(self, word: str) -> int:
        number = self._trie.key_id(word)
        return int(self._ends[number + 1] - self._ends[number])

    def _misprinted(self, word: str) -> Iterable[tuple[int, float]]:
        pairs = sorted(set(_pairs(word)))
        low, high = self._length_range(len(word) - 2, len(word) + 3)
        if not pairs or low >= high:
            return []
        chunks = []
        for pair in pairs:
            ranks = self._pair_words[self._pair_ends[pair] : self._pair_ends[pair + 1]]
            start, end = np.searchsorted(ranks, (low, high))
            chunks.append(ranks[start:end])
        counts = np.bincount(np.concatenate(chunks) - low, minlength=high - low)
        # One misprint breaks up to three pairs, two in a long word up to five.
        least = max(1, len(pairs) - (3 if len(word) < 8 else 5))
        ranks = np.flatnonzero(counts >= least)
        if len(ranks) > 200:
            ranks = ranks[np.argsort(-counts[ranks], kind="stable")[:200]]
        found = []
        for rank in ranks.tolist():
            number = int(self._by_length[rank + low])
            similarity = OSA.normalized_similarity(word, self._trie.restore_key(number))
            if similarity >= MIN_NEAR:
                found.append((number, float(similarity)))
        return found

    def _length_range(self, shortest: int, longest: int) -> tuple[int, int]:
        last = len(self._length_ends) - 1
        return int(self._length_ends[min(max(shortest, 0), last)]), int(self._length_ends[min(longest, last)])


PAIRS = 1 << 14


def _pairs(word: str) -> list[int]:
    """Numbers of the letter pairs of a word, its edges included; the same in every process."""
    text = f"^{word}$"
    return [(ord(a) * 131 + ord(b)) & (PAIRS - 1) for a, b in itertools.pairwise(text)]


def write_words(folder: Path, names: Iterable[tuple[int, Sequence[str]]], *, count: int) -> None:
    """File the names (number, words) under their words, and the words under their letter pairs."""
    numbers: dict[str, int] = {}
    flat_words: list[int] = []
    flat_names: list[int] = []
    for name, words in names:
        for word in dict.fromkeys(words):
            flat_words.append(numbers.setdefault(word, len(numbers)))
            flat_names.append(name)
    trie = marisa_trie.Trie(sorted(numbers))
    trie.save(str(folder / "words.trie"))
    renumbered = np.zeros(len(numbers) or 1, dtype=np.int64)
    for word, number in numbers.items():
        renumbered[number] = trie.key_id(word)
    ids = renumbered[np.asarray(flat_words, dtype=np.int64)]
    filed = np.asarray(flat_names, dtype=np.int32)
    order = np.lexsort((filed, ids))
    np.save(folder / "words.names.npy", filed[order])
    np.save(folder / "words.ends.npy", _ends(ids, len(numbers)))
    np.save(folder / "words.count.npy", np.asarray([count]))
    _write_pairs(folder, sorted(numbers, key=lambda word: (len(word), word)), trie)


def _write_pairs(folder: Path, by_length: Sequence[str], trie: marisa_trie.Trie) -> None:
    """Words in order of length, so that the words of a length are one range of ranks."""
    lengths = np.asarray([len(word) for word in by_length], dtype=np.int64)
    np.save(
        folder / "words.by_length.npy", np.asarray([trie.key_id(word) for word in by_length], dtype=np.int32)
    )
    longest = int(lengths.max(initial=0))
    np.save(folder / "words.length_ends.npy", np.searchsorted(lengths, np.arange(longest + 2)))
    pairs: list[int] = []
    ranks: list[int] = []
    for rank, word in enumerate(by_length):
        own = sorted(set(_pairs(word)))
        pairs.extend(own)
        ranks.extend([rank] * len(own))
    kinds, filed = np.asarray(pairs, dtype=np.int64), np.asarray(ranks, dtype=np.int32)
    order = np.lexsort((filed, kinds))
    np.save(folder / "pairs.words.npy", filed[order])
    np.save(folder / "pairs.ends.npy", _ends(kinds, PAIRS))


def _ends(
    values: np.ndarray[tuple[int], np.dtype[np.int64]], count: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Where the run of each value from 0 to `count` ends, once they are sorted; a leading 0."""
    ends = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(values, minlength=count), out=ends[1:])
    return ends
