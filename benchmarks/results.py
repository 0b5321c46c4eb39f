"""Writes benchmarks/RESULTS.md: python benchmarks/results.py [DATA]. Run it on a quiet machine; it takes minutes."""

from __future__ import annotations

import json
import platform
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from linear import linear_lines
from roofline import roofline_lines
from sayso.reader.model.runtime import MODELS, folder_of
from sayso.reader.model.tagger import tagger
from speed import both
from startup import REPORT, startup_lines
from two import two_lines
from versus import versus_lines

HERE = Path(__file__).parent


def machine() -> str:
    """Processor, system and the versions that matter."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    cpu = f"{names[0]} ({len(names)} logical cores)" if names else platform.processor() or platform.machine()
    packages = ", ".join(f"{p} {version(p)}" for p in ("onnxruntime", "numpy", "tokenizers"))
    return f"{cpu}; {platform.system()}; Python {platform.python_version()}; {packages}; models " + ", ".join(
        tagger(model).name for model in MODELS
    )


def eight_bits_lines() -> list[str]:
    """What 8 bits cost in F1, as training/export.py measured it when it wrote the weights."""
    rows = []
    for model in MODELS:
        scores = json.loads((folder_of(model) / "model.json").read_text(encoding="utf-8"))["scores"]
        for what, kinds in scores.items():
            for kind, found in kinds.items():
                figures = " | ".join(f"{found[r]:.2f}" for r in ("source", "cue", "content"))
                rows.append(f"| {model}: {what}, {kind} | {figures} |")
    return ["| | source | cue | content |", "|---|--:|--:|--:|", *rows]


def kept(heading: str) -> str:
    """A section of the page as it stands: what takes hours is measured by itself and written there by hand."""
    _, found, rest = (HERE / "RESULTS.md").read_text(encoding="utf-8").partition(f"## {heading}\n")
    return (found + rest.partition("\n## ")[0]).rstrip()


def main(data: Path) -> None:
    """Measures everything and writes the page; the section of the archive stays (benchmarks/scale.py measures that)."""
    parts = [
        "# What was measured",
        "Written by `python benchmarks/results.py`, which runs the other programs here; each says in its first lines "
        "what it measures and how. `python benchmarks/dates.py` (how well dates are read) stands apart.",
        f"{date.today().isoformat()}, {machine()}.",
        "## Speed, beside the bare encoder in the same run",
        "\n".join(both(data, None, 3)),
        "## Beside other programs, same text, one core",
        "\n".join(versus_lines(data, 60, 3)),
        "## The encoder beside bare 8-bit products",
        "\n".join(roofline_lines(data, 10, 5)),
        "## What 8 bits cost",
        "\n".join(eight_bits_lines()),
        "## Two processes",
        "\n".join(two_lines(data, None, 3)),
        "## Fresh processes",
        "\n".join(startup_lines(REPORT, 5)),
        "## Twice the text, twice the time",
        "\n".join(linear_lines(12_500, 3)),
        kept("Archive"),
    ]
    (HERE / "RESULTS.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
