"""Confidence: what ships fits the weights that ship; what does not fit is told, not used; figures hold."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import sayso
from sayso.errors import ModelError
from sayso.reader.model.runtime import WEIGHTS
from sayso.reader.model.tagger import tagger
from sayso.reader.model.unit import Part, Tagged
from sayso.reader.statements.confidence import FILE, SIGNS, Calibration, calibration, log_odds, signs, weighed
from sayso.records import Mark, Span, Statement

ROOT = Path(__file__).parent.parent
MODEL = "model: the cue and what belongs to it (0.80)"
EVEN = Calibration((0.0,) * len(SIGNS), 0.0)
"""Gives .5 to whatever it is asked about."""


def statement(content: Span, cue: Span | None = None, **more: object) -> Statement:
    spans = {"content_spans": (content,), "extents": (content,), "cue_spans": (cue,) if cue else ()}
    return Statement(**{"report": "r", "form": "indirect", "confidence": 0.8, **spans, **more})  # type: ignore[arg-type]


def tagged(*parts: Part, marks: tuple[Mark, ...] = ()) -> Tagged:
    return Tagged(marks, parts, ())


def test_what_ships_was_fitted_to_the_weights_that_ship() -> None:
    """Fails after new weights until training/calibrate.py was run."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fitted = calibration(WEIGHTS)
    assert fitted is not None and all(
        (w < 0) == (s in ("nobody", "crowd")) for s, w in zip(SIGNS, fitted.weights, strict=True)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the shipped calibration and sidecar, without weights."""
    for name in (FILE, "model.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    return tmp_path


def changed(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    held = json.loads((folder / FILE).read_text(encoding="utf-8"))
    change(held)
    (folder / FILE).write_text(json.dumps(held), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda held: held["sha256"].update({"words.onnx": "0"}), "fitted to other weights"),
        (lambda held: held["weights"].update(moon=1.0), "fitted to other signs"),
    ],
)
def test_what_does_not_fit_is_told_and_not_used(
    folder: Path, change: Callable[[dict[str, object]], object], told: str
) -> None:
    changed(folder, change)
    with pytest.warns(UserWarning, match=told):
        assert calibration(folder) is None


def test_none_at_all_is_told() -> None:
    with pytest.warns(UserWarning, match="is not there"):
        assert calibration(ROOT / "docs") is None


@pytest.mark.parametrize("text", ["{", "[]", '{"weights": {}}', "\ud800", "[" * 100_000])
def test_a_broken_file_is_an_error(folder: Path, text: str) -> None:
    (folder / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelError, match="calibrate"):
        calibration(folder)


@pytest.mark.parametrize("bias", [float("nan"), float("inf"), 10**400, "x", None])
def test_a_number_that_is_none_is_an_error(folder: Path, bias: object) -> None:
    changed(folder, lambda held: held.update(bias=bias))
    with pytest.raises(ModelError, match="calibrate"):
        calibration(folder)


def test_a_regression_far_off_gives_a_probability_all_the_same() -> None:
    assert [Calibration((), bias).chance(()) for bias in (-1e308, 0.0, 1e308)] == [pytest.approx(0), 0.5, 1.0]


def test_without_a_calibration_nothing_changes() -> None:
    kept = [statement((20, 40), (10, 14), reasons=(MODEL,))]
    assert weighed(kept, tagged(Part((10, 14), (), ((20, 40),), 0.8)), None) == tuple(kept)


def test_the_model_is_weighed_and_rules_keep_what_was_set_by_hand() -> None:
    made = statement((20, 40), (10, 14), reasons=(MODEL, "content: mended"))
    ruled = statement((60, 80), (50, 54), reasons=("headline: a speaker before a colon",), confidence=0.7)
    own = statement((90, 99), form="own", confidence=1.0)
    found = weighed([made, ruled, own], tagged(Part((11, 14), (), ((20, 40),), 0.8)), EVEN)
    assert [s.confidence for s in found] == [0.5, 0.7, 1.0]
    assert [s.id for s in found] == [made.id, ruled.id, own.id]


def test_what_hangs_on_another_keeps_its_share() -> None:
    first = statement((20, 40), (10, 14), reasons=(MODEL,))
    on = statement((41, 60), continues=first.id, confidence=0.64)
    within = statement((30, 40), (22, 24), within=first.id, confidence=0.4)
    sure = statement((33, 40), (24, 26), within=first.id, confidence=0.9)
    found = weighed([first, on, within, sure], tagged(Part((10, 14), (), ((20, 40),), 0.8)), EVEN)
    assert [s.confidence for s in found] == [0.5, 0.4, 0.25, 0.9]


def test_a_long_chain_and_a_crowd_take_no_time_and_no_stack() -> None:
    one = statement((0, 9), (0, 4), reasons=(MODEL,))
    chain = [one]
    for i in range(1, 5000):
        chain.append(statement((10 * i, 10 * i + 9), continues=chain[-1].id, extents=((0, 9),)))
    found = weighed(chain, tagged(Part((0, 4), (), ((0, 9),), 0.8)), EVEN)
    assert len(found) == 5000 and found[-1].confidence == 0.5


def test_signs_are_what_they_say() -> None:
    said = statement((20, 40), (10, 14), source_spans=((0, 9),), reasons=(MODEL,))
    other = statement((30, 38), (22, 24), extents=((20, 40),), reasons=("hearsay: a noun",))
    marks = (
        Mark(label="cue", start=10, end=14, score=0.9),
        Mark(label="content", start=18, end=28, score=0.9),
        Mark(label="content", start=38, end=48, score=0.7),
        Mark(label="content", start=60, end=70, score=0.1),
    )
    (found,) = signs([said, other], tagged(Part((10, 14), ((0, 9),), ((20, 40),), 0.45), marks=marks))
    assert found[0] == 0
    cue, links, content, source, nobody, crowd, length = found[1]
    assert (cue, links, source, nobody, crowd) == (log_odds(0.9), 0.0, 0.0, 0.0, 1.0)
    assert content == pytest.approx(log_odds(0.8)) and length == pytest.approx(3.0445, abs=1e-4)


def test_every_reading_of_the_model_is_weighed() -> None:
    """The first reason is how a statement of the model is known (confidence.py): its words must stay the same."""
    reading = sayso.read(ROOT / "examples" / "04-minister-denies.txt")[0]
    known = {i for i, _ in signs(reading.statements, tagger().tag(reading.report.text))}
    made = {
        i for i, s in enumerate(reading.statements)
        if s.reasons[0].startswith("model") and not s.within and not s.continues
    }  # fmt: skip
    assert len(made) >= 5 and made <= known


@pytest.fixture
def training() -> Iterator[Callable[[str], ModuleType]]:
    """The programs of training/, which is no part of the package; its folder is on the path for one test alone."""
    before = set(sys.modules)
    sys.path.insert(0, str(ROOT / "training"))
    try:
        yield __import__
    finally:
        sys.path.remove(str(ROOT / "training"))
        for name in set(sys.modules) - before:
            if "training" in str(getattr(sys.modules[name], "__file__", "")):
                sys.modules.pop(name)


def test_figures_of_a_confidence(training: Callable[[str], ModuleType]) -> None:
    sureness = training("sureness").sureness
    right = [i % 10 < i // 10 for i in range(100)]  # of the ten with .2, two are right
    honest = sureness([i // 10 / 10 for i in range(100)], right)
    assert honest.ece == pytest.approx(0) and honest.whole == 45 and honest.sure == pytest.approx(55)
    assert honest.auroc > 0.8
    bold = sureness([0.9] * 100, right)
    assert bold.ece == pytest.approx(45) and bold.auroc == 0.5
    with pytest.raises(ValueError, match="too few"):
        sureness([0.5] * 9, [True] * 9)


def test_the_fit_finds_what_is_there(training: Callable[[str], ModuleType]) -> None:
    """Statements whose second sign alone decides, three to one: its weight, and the share, come out."""
    calibrate = training("calibrate")
    made = [
        calibrate.Example(i % 40, (float(i % 3), sign, 0.0, 0.0, 0.0, 0.0, 0.0), 0.5, (i % 4 != 0) == (sign > 0), False)
        for i in range(2000) for sign in (1.0, -1.0)
    ]  # fmt: skip
    fitted = calibrate.fit(made)
    assert fitted.chance(made[0].signs) == pytest.approx(0.75, abs=0.02)
    assert fitted.chance(made[1].signs) == pytest.approx(0.25, abs=0.02)
    assert calibrate.out_of_fold(made) == calibrate.out_of_fold(made)
    ruled = calibrate.Example(0, None, 0.7, True, False)
    assert calibrate.chances(fitted, [ruled]) == [0.7]
