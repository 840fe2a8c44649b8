"""Is everything in place? Models, gazetteer, lexicon and settings, each with what is wrong and how to mend
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and its problems, one sentence each."""

    name: str
    problems: tuple[str, ...]


def check(config: Path | None) -> Iterator[Finding]:
    """Looks at everything a run needs, in the order in which a run would need it."""
    try:
        settings = load_settings(config)
        yield Finding("settings", ())
    except ConfigError as error:
        yield Finding("settings", (str(error),))
        settings = Settings()
    for name, look in (("models", _models), ("lexicon", _lexicon), ("gazetteer", _gazetteer)):
        yield Finding(name, tuple(_problems(look, settings)))


def _problems(look: Callable[[Settings], list[str]], settings: Settings) -> list[str]:
    try:
        return look(settings)
    except ConfigError as error:
        return [str(error)]


def _models(_: Settings) -> list[str]:
    from pipeline.nlp import check_models

    return check_models()


def _lexicon(_: Settings) -> list[str]:
    from pipeline.lexicon import load_lexicon

    load_lexicon()
    return []


def _gazetteer(settings: Settings) -> list[str]:
    from pipeline.gazetteer import check_gazetteer
    from pipeline.gazetteer.matcher import shipped

    folder = Path(settings.gazetteer.path) if settings.gazetteer.path else shipped()
    return [str(problem) for problem in check_gazetteer(folder)]
