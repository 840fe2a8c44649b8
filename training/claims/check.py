"""Checks annotated articles: every claim must be grounded in its article and use the words of the taxonomy.

    python training/claims/check.py FILE.jsonl[.gz]...

Prints each fault as `file:line: article: fault`, then the number of claims per action and language.
Exit status 1 when there was a fault.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ACTIONS = frozenset(
    "sanction lift_sanction accuse deny investigate sue penalize approve block "
    "invest acquire divest list insolvency "
    "launch recall supply partner end_partnership expand close change_price incident "
    "hire cut_jobs appoint depart strike report_results".split()
)
AGENT_ONLY = frozenset("insolvency appoint depart list report_results hire cut_jobs expand close".split())
STATUSES = frozenset("asserted planned speculative cancelled negated".split())
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-H[12]|-W[0-5]\d)?")
ARTICLE_FIELDS = ("id", "language", "published", "style", "title", "text", "claims")


def article_faults(article: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one article."""
    missing = [name for name in ARTICLE_FIELDS if name not in article]
    if missing:
        yield f"lacks {', '.join(missing)}"
        return
    text = article["text"]
    if article["language"] not in ("de", "en"):
        yield f"language {article['language']!r}"
    if article["title"] and not text.startswith(article["title"] + "\n\n"):
        yield "text does not start with its title"
    seen: Counter[tuple[str, ...]] = Counter()
    for claim in article["claims"]:
        label = f"{claim.get('entity')} {claim.get('action')}"
        yield from (f"{label}: {fault}" for fault in claim_faults(claim, text))
        fields = ("entity", "role", "action", "date", "status", "counterparty")
        seen[tuple(str(claim.get(name)) for name in fields)] += 1
    yield from (f"{' '.join(key)}: annotated {n} times" for key, n in seen.items() if n > 1)


def claim_faults(claim: dict[str, Any], text: str) -> Iterator[str]:
    """What is wrong with one claim of the article with this text."""
    if claim["action"] not in ACTIONS:
        yield "unknown action"
    if claim["status"] not in STATUSES:
        yield f"unknown status {claim['status']!r}"
    if claim["role"] not in ("agent", "target"):
        yield f"unknown role {claim['role']!r}"
    if claim["action"] in AGENT_ONLY and claim["role"] != "agent":
        yield "can only be agent"
    if claim["action"] == "strike" and claim["role"] != "target":
        yield "can only be target"
    if claim["date"] is not None and not DATE.fullmatch(claim["date"]):
        yield f"date {claim['date']!r}"
    if claim["evidence"] not in text:
        yield "evidence is not in the text"
    if not claim["trigger"] or claim["trigger"] not in claim["evidence"]:
        yield "trigger is not in the evidence"
    if claim["reason"] is not None and (not claim["reason"] or claim["reason"] not in text):
        yield "reason is not in the text"
    if not any(name in text for name in (claim["entity"], *claim["variants"])):
        yield "no name of the entity is in the text"
    if claim["entity"] in claim["counterparty"]:
        yield "is its own counterparty"


def read(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and article."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        yield number, json.loads(line)


def main(paths: Sequence[str]) -> int:
    """Checks the files named; the exit status."""
    faults, counts, articles, ids = 0, Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for path in map(Path, paths):
        for number, article in read(path):
            ids[str(article.get("id"))] += 1
            found = list(article_faults(article))
            if ids[str(article.get("id"))] > 1:
                found.append("id is used twice")
            for fault in found:
                print(f"{path}:{number}: {article.get('id')}: {fault}")
            faults += len(found)
            articles[article["language"]] += 1
            counts.update((claim["action"], article["language"]) for claim in article["claims"])
    print(f"{'articles':16}{articles['de']:6}{articles['en']:6}")
    for action in sorted(ACTIONS):
        print(f"{action:16}{counts[action, 'de']:6}{counts[action, 'en']:6}")
    totals = [sum(n for (_, code), n in counts.items() if code == language) for language in ("de", "en")]
    print(f"{'claims':16}{totals[0]:6}{totals[1]:6}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
