"""`python -m training STEP --data FOLDER`: build the language models from training data."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import build
from training.evaluate import report

STEPS = ("vectors", "corpora", "first", "fill", "syntax", "names", "again", "last", "package", "evaluate")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("all", *STEPS))
    parser.add_argument("--data", type=Path, required=True, help="folder with de/, en/ and own/")
    parser.add_argument(
        "--work", type=Path, default=Path("training/work"), help="for what is made on the way"
    )
    parser.add_argument("--language", choices=("de", "en"), action="append", help="default: both")
    parser.add_argument("--model", type=Path, help="pipeline to evaluate, if not pipeline/models/LANGUAGE")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for language in options.language or ("de", "en"):
        for step in STEPS if options.step == "all" else (options.step,):
            run(step, language, options)


def run(step: str, language: str, options: argparse.Namespace) -> None:
    data, work = options.data, options.work
    if step == "evaluate":
        print(report(options.model or build.MODELS / language, data, language))
    elif step == "package":
        print(build.package(language, work))
    elif step in ("first", "again"):
        {"first": build.first, "again": build.again}[step](language, work)
    elif step in ("syntax", "names"):
        build.fit(step, language, work)
    else:
        steps = {
            "vectors": build.vectors,
            "corpora": build.corpora,
            "fill": build.fill,
            "last": build.last,
        }
        steps[step](data, language, work)


if __name__ == "__main__":
    main()
