"""The reviewing widget: a `Session` in a notebook. Thin: what the browser asks goes to the session, and the
session's view goes back.

The browser gets text as data and sets it as text (`widget.js`), so that an article can't bring markup along.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from pipeline.errors import ConfigError
from pipeline.review.session import Session, make_filters

PARTS = files("pipeline.review")


class ReviewWidget(anywidget.AnyWidget):
    """Shows one claim after the other in its article; `session` does the work."""

    _esm = PARTS.joinpath("widget.js").read_text(encoding="utf-8")
    _css = PARTS.joinpath("widget.css").read_text(encoding="utf-8")
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.say("")
        self.on_msg(self._hear)

    def _hear(self, _: Any, message: dict[str, Any], __: Any) -> None:
        try:
            said = self.act(message)
        except ConfigError as error:
            said = f"not saved: {error}"
        except OSError as error:
            said = f"not saved: {self.session.path} can't be written ({error.strerror})"
        self.say(said)

    def act(self, message: dict[str, Any]) -> str:
        """Does what the browser asks; returns a line for the reader. Raises ConfigError as the session."""
        session, kind = self.session, message.get("do")
        if kind == "filter":
            session.show(make_filters(message.get("filters", {})))
        elif kind == "step":
            session.step(1 if message.get("by", 1) > 0 else -1)
        elif kind == "go":
            session.go(str(message.get("claim_id")))
        elif kind in ("accept", "reject"):
            session.judge(kind, corrections=message.get("corrections"), note=str(message.get("note", "")))
            return f"{kind}ed, saved"
        elif kind == "undo":
            return "taken back" if session.undo() else "nothing to take back in this session"
        return ""

    def say(self, line: str) -> None:
        """Sends the browser what it shall show."""
        session, claim = self.session, self.session.current
        earlier = session.verdict(claim["claim_id"]) if claim else None
        self.view = {
            "line": line,
            "reviewer": session.reviewer,
            "filters": {name: getattr(session.filters, name) for name in session.filters.__slots__},
            "choices": session.choices(),
            "progress": session.progress(),
            "shown": len(session.shown),
            "at": session.at,
            "list": session.listing(),
            "claim": claim,
            "segments": session.segments(claim) if claim else [],
            "earlier": earlier
            and {
                "label": earlier.label,
                "moved": earlier.moved,
                "changed": earlier.changed,
                "reviewer": earlier.review.reviewer,
                "when": earlier.review.when[:16].replace("T", " "),
                "note": earlier.review.note,
                "corrections": dict(earlier.review.corrections),
                "claim": {name: earlier.review.claim.get(name) for name in earlier.changed},
            },
        }
