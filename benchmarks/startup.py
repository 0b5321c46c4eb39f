"""Fresh processes: how long `import sayso`, `sayso --help` and one report take, and how much memory: no data needed.

    python benchmarks/startup.py [--report FILE] [--runs N]

Wall seconds from starting the interpreter to its end, the median of N runs (files are in the system's cache by then).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPORT = Path(__file__).parent.parent / "examples" / "01-courier-plain.txt"
READ = "import sys; from sayso.cli import run; sys.exit(run(['read', '--quiet', sys.argv[1]]))"
HELP = "import sys; from sayso.cli import run; sys.exit(run(['--help']))"
PEAK = """
import sys; sys.path.append(sys.argv[2])
import sayso, memory
sayso.read(sys.argv[1])
print(memory.peak())
"""


def seconds(code: str, *arguments: str, runs: int) -> float:
    """The median of `runs` fresh interpreters that run `code`. Raises CalledProcessError where one fails."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def peak(report: Path) -> float:
    """The peak of resident memory of a process that reads one report, in MB."""
    command = [sys.executable, "-c", PEAK, str(report), str(Path(__file__).parent)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def startup_lines(report: Path, runs: int) -> list[str]:
    """The outcome as Markdown lines."""
    rows = [
        ("an interpreter that does nothing", "", f"{seconds('pass', runs=runs):.3f} s"),
        ("`import sayso`", "", f"{seconds('import sayso', runs=runs):.3f} s"),
        ("`sayso --help`", "0.25 s", f"{seconds(HELP, runs=runs):.3f} s"),
        ("`sayso read` of one report, cold start", "2 s", f"{seconds(READ, str(report), runs=runs):.3f} s"),
        ("peak memory of reading one report", "600 MB", f"{peak(report):.0f} MB"),
    ]
    return ["| fresh process | allowed | measured |", "|---|--:|--:|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path, default=REPORT)
    parser.add_argument("--runs", type=int, default=5)
    a = parser.parse_args()
    print("\n".join(startup_lines(a.report, a.runs)))
