"""A run of the fake work in its own process, to be killed: `python -m tests.runs.driver IN OUT [LIMIT]`.

LIMIT bounds the size of every file in bytes, which is how a full disk looks from inside.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from pipeline import run
from pipeline.errors import PipelineError
from tests.runs import fake
from tests.runs.conftest import SETTINGS


def main() -> None:
    inputs, output, *limit = sys.argv[1:]
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit[0]), int(limit[0])))
    run.fingerprint = lambda settings: dict(fake.PARTS)
    try:
        run.extract(
            [Path(inputs)], Path(output), settings=SETTINGS, options=run.Options(setup=fake.make_work)
        )
    except PipelineError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
