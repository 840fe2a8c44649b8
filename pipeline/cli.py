"""The command line: options in, calls of the package out. Imports what a command needs when it is called."""

from __future__ import annotations

import logging
import signal
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated, Literal

import typer

from pipeline.errors import ConfigError, PipelineError

app = typer.Typer(
    name="wortlaut",
    help="German and English news articles in, source-grounded claims about companies out.",
    epilog="Start with: wortlaut extract FOLDER --output outputs",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
gazetteer_app = typer.Typer(help="Gazetteers of your own.", no_args_is_help=True)
app.add_typer(gazetteer_app, name="gazetteer")

Output = Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Folder of the tables.")]
OutputArgument = Annotated[Path, typer.Argument(metavar="[OUT]", help="Folder of the tables.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="TOML file with settings.", dir_okay=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
OUTPUTS = Path("outputs")


def main() -> None:
    """Runs the command line; every foreseen error is one line that says what to do."""
    try:
        app()
    except PipelineError as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        sys.exit(2 if isinstance(error, ConfigError) else 1)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="Files and folders of articles, or s3://… addresses."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="Folder of the tables, or an s3://… address.")
    ] = str(OUTPUTS),
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, help="Processes; one for each core by default.")
    ] = None,
    config: Config = None,
    quiet: Quiet = False,
    force: Annotated[bool, typer.Option("--force", help="Extract everything again.")] = False,
    retry_rejects: Annotated[bool, typer.Option("--retry-rejects", help="Try rejects again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    executor: Annotated[
        Literal["local", "ray"], typer.Option("--executor", help="Where the work is done.")
    ] = "local",
    address: Annotated[
        str | None, typer.Option("--address", metavar="ADDRESS", help="Of a Ray cluster; else a local one.")
    ] = None,
    log_format: Annotated[
        Literal["text", "json"], typer.Option("--log-format", help="How to report progress.")
    ] = "text",
) -> None:
    """Extract articles, mentions and claims into tables.

    Running again does only what is new or changed; a run that was stopped is finished the same way.

    Example: wortlaut extract news/2024 news/2025 --output outputs --workers 4
    """
    from pipeline import console, derived, remote, run
    from pipeline.settings import load_settings

    settings = load_settings(config)
    if workers is not None:
        settings = replace(settings, run=replace(settings.run, workers=workers))
    options = run.Options(executor=executor, address=address, force=force, retry_rejects=retry_rejects)
    paths = [remote.local_input(place) for place in inputs]
    if dry_run:
        plan = run.plan(paths, remote.local_input(output), settings=settings, options=options)
        typer.echo(console.plan_lines(plan))
        return
    console.set_up_logging(log_format, quiet=quiet)
    stop = _Stop()
    with remote.local_output(output) as folder:
        with stop, console.progress(log_format, quiet=quiet) as listener:
            report = run.extract(
                paths, folder, settings=settings, options=options, progress=listener, stop=stop
            )
        derived.refresh(folder, settings)
    console.tell(report, output, log_format, quiet=quiet)
    if report.interrupted:
        raise typer.Exit(130)


@app.command()
def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="article_id or source_ref, or a part.")],
    output: Output = OUTPUTS,
) -> None:
    """Show one article with its claims, their words marked.

    Example: wortlaut show huawei-blacklist.html --output outputs
    """
    from pipeline import show as views

    _print(*views.article_view(output, views.find_article(output, article)))


@app.command()
def rejects(output: OutputArgument = OUTPUTS) -> None:
    """List the inputs that gave no article, by reason.

    Example: wortlaut rejects outputs
    """
    from pipeline import show as views

    _print(*views.rejects_view(output))


@app.command()
def facts(output: OutputArgument = OUTPUTS, config: Config = None) -> None:
    """Bring claims of one event together, across articles and languages; `extract` does it too.

    Example: wortlaut facts outputs
    """
    from pipeline.derived import write_derived
    from pipeline.settings import load_settings

    typer.echo(f"{write_derived(output, load_settings(config))} facts in {output / 'facts'}")


@app.command()
def report(
    output: OutputArgument = OUTPUTS,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="The page; OUT/report.html by default.")
    ] = None,
) -> None:
    """Write one HTML page that shows the claims, to open in a browser; it needs no network.

    Example: wortlaut report outputs --to claims.html
    """
    from pipeline.report import write_report

    path = to or output / "report.html"
    write_report(output, path)
    typer.echo(f"{path}: {path.stat().st_size / 1e6:.2g} MB, opens in any browser")


@app.command()
def export(
    output: OutputArgument = OUTPUTS,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="csv, jsonl, ftm, labelstudio or prodigy.")
    ] = "csv",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where to write; the terminal by default.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Leave less certain claims out.")
    ] = 0.0,
) -> None:
    """Write the claims in a format of other tools.

    Example: wortlaut export outputs --format csv --to claims.csv
    """
    from pipeline import export as exports

    if to is None:
        exports.export(output, format, sys.stdout, min_confidence=min_confidence)
    else:
        exports.export_to(output, format, to, min_confidence=min_confidence)


@app.command()
def reviews(
    output: OutputArgument = OUTPUTS,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="FILE", help="Write fully reviewed articles as gold.")
    ] = None,
    merge: Annotated[
        list[Path] | None, typer.Option("--merge", metavar="FILE", help="Take over another reviewer's file.")
    ] = None,
) -> None:
    """Say how right the claims are, as their reviewers found.

    Example: wortlaut reviews outputs --merge colleague.jsonl --gold reviewed.jsonl
    """
    from pipeline import review

    path = output / "reviews.jsonl"
    if merge:
        typer.echo(f"{review.merge_reviews(path, *merge)} reviews taken over")
    table = review.precision(review.read_reviews(path))
    none = f"{path}: no reviews yet; `make review OUTPUT={output}` opens the notebook for them"
    typer.echo(table.round(3).to_string(index=False) if len(table) else none)
    if gold is not None:
        typer.echo(f"{review.write_gold(review.Session.open(output), gold)} gold claims in {gold}")


@app.command()
def check(config: Config = None) -> None:
    """Say whether models, gazetteer, lexicon and settings are in order, and how to mend what isn't.

    Example: wortlaut check --config my.toml
    """
    from pipeline.check import check as findings

    bad = False
    for finding in findings(config):
        bad = bad or bool(finding.problems)
        typer.echo(f"{finding.name}: {'ok' if not finding.problems else 'not in order'}")
        for problem in finding.problems:
            typer.echo(f"  {problem}")
    if bad:
        raise typer.Exit(2)


@app.command()
def evaluate(
    output: OutputArgument = OUTPUTS,
    gold: Annotated[Path, typer.Option("--gold", metavar="FILE", help="Annotated claims.")] = Path(
        "corpus/gold.jsonl"
    ),
    gate: Annotated[
        Path | None, typer.Option("--gate", metavar="FILE", help="Fail below the floors of this file.")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Pin what was measured as new floors.")] = False,
    allow_regression: Annotated[bool, typer.Option("--allow-regression", help="Let floors go down.")] = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Write what went wrong, by cause.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score the claims of a run against gold.

    Example: wortlaut evaluate outputs --gold corpus/gold.jsonl --errors errors.md
    """
    from pipeline import evaluate as scoring

    if update and gate is None:
        raise ConfigError("--update needs --gate FILE: the file in which the floors are pinned")
    result = scoring.evaluate(output, gold)
    typer.echo(result.as_json() if as_json else scoring.render(result))
    if errors is not None:
        scoring.write_faults(result, errors)
    if gate is None:
        return
    if update:
        for line in scoring.pin_gate(result, gate, allow_regression=allow_regression):
            typer.echo(line)
        return
    faults = scoring.check_gate(result, gate)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)


@gazetteer_app.command("import")
def gazetteer_import(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="gleif, opensanctions, wikidata, sec or csv.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the register offers for download.")],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="Folder of the gazetteer.")],
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="NAME=COLUMN", help="For csv, once for each.")
    ] = None,
) -> None:
    """Make a gazetteer from a public register, or add to one.

    Example: wortlaut gazetteer import gleif lei-records.csv --into my-gazetteer
    """
    from pipeline.gazetteer import import_companies

    wrong = [pair for pair in column or [] if "=" not in pair]
    if wrong:
        raise ConfigError(f"--column {wrong[0]}: write NAME=COLUMN, for example name=Company")
    mapping = dict(pair.split("=", 1) for pair in column or [])
    report = import_companies(kind, file, into, mapping=mapping or None)
    typer.echo(
        f"{into}: {report.companies} companies and {report.aliases} other names added,"
        f" {report.known} known before, {report.skipped} rows that are no organisation, {report.bad} bad rows"
    )
    for problem in report.problems:
        typer.echo(f"  {problem}", err=True)


class _Stop:
    """Turns the first Ctrl-C (or termination) into a question that the run asks; the second ends it at
    once.
    """

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked

    def __enter__(self) -> None:
        self.before = {
            number: signal.signal(number, self._hear) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def __exit__(self, *_: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        logging.getLogger("wortlaut").warning(
            "finishing the batches at work; once more to stop at once", extra={"event": "stopping"}
        )


def _print(*views: object) -> None:
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    for view in views:
        console.print(view)


if __name__ == "__main__":
    main()
