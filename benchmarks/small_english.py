"""A spaCy pipeline of the size of its small English model, with textacy's direct quotations on top (the `bench` extra).

The parts, widths and tables are those of spaCy's own training config for an efficient pipeline on a processor (`spacy
init config --pipeline tagger,parser,ner --optimize efficiency`), with as many tags, relations and kinds of names as the
published model has. A table of tags stands in for its attribute ruler, and the lower-case word for its lemmas. It
learns a little from sentences made of a few words, so that it makes sentences, verbs and subjects at all: speed depends
on how many of these there are, and not on whether they are right.
"""

from __future__ import annotations

import random
from typing import Any

TAGS, RELATIONS, KINDS = 50, 45, 18
"""Tags, relations and kinds of names of the published small English model, about."""
STEPS = 60
"""Small batches it learns from: after 40 the made sentences are parsed right."""

NOUNS = ("mayor", "bridge", "union", "harbour", "report", "teacher", "council", "road", "company", "hospital")
NAMES = ("Tarvold", "Ennick", "Oslane", "Marrow", "Quillby", "Dastrom")
SAYING = ("said", "told", "added", "warned", "announced")
DOING = ("closed", "opened", "visited", "built", "left", "sold")


def _sentence(dice: random.Random) -> dict[str, Any]:
    """Words with tags, heads, relations and names, as spaCy's Example takes them."""
    noun, other = dice.sample(NOUNS, 2)
    name = dice.choice(NAMES)
    if dice.random() < 0.5:
        words = ["The", noun, dice.choice(DOING), "the", other, "."]
        tags = ["DT", "NN", "VBD", "DT", "NN", "."]
        heads, deps = [1, 2, 2, 4, 2, 2], ["det", "nsubj", "ROOT", "det", "dobj", "punct"]
        return {"words": words, "tags": tags, "heads": heads, "deps": deps, "entities": ["O"] * 6}
    words = ["“", "The", noun, dice.choice(DOING), "the", other, ",", "”", name, dice.choice(SAYING), "."]
    tags = ["``", "DT", "NN", "VBD", "DT", "NN", ",", "''", "NNP", "VBD", "."]
    heads = [3, 2, 3, 9, 5, 3, 9, 9, 9, 9, 9]
    deps = ["punct", "det", "nsubj", "ccomp", "det", "dobj", "punct", "punct", "nsubj", "ROOT", "punct"]
    entities = ["O"] * 8 + ["U-PERSON", "O", "O"]
    return {"words": words, "tags": tags, "heads": heads, "deps": deps, "entities": entities}


class SmallEnglish:
    """The pipeline; raises ImportError where spaCy or textacy is not installed."""

    def __init__(self) -> None:
        import spacy
        from spacy.cli.init_config import init_config
        from spacy.tokens import Doc
        from spacy.training import Example
        from textacy.extract import direct_quotations

        config = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency")
        nlp = spacy.util.load_model_from_config(config, auto_fill=True)
        for part, labels in (("tagger", TAGS), ("parser", RELATIONS), ("ner", KINDS)):
            for i in range(labels):
                nlp.get_pipe(part).add_label(f"X{i}")
        dice = random.Random(1)
        examples = []
        for _ in range(160):
            two = [_sentence(dice), _sentence(dice)]
            shift = len(two[0]["words"])
            made = {k: two[0][k] + two[1][k] for k in ("words", "tags", "deps", "entities")}
            made["heads"] = two[0]["heads"] + [h + shift for h in two[1]["heads"]]
            examples.append(Example.from_dict(Doc(nlp.vocab, words=made["words"]), made))
        learning = nlp.initialize(lambda: examples)
        for _ in range(STEPS):
            nlp.update(dice.sample(examples, 16), sgd=learning)
        ruler = nlp.add_pipe("attribute_ruler", after="tagger")
        for tag, pos in (("VBD", "VERB"), ("NN", "NOUN"), ("NNP", "PROPN"), ("DT", "DET")):
            ruler.add([[{"TAG": tag}]], {"POS": pos})
        self._nlp, self._quotations = nlp, direct_quotations

    def run(self, texts: list[str]) -> int:
        """Reads the texts in one batch; how many quotations there were."""
        found = 0
        for doc in self._nlp.pipe(texts):
            for token in doc:
                token.lemma_ = token.lower_ if token.lower_ != "said" else "say"
            try:
                found += sum(1 for _ in self._quotations(doc))
            except ValueError:  # an odd number of quotation marks: textacy gives up on the text
                continue
        return found
