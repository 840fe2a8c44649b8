"""`python -m benchmarks [NAME …]`: all benchmarks, or those named, one after the other, each in its own
process.
"""

from __future__ import annotations

import subprocess
import sys

# In the order of their running time.
BENCHMARKS = ("facts", "dates", "slots", "ingest", "gazetteer", "review", "run")


def main() -> None:
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}")
    failed = []
    for name in names:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
