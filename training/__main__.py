"""`python -m training STEP --data FOLDER`: build the language models from training data."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy

from training import build
from training.evaluate import report

STEPS = ("vectors", "corpora", "syntax", "names", "package", "evaluate")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("all", *STEPS))
    parser.add_argument("--data", type=Path, required=True, help="folder with de/, en/ and own/")
    parser.add_argument(
        "--work", type=Path, default=Path("training/work"), help="for what is made on the way"
    )
    parser.add_argument("--language", choices=("de", "en"), action="append", help="default: both")
    parser.add_argument("--model", type=Path, help="what to evaluate instead of pipeline/models/LANGUAGE")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for language in options.language or ("de", "en"):
        for step in STEPS if options.step == "all" else (options.step,):
            run(step, language, options)


def run(step: str, language: str, options: argparse.Namespace) -> None:
    if step == "vectors":
        build.vectors(options.data, language, options.work)
    elif step == "corpora":
        build.corpora(options.data, language, options.work)
    elif step in ("syntax", "names"):
        build.fit(step, language, options.work)
    elif step == "package":
        print(build.package(language, options.work))
    else:
        path = options.model or build.MODELS / language
        print(report(spacy.load(path), path, options.data, language))


if __name__ == "__main__":
    main()
