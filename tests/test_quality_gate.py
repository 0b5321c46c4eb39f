"""The quality gate refuses what it should: lower figures, other data, no data. Figures are made up; no model needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

TRAINING = Path(__file__).parent.parent / "training"
FLOOR = {"linked": 75.0, "found": 85.0}


@pytest.fixture
def quality() -> Iterator[ModuleType]:
    """training/quality.py, which is no part of the package; its folder stays on the path for this test alone."""
    sys.path.insert(0, str(TRAINING))
    try:
        import quality

        yield quality
    finally:
        sys.path.remove(str(TRAINING))
        for name in ("quality", "measures", "floors"):
            sys.modules.pop(name, None)


@pytest.fixture
def place(tmp_path: Path, quality: ModuleType) -> Path:
    """A folder with data, scorers and floors that fit each other."""
    for name in quality.GOLD:
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text(f"{name}\n")
    (tmp_path / "score").mkdir()
    for name in ("attribution", "sourcing", "tags"):
        (tmp_path / "score" / f"{name}.py").write_text("")
    quality.Floors(quality.digests(tmp_path / "data"), dict(FLOOR)).write(tmp_path / "floors.json")
    return tmp_path


def gate(quality: ModuleType, place: Path, *options: str, **now: float) -> int:
    """The gate's exit code for figures that were "measured" to be `now`."""
    given = [str(place / "data"), str(place / "score"), *options]
    code = quality.main(given, measured=lambda data, scorers: {**FLOOR, **now}, path=place / "floors.json")
    assert isinstance(code, int)
    return code


def held(place: Path) -> dict[str, float]:
    floors: dict[str, float] = json.loads((place / "floors.json").read_text())["floors"]
    return floors


def record(place: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads((place / "floors.json").read_text())["record"]
    return entries


def test_figures_at_their_floors_hold(quality: ModuleType, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(quality, place) == 0
    assert "refused" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("now", [74.99, 0.0, float("nan")])
def test_a_lower_figure_is_refused(
    quality: ModuleType, place: Path, now: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate(quality, place, linked=now) == 1
    out, err = capsys.readouterr()
    assert "linked" in err and "75.00" in err and "found" not in err
    assert out.count("<- refused") == 1


def test_a_figure_that_was_not_measured_is_refused(quality: ModuleType, place: Path) -> None:
    given = [str(place / "data"), str(place / "score")]
    assert quality.main(given, measured=lambda *_: {"linked": 80.0}, path=place / "floors.json") == 1


def test_a_figure_without_a_floor_is_refused(quality: ModuleType, place: Path) -> None:
    assert gate(quality, place, new=50.0) == 1


def test_changed_data_is_refused_and_not_measured(quality: ModuleType, place: Path) -> None:
    (place / "data" / quality.GOLD[1]).write_text("other gold\n")

    def never(data: Path, scorers: Path) -> dict[str, float]:
        raise AssertionError("measured on data that no floor was set on")

    given = [str(place / "data"), str(place / "score")]
    assert quality.main(given, measured=never, path=place / "floors.json") == 1
    assert quality.main([*given, "--raise"], measured=never, path=place / "floors.json") == 1


def test_a_folder_of_gold_is_its_files_and_their_paths(quality: ModuleType, place: Path) -> None:
    name = next(n for n in quality.GOLD if "meantime" in n)
    folder = place / "data" / name
    folder.unlink()
    (folder / "corpus").mkdir(parents=True)
    seen = {quality.digests(place / "data")[name]}
    article = folder / "corpus" / "1.xml"
    for change in (
        lambda: article.write_text("<a/>"),
        lambda: article.write_text("<b/>"),
        lambda: article.rename(folder / "1.xml"),
        lambda: article.write_text("<b/>"),
    ):
        change()
        digest = quality.digests(place / "data")[name]
        assert digest == quality.digests(place / "data")[name]
        assert digest not in seen
        seen.add(digest)


@pytest.mark.parametrize(
    "gone",
    ["data", "data/attribution/scu-dev.jsonl", "data/news_gold/meantime", "score", "score/tags.py"],
)
def test_missing_data_is_no_success(
    quality: ModuleType, place: Path, gone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / gone).rename(place / "elsewhere")
    assert gate(quality, place) == 2
    out, err = capsys.readouterr()
    assert out == "" and "nothing was measured" in err and "is not there" in err


def test_raise_never_lowers(quality: ModuleType, place: Path) -> None:
    assert gate(quality, place, "--raise", linked=80.0, found=85.1, new=50.0) == 0
    assert held(place) == {"linked": 79.7, "found": 85.0, "new": 49.7}
    assert gate(quality, place, "--raise", linked=70.0, new=50.0) == 1
    assert held(place) == {"linked": 79.7, "found": 85.0, "new": 49.7}


def test_a_floor_goes_down_by_name_with_a_reason_on_record(quality: ModuleType, place: Path) -> None:
    assert gate(quality, place, "--lower", "linked", "74.5", "--why", "the gold was mended") == 0
    assert held(place) == {"linked": 74.5, "found": 85.0}
    assert [(r["name"], r["from"], r["to"], r["why"]) for r in record(place)] == [
        ("linked", 75.0, 74.5, "the gold was mended")
    ]
    assert gate(quality, place, linked=74.6) == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--lower", "linked", "74.5"),
        ("--lower", "linked", "74.5", "--why", " "),
        ("--lower", "linked", "75.0", "--why", "not lower"),
        ("--lower", "linked", "nan", "--why", "no number"),
        ("--lower", "linked", "low", "--why", "no number"),
        ("--lower", "lniked", "74.5", "--why", "no such figure"),
    ],
)
def test_a_lowering_without_name_value_or_reason_changes_nothing(
    quality: ModuleType, place: Path, options: tuple[str, ...]
) -> None:
    before = (place / "floors.json").read_bytes()
    assert gate(quality, place, *options) == 2
    assert (place / "floors.json").read_bytes() == before


def test_new_data_is_pinned_with_a_reason_on_record(quality: ModuleType, place: Path) -> None:
    (place / "data" / quality.GOLD[0]).write_text("mended gold\n")
    assert gate(quality, place, "--pin") == 2
    assert gate(quality, place) == 1
    assert gate(quality, place, "--pin", "--why", "two sources were mended") == 0
    assert [r["why"] for r in record(place)] == ["two sources were mended"]
    assert gate(quality, place) == 0


def test_the_floors_that_ship_are_whole(quality: ModuleType) -> None:
    floors = quality.Floors.read(TRAINING / "floors.json")
    assert set(floors.data) == set(quality.GOLD)
    assert all(len(d) == 64 for d in floors.data.values())
    assert {"attribution: linked", "sourcing: found", "tags: cue"} <= set(floors.floors)
    assert all(0 < f <= 100 for f in floors.floors.values())
    lowest = {str(r["name"]): r["to"] for r in floors.record if r["name"] in floors.floors}
    assert all(floors.floors[n] >= to for n, to in lowest.items())
