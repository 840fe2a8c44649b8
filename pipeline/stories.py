"""Articles -> stories: near-duplicate texts (a wire story in five papers) share a `story_id`.

A text's signature is a MinHash over runs of three words (Broder 1997; computed by rensa), which estimates
how many runs two texts share. Articles whose signatures agree in SHARED or more of their places are linked;
a story is what is connected by links. Its id is the smallest `(published, article_id)` among its members,
undated ones last: an article added later keeps a story's id, unless it is dated earlier than all of it or
joins two stories into one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

Signature = tuple[int, ...]

PLACES = 128  # the estimate's error is 1 / sqrt(128) = 0.09
# 42 bands of 3 places: two texts that share 0.4 meet in some band with probability 0.94, 0.5 with 0.996
BAND = 3
SHARED = 0.4  # a wire story cut by a third and retouched shares 0.54, two reports on one subject up to 0.13
RUN = 3  # words; shorter runs are shared by chance, longer ones broken by every edit
SEED = 42
WORD = re.compile(r"\w+")
# More articles than this in one band's bucket are of one kind (a daily form letter), compared with the
# first only.
BUCKET = 50


def signature(text: str) -> Signature:
    """128 numbers; empty for a text without words. The same text gives the same numbers on every machine."""
    import rensa

    words = WORD.findall(text.casefold())
    if not words:
        return ()
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    sketch = rensa.RMinHash(num_perm=PLACES, seed=SEED)
    sketch.update(sorted(runs))
    return tuple(sketch.digest())


def group(signatures: Mapping[str, tuple[Signature, dt.date | None]]) -> dict[str, str]:
    """Article id -> story id, independent of the order of `signatures`."""
    parent = {name: name for name in signatures}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def rank(name: str) -> tuple[dt.date, str]:
        return signatures[name][1] or dt.date.max, name

    for left, right in _candidates(signatures):
        a, b = root(left), root(right)
        if a != b and _similarity(signatures[left][0], signatures[right][0]) >= SHARED:
            first, second = sorted((a, b), key=rank)
            parent[second] = first
    return {name: root(name) for name in sorted(signatures)}


def _candidates(signatures: Mapping[str, tuple[Signature, dt.date | None]]) -> Iterator[tuple[str, str]]:
    """Pairs that agree in a whole band."""
    for start in range(0, PLACES - BAND + 1, BAND):
        buckets: dict[Signature, list[str]] = defaultdict(list)
        for name in sorted(signatures):
            if places := signatures[name][0]:
                buckets[places[start : start + BAND]].append(name)
        for names in buckets.values():
            if len(names) <= BUCKET:
                yield from combinations(names, 2)
            else:
                yield from ((names[0], name) for name in names[1:])


def _similarity(left: Signature, right: Signature) -> float:
    return sum(a == b for a, b in zip(left, right, strict=True)) / PLACES
