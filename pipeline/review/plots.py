"""Plots of claims for the notebook; each takes a table of claims and returns a matplotlib figure."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

INK, BLUE = "#1a2230", "#1f5fbf"
MOST_COMPANIES, MOST_ACTIONS = 15, 16


def timeline(claims: pd.DataFrame) -> Figure:
    """Number of claims by the month of the event, for claims whose text tells at least the month."""
    months = claims["date"].dropna().str.extract(r"^(\d{4}-\d{2})(?:-\d{2})?$")[0].dropna()
    counts = months.value_counts().sort_index()
    figure = Figure(figsize=(9, 2.8), layout="constrained")
    axes = figure.subplots()
    axes.bar(pd.to_datetime(counts.index).to_pydatetime(), counts.to_numpy(), width=25, color=BLUE)
    axes.set_ylabel("claims")
    axes.set_title(f"{len(months):,} of {len(claims):,} claims, by month of the event", loc="left", color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def companies_and_actions(claims: pd.DataFrame) -> Figure:
    """How often the most frequent companies take part in the most frequent actions."""
    companies = claims["entity"].value_counts().index[:MOST_COMPANIES]
    actions = claims["action"].value_counts().index[:MOST_ACTIONS]
    table = pd.crosstab(claims["entity"], claims["action"]).reindex(index=companies, columns=actions)
    numbers = table.to_numpy()
    figure = Figure(figsize=(9, 0.6 + 0.32 * max(1, len(companies))), layout="constrained")
    axes = figure.subplots()
    if claims.empty:
        axes.set_axis_off()
        axes.text(0, 0.5, "no claims")
        return figure
    axes.imshow(numbers, cmap="Blues", aspect="auto")
    # parse_math off: a "$" in a name is no formula.
    axes.set_xticks(range(len(actions)), actions, rotation=45, ha="right", parse_math=False)
    axes.set_yticks(range(len(companies)), [name[:32] for name in companies], parse_math=False)
    middle = numbers.max(initial=0) / 2
    for row in range(len(companies)):
        for column in range(len(actions)):
            if number := int(numbers[row, column]):
                axes.text(
                    column,
                    row,
                    str(number),
                    ha="center",
                    va="center",
                    color="white" if number > middle else INK,
                )
    return figure
