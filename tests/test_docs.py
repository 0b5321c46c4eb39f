"""The documentation is proven: what it shows runs, what it names exists, what exists is named.

python tests/test_docs.py     writes the outputs that SHOWN show anew (after the model or the examples change)
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sayso"
README, MAP = ROOT / "README.md", ROOT / "docs" / "architecture.md"
CARD = ROOT / "docs" / "model-card.md"
SHOWN = (README, CARD)
"""Pages that show what programs print."""
PAGES = sorted(p for p in ROOT.glob("**/*.md") if not {".venv", "build", ".git"} & {*p.relative_to(ROOT).parts})
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n?```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
"""A fenced block with its language, and the block of language `text` that follows at once: what it prints."""
LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED = re.compile(r"`([\w./-]+\.(?:py|toml|json|css|onnx|md))`")


def blocks(page: Path, language: str) -> Iterator[tuple[str, str | None]]:
    """(what it says, what it is said to print) of each block of a language."""
    for m in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if m[1] == language:
            yield m[2], m[3]


def printed(language: str, block: str) -> str:
    """What a block prints when run in the repository's root, as a user would run it."""
    if language == "python":
        return _run("-c", block)
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    # `make` targets are checked by name, below; installing is what got the tests here.
    with tempfile.TemporaryDirectory() as folder:  # each block begins with an archive of its own
        return "".join(
            _run("-c", "from sayso.cli import main; main()", *rest[1:], archive=Path(folder) / "sayso.db")
            for rest in lines
            if rest[:1] == ["sayso"]
        )


def _run(*arguments: str, archive: Path | None = None) -> str:
    """What a fresh interpreter prints, 80 columns wide and without colour."""
    plain = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "SAYSO_DEBUG", "SAYSO_OUTLETS")}
    plain |= {"SAYSO_ARCHIVE": str(archive)} if archive else {}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=plain | {"COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("page", "language"), [(README, "python"), (README, "sh"), (CARD, "python")])
def test_what_pages_show_is_what_comes_out(page: Path, language: str) -> None:
    found = list(blocks(page, language))
    assert any(shown for _, shown in found)
    for block, shown in found:
        out = printed(language, block)
        assert shown is None or out == shown


def test_the_model_card_is_of_the_weights_that_ship() -> None:
    """Its name, its licences and its figures are to be looked at again when the weights change."""
    sidecar = json.loads((PACKAGE / "weights" / "best" / "model.json").read_text(encoding="utf-8"))
    card = CARD.read_text(encoding="utf-8")
    assert card.startswith(f"# Model card: {sidecar['name']}\n")
    assert card.count("| **all** |") >= 3  # training/card.py has written its tables


def test_the_examples_of_the_card_are_those_that_run() -> None:
    """The table of what a careful reader would say has the very texts of the block below it, in their order."""
    card = CARD.read_text(encoding="utf-8")
    told = re.findall(r"^\| \d+ \| (.+?) \| .+ \|$", card, re.MULTILINE)
    ((block, _),) = blocks(CARD, "python")
    assert told and told == re.findall(r'^    "(.+)",$', block, re.MULTILINE)


def test_make_targets_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {t for p in PAGES for t in re.findall(r"(?:`|^)make (\w+)", p.read_text(encoding="utf-8"), re.MULTILINE)}
    assert {"demo", "test"} <= named <= targets


def options() -> set[str]:
    """Every long option of every command."""
    import typer.main

    from sayso.cli import app

    command = typer.main.get_command(app)
    commands = [command, *getattr(command, "commands", {}).values()]
    return {o for c in commands for p in c.params for o in p.opts if o.startswith("--")}


def test_every_option_is_documented() -> None:
    text = README.read_text(encoding="utf-8") + (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert {"--format", "--threads"} <= options()
    assert {o for o in options() if not re.search(rf"{re.escape(o)}(?![\w-])", text)} == set()


def test_every_format_is_documented() -> None:
    from sayso.cli import Format

    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert {f.value for f in Format if f"`{f.value}`" not in text} == set()


def test_the_map_names_every_module() -> None:
    text = MAP.read_text(encoding="utf-8")
    modules = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py") if p.name != "__init__.py"}
    assert modules - set(NAMED.findall(text)) == set()


def test_every_module_and_file_that_the_map_names_exists() -> None:
    names = set(NAMED.findall(MAP.read_text(encoding="utf-8")))
    assert {n for n in names if not ((PACKAGE / n).exists() or (ROOT / n).exists())} == set()


def test_training_programs_are_all_described() -> None:
    text = (ROOT / "training" / "README.md").read_text(encoding="utf-8")
    programs = {p.name for p in (ROOT / "training").glob("*.py")}
    assert programs and {p for p in programs if f"`{p}`" not in text} == set()


@pytest.mark.parametrize("page", [pytest.param(p, id=p.relative_to(ROOT).as_posix()) for p in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue  # the web is not ours to test
        path, _, anchor = target.partition("#")
        linked = (page.parent / path) if path else page
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


def anchors(page: Path) -> set[str]:
    """The names that a page's headings get."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h.lower()).strip().replace(" ", "-") for h in heads}


def test_the_steps_of_the_main_path_are_those_of_the_map() -> None:
    """The numbered list in pipeline.py and the one in the map name the same rooms in the same order."""
    head = (PACKAGE / "pipeline.py").read_text(encoding="utf-8").split('"""')[1]
    steps = re.findall(r"^\d+\. .*?([\w/]+\.py)$", head, re.MULTILINE)
    listed = re.findall(r"^\d+\. .*?`([\w/]+\.py)`", MAP.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(steps) >= 5 and listed[: len(steps)] == steps


def rewrite(page: Path) -> None:
    """Writes what each block prints into the `text` block behind it."""

    def renewed(m: re.Match[str]) -> str:
        if m[3] is None or m[1] not in ("python", "sh"):
            return m[0]
        return m[0].replace(f"```text\n{m[3]}```", f"```text\n{printed(m[1], m[2])}```")

    page.write_text(BLOCK.sub(renewed, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for shown in SHOWN:
        rewrite(shown)
