"""Statement vectors: they depend on the text alone, and near texts are near."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.reader.model.runtime import WEIGHTS
from sayso.reader.model.vectors import WIDTH, Meaning, vectors


def cosine(a: bytes, b: bytes) -> float:
    x, y = (np.frombuffer(v, dtype=np.int8).astype(float) for v in (a, b))
    return float(x @ y / np.sqrt((x @ x) * (y @ y)))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("The ferry sank off Marlo.", "A ferry went down near Marlo.", "The council raised parking fees."),
        ("She was paid to protest.", "Somebody gave her money to demonstrate.", "She won the chess final."),
        ("Flour has become dearer.", "The price of flour rose.", "The bridge is closed until May."),
    ],
)
def test_near_in_meaning_is_near(text: str, near: str, far: str) -> None:
    a, b, c = vectors([text, near, far])
    assert cosine(a, b) > 0.5 > cosine(a, c) + 0.15


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_a_vector_depends_on_its_text_alone(texts: list[str]) -> None:
    together = vectors(texts)
    assert together == [vectors([t])[0] for t in reversed(texts)][::-1]
    assert all(len(v) == WIDTH for v in together)


def test_text_without_words_has_no_direction() -> None:
    assert vectors(["", " \n"]) == [bytes(WIDTH)] * 2


def test_a_long_text_is_cut_not_refused() -> None:
    long = "The harbour is closed. " * 2000
    assert vectors([long]) == vectors([long[:20000]])


def test_other_weights_than_the_pinned_are_refused(tmp_path: Path) -> None:
    for name in ("meaning.onnx", "meaning.json", "tokenizer.json"):
        shutil.copyfile(WEIGHTS / name, tmp_path / name)
    with (tmp_path / "meaning.onnx").open("r+b") as f:
        f.seek(1000)
        f.write(b"\x00\x01\x02\x03")
    with pytest.raises(ModelError, match="not the file pinned"):
        Meaning(tmp_path)
    (tmp_path / "meaning.json").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        Meaning(tmp_path)


def test_the_sidecar_names_licence_and_digest() -> None:
    sidecar = json.loads((WEIGHTS / "meaning.json").read_text(encoding="utf-8"))
    assert sidecar["licence"] == "Apache-2.0"
    assert set(sidecar["sha256"]) == {"meaning.onnx"}
