"""Articles, claims and rejects of an output folder, for a terminal.

Article text is untrusted: it is never read as markup, and control characters are replaced, one for one, so
that it can't command the terminal and offsets stay right.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import store
from pipeline.errors import ConfigError
from pipeline.rows import Row

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# Column prefix -> how its words are marked; later ones are painted over earlier ones.
STYLES = (("reason", "yellow"), ("date", "cyan"), ("action", "bold magenta"), ("entity", "bold green"))
COMMANDS = ("Cc", "Cf", "Cs")  # Unicode categories: controls, formats (direction marks), surrogates
EXAMPLES = 3  # rejects shown of each kind


def find_article(output: Path, name: str) -> Row:
    """The article with this id, or beginning of an id, or `source_ref`, or end of one; raises ConfigError."""
    table = _read(output, "articles")
    ids, refs = table["article_id"].to_pylist(), table["source_ref"].to_pylist()
    exact = [i for i, pair in enumerate(zip(ids, refs, strict=True)) if name in pair]
    near = [
        i
        for i, (article_id, ref) in enumerate(zip(ids, refs, strict=True))
        if article_id.startswith(name) or ref.endswith(name) or Path(ref).stem == name
    ]
    found = exact or near
    if not found:
        raise ConfigError(f"{output}: no article {name!r}; name an article_id or source_ref of the articles")
    if len(found) > 1:
        some = ", ".join(refs[i] for i in found[:5])
        raise ConfigError(f"{output}: {len(found)} articles match {name!r} ({some}, …); name one in full")
    row: Row = table.slice(found[0], 1).to_pylist()[0]
    return row


def article_view(output: Path, article: Row) -> list[RenderableType]:
    """The article with the words of its claims marked, then the claims one by one."""
    from rich.text import Text

    claims = _read(output, "claims", filters=[("article_id", "==", article["article_id"])]).to_pylist()
    head = " · ".join(
        str(part)
        for part in (article["source_ref"], article["publisher"], article["published"], article["language"])
        if part is not None
    )
    legend = Text("marked: ").append_text(
        Text(" ").join(Text(name, style) for name, style in reversed(STYLES))
    )
    views: list[RenderableType] = [Text(harmless(head), "dim"), legend, Text()]
    views += [_marked(article["text"], claims), Text()]
    if not claims:
        views.append(Text("no claims"))
    for number, claim in enumerate(claims, start=1):
        views.append(_claim_line(number, claim))
    return views


def _marked(text: str, claims: Sequence[Row]) -> Text:
    from rich.text import Text

    marked = Text(harmless(text))
    for claim in claims:
        marked.stylize("underline", claim["evidence_start"], claim["evidence_end"])
    for prefix, style in STYLES:
        for claim in claims:
            if claim[f"{prefix}_start"] is not None:
                marked.stylize(style, claim[f"{prefix}_start"], claim[f"{prefix}_end"])
    return marked


def _claim_line(number: int, claim: Row) -> Text:
    from rich.text import Text

    line = Text(f"{number:3} ")
    line.append(harmless(claim["entity"]), "bold green")
    line.append(f" {claim['role']} ", "dim").append(claim["action"], "bold magenta")
    line.append(f" {claim['status']}")
    for name, style in (("date", "cyan"), ("reason_code", "yellow")):
        if claim[name] is not None:
            line.append(" · ").append(claim[name], style)
    if claim["counterparty"]:
        line.append(harmless(" · with " + ", ".join(claim["counterparty"])))
    return line.append(f" · {claim['confidence']:.2f}", "dim")


def rejects_view(output: Path) -> list[RenderableType]:
    """The rejects grouped by stage and error, most frequent first, with a few examples of each."""
    from rich.text import Text

    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _read(output, "rejects").to_pylist():
        groups[row["stage"], row["error"]].append(row)
    if not groups:
        return [Text("no rejects")]
    views: list[RenderableType] = []
    for (stage, error), rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        views.append(Text(f"{len(rows):6} {error} ({stage})", "bold"))
        for row in sorted(rows, key=lambda row: str(row["source_ref"]))[:EXAMPLES]:
            views.append(Text(harmless(f"       {row['source_ref']}: {row['message']}")))
        if len(rows) > EXAMPLES:
            views.append(Text(f"       and {len(rows) - EXAMPLES} more", "dim"))
    return views


def harmless(text: str) -> str:
    """The text with each control or direction character but the line break replaced by one harmless
    character.
    """
    return "".join("\ufffd" if c != "\n" and unicodedata.category(c) in COMMANDS else c for c in text)


def _read(output: Path, name: str, **options: Any) -> Any:
    if not (output / name).is_dir():
        raise ConfigError(f"{output}: holds no tables; run `wortlaut extract INPUT --output {output}` first")
    return store.read_table(output, name, **options)
