"""Write `pipeline/gazetteer/common_words/`: words, persons' and places' names that companies have too.

    python gazetteer/common_words.py TRAINING

TRAINING is the folder of the training data (see README.md): word counts of its treebanks and raw texts
decide. An English word counts where texts write it in lower case; a German one, since nouns have capitals,
where the treebanks tag it as another word class than a proper noun, or texts write it in lower case.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.gazetteer.keys import fold

TARGET = Path(__file__).parent.parent / "pipeline/gazetteer/common_words"
WORD = re.compile(r"[^\W\d_]{2,}")
CLASSES = frozenset(("NOUN", "VERB", "ADJ", "ADV", "NUM", "ADP", "DET", "PRON", "AUX"))
MIN_LOWER = 12  # times in lower case in some ten million words: rarer ones are names cast in lower case
MIN_TAGGED = 2  # times tagged as an ordinary word in some 600,000 words
MIN_INDEFINITE = 4  # times after "ein" or "kein" in some ten million words
AFTER_INDEFINITE = re.compile(r"\b(?:[Ee]in|[Kk]ein)(?:e|en|em|er|es)? ([A-ZÄÖÜ][a-zäöüß]+)\b")
MIN_NAMED = 2  # times (part of) a person's or a place's name in some 50,000 sentences
MAX_LINES = 150_000  # of one raw file


def lower_case(folder: Path) -> Counter[str]:
    """How often the raw texts of `folder` have a word in lower case, less what looks like an address."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file):
                if number >= MAX_LINES:
                    break
                counts.update(word for word in WORD.findall(line) if word.islower())
    return counts


def indefinite(folder: Path) -> Counter[str]:
    """How often a word stands after an indefinite article: "eine Allianz", "kein Bauer"; names hardly do."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file):
                if number >= MAX_LINES:
                    break
                counts.update(word.lower() for word in AFTER_INDEFINITE.findall(line))
    return counts


def tagged(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs (word form, word class) of the treebanks below `folder`."""
    for path in sorted(folder.rglob("*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                columns = line.split("\t")
                if len(columns) > 3 and columns[0].isdigit():
                    yield columns[1], columns[3]


def words(training: Path, language: str) -> list[str]:
    ordinary: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    for form, tag in tagged(training / language):
        if not WORD.fullmatch(form) or form.isupper():
            continue
        if tag == "PROPN":
            proper[form.lower()] += 1
        elif tag in CLASSES and (language == "de" or form.islower()):
            ordinary[form.lower()] += 1
    lower = lower_case(training / language / "raw")
    found = {w for w, n in ordinary.items() if n >= MIN_TAGGED and n > proper[w]}
    found |= {w for w, n in lower.items() if n >= MIN_LOWER}
    if language == "de":
        found |= {w for w, n in indefinite(training / language / "raw").items() if n >= MIN_INDEFINITE}
    return sorted({fold(w) for w in found if len(w) > 2})


def names(training: Path, label: str) -> list[str]:
    """Single words that the entities of the training data have under `label`, and hardly under another."""
    wanted: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for path in sorted(training.glob("*/ner/train.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                sentence = json.loads(line)
                for start, end, found in sentence["spans"]:
                    words = WORD.findall(sentence["text"][start:end])
                    if found != label:
                        others.update(set(words))
                    elif label == "PER" or len(words) == 1:
                        wanted.update(set(words))
    return sorted({fold(w) for w, n in wanted.items() if len(w) > 3 and n >= MIN_NAMED and n > 2 * others[w]})


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for language in ("de", "en"):
        found = words(Path(sys.argv[1]), language)
        (TARGET / f"{language}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        print(language, len(found))
    for label, file in (("PER", "persons"), ("LOC", "places")):
        found = names(Path(sys.argv[1]), label)
        (TARGET / f"{file}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        print(file, len(found))


if __name__ == "__main__":
    main()
