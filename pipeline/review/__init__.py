"""Claims are reviewed by people, and their verdicts become numbers and gold.

In: an output folder. Out: `OUT/reviews.jsonl`, to which verdicts are appended, never changed. `review(OUT)`
opens the reviewing widget in a notebook; everything it does is in `session.py` and needs no browser.
`verdicts.py` is the file, `matching.py` finds earlier verdicts again after re-extraction, `numbers.py`
counts, `plots.py` draws, `gold.py` exports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.review.gold import write_gold as write_gold
from pipeline.review.numbers import precision as precision
from pipeline.review.session import Session as Session
from pipeline.review.verdicts import merge_reviews as merge_reviews
from pipeline.review.verdicts import read_reviews as read_reviews

if TYPE_CHECKING:
    import os

    from pipeline.review.widget import ReviewWidget


def review(output: str | os.PathLike[str], *, reviewer: str | None = None) -> ReviewWidget:
    """The reviewing widget on an output folder, for a notebook; the reviewer is the user unless named."""
    from pipeline.review.widget import ReviewWidget

    return ReviewWidget(Session.open(output, reviewer=reviewer))
