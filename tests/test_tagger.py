"""The door to the model: pinned weights, offsets on the text as passed, the same again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import Reader
from sayso.errors import ModelError
from sayso.reader.model.runtime import MODELS, WEIGHTS, folder_of
from sayso.reader.model.tagger import Tagger, tagger

TEXT = "Mayor Ada Lund said on Monday that the harbour would reopen. “We are ready,” she told reporters."


@pytest.mark.parametrize("model", MODELS)
def test_it_finds_who_said_what(model: str) -> None:
    tagged = tagger(model).tag(TEXT)
    cues = {TEXT[slice(*p.cue)]: p for p in tagged.parts}
    assert "told" in cues
    assert [TEXT[slice(*s)] for s in cues["told"].source] == ["she"]
    assert [TEXT[slice(*s)] for s in cues["told"].content] == ["“We are ready,”"]


def test_a_model_that_does_not_ship_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of best"):
        tagger("large")


@pytest.mark.parametrize("model", MODELS)
def test_names(model: str) -> None:
    found = {(n.label, TEXT[n.start : n.end]) for n in Reader(model=model).names(TEXT)}
    assert found == {("person", "Ada Lund")}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(MODELS))
def test_marks_lie_on_any_text_and_do_not_overlap(text: str, model: str) -> None:
    at = 0
    for mark in tagger(model).marks(text):
        assert at <= mark.start < mark.end <= len(text)
        assert 0 <= mark.score <= 1
        assert not text[mark.start].isspace()
        assert not text[mark.end - 1].isspace()
        at = mark.end


@pytest.mark.parametrize("text", ["", " \n ", "\ud800 said \udfff", "\x00", "“" * 3000, "a" * 100_000, "😀 said 😀."])
def test_strange_texts_are_tagged(text: str) -> None:
    tagged = tagger().tag(text)
    assert all(0 <= p.cue[0] < p.cue[1] <= len(text) for p in tagged.parts)


def test_again_gives_the_same() -> None:
    filler = "\n".join("The river ran past the mill, the miller said, and the fields lay quiet." for _ in range(60))
    assert tagger().tag(filler) == Tagger().tag(filler)


@pytest.mark.parametrize("name", ["words.onnx", "parts.onnx", "tokenizer.json"])
def test_changed_weights_are_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    with (folder / name).open("ab") as f:
        f.write(b" ")
    with pytest.raises(ModelError, match="not the one that was pinned"):
        Tagger(folder)


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reinstall"):
        Tagger(tmp_path)
    shutil.copy(WEIGHTS / "model.json", tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        Tagger(tmp_path)


@pytest.mark.parametrize("model", MODELS)
def test_the_sidecar_names_what_went_in(model: str) -> None:
    sidecar = json.loads((folder_of(model) / "model.json").read_text(encoding="utf-8"))
    wanted = {"name", "window", "labels", "sizes", "sha256", "transitions", "licence", "training data", "scores"}
    assert wanted <= set(sidecar)
