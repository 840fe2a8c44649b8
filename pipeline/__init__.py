"""wortlaut: German and English news articles in, source-grounded claims about companies out.

    from pipeline import extract, load_claims

    extract(["articles"], "outputs")
    claims = load_claims("outputs")

The names below load what they need when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "Mention",
    "Reject",
    "extract",
    "load_articles",
    "load_claims",
    "load_companies",
    "load_facts",
    "load_mentions",
]

if TYPE_CHECKING:
    from pipeline.api import (
        extract,
        load_articles,
        load_claims,
        load_companies,
        load_facts,
        load_mentions,
    )
    from pipeline.records import Article, Claim, Mention, Reject

_HOMES = {
    "Article": "pipeline.records",
    "Claim": "pipeline.records",
    "Mention": "pipeline.records",
    "Reject": "pipeline.records",
    "extract": "pipeline.api",
    "load_articles": "pipeline.api",
    "load_claims": "pipeline.api",
    "load_companies": "pipeline.api",
    "load_facts": "pipeline.api",
    "load_mentions": "pipeline.api",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
