"""Plots stand whatever the claims hold."""

import pandas as pd
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install 'wortlaut[review]'")

from pipeline.review.plots import companies_and_actions, timeline


def claims(*rows):
    return pd.DataFrame(rows, columns=["entity", "action", "date"])


@pytest.mark.parametrize(
    "table",
    [
        claims(
            ("Booths", "close", "2020-03"), ("Booths", "close", "2020-03-07"), ("Coles", "sue", "2021-Q2")
        ),
        claims(("$x_{1", "close", None), ("</script>\\frac", "sue", None)),
        claims(),
    ],
    ids=["plain", "hostile names, no dates", "empty"],
)
@pytest.mark.parametrize("plot", [timeline, companies_and_actions])
def test_a_plot_can_be_drawn(plot, table, tmp_path):
    plot(table.astype(object)).savefig(tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 500


def test_the_timeline_counts_months():
    figure = timeline(claims(("A", "sue", "2020-03"), ("A", "sue", "2020-03-07"), ("A", "sue", "2021-Q2")))
    assert [bar.get_height() for bar in figure.axes[0].patches] == [2]
    assert figure.axes[0].get_title(loc="left").startswith("2 of 3 claims")
