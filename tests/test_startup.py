"""What a fresh interpreter loads: nothing heavy before it is needed. How long it takes: benchmarks/startup.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("onnxruntime", "numpy", "trafilatura", "tokenizers", "ftfy", "rich", "lxml", "concurrent.futures")


def fresh(code: str) -> str:
    """What a new interpreter prints that runs `code`."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(code: str) -> set[str]:
    """The modules that `code` loads, beyond those of an empty interpreter."""
    show = "\nimport sys; print('\\n' + '\\n'.join(sys.modules))"
    return set(fresh(code + show).splitlines()) - set(fresh("pass" + show).splitlines())


@pytest.mark.parametrize(
    "code",
    [
        "import sayso",
        "import sayso; dir(sayso); sayso.__version__; sayso.__all__",
        "from sayso import Report, Reading, Source, Statement, Mark",
        "from sayso import Reading; Reading.to_dict",
        "import sayso.cli",
        "from sayso.cli import run; run(['--help'])",
        "from sayso.cli import run; run(['read', '--help'])",
        "from sayso.cli import run; run(['--version'])",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert loaded(code) & set(HEAVY) == set()


def test_the_reader_does_load_it() -> None:
    """Otherwise the test above could not fail."""
    assert {"onnxruntime", "numpy"} <= loaded("from sayso import Reader; Reader()")


def test_import_sayso_alone_loads_one_module_of_ours() -> None:
    assert {m for m in loaded("import sayso") if m.startswith("sayso")} == {"sayso"}


def test_public_names_are_all_there() -> None:
    assert fresh("import sayso; print(all(getattr(sayso, n) is not None for n in sayso.__all__))").strip() == "True"


def test_an_unknown_name_is_an_attribute_error() -> None:
    code = "import sayso\ntry:\n    sayso.nothing\nexcept AttributeError as e:\n    print(e)"
    assert "nothing" in fresh(code)


def test_help_says_what_it_is_and_how_to_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from sayso.cli import main; main()", "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stderr == ""
    assert "Sayso shows whose" in done.stdout and "read" in done.stdout
