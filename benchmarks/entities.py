"""How well sources are joined across reports, and how fast: golden pairs, ECB+, one pair, one bucket of 5,000.

    python benchmarks/entities.py [FOLDER_OF_ECB+]

ECB+ (topics as folders of XML with tokens, mentions and cross-document chains) is not part of this repository. Its
human mentions that are names are taken as sources: the longest name a document has for somebody, without a role; a
document's sub-topic (ecb or ecbplus, within the topic) is the story. Only names that have keys count. The
figure is a sanity check: ECB+ marks parts of a text only, and a chain may be told under two ids.
"""

from __future__ import annotations

import json
import sys
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from sayso.links.entities import Profile, group, keys, same
from sayso.records import Kind

CASES = Path(__file__).parent.parent / "tests" / "archive" / "entities"
KINDS: dict[str, Kind] = {"HUMAN_PART_PER": "named person", "HUMAN_PART_ORG": "named organization"}
SMALL = frozenset(("of", "the", "and", "for", "de", "van", "von", "al", "bin", "&", "'s", "-", "."))


def golden(folder: Path) -> tuple[int, int, int, int]:
    """Pairs that are one and confirmed, not one but confirmed, one and not confirmed, and all pairs."""
    right = wrong = missed = every = 0
    for file in sorted(folder.glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8")):
            one, two = (Profile(source=side, report=side, **case[side]) for side in ("a", "b"))
            match = same(one, two)
            sure = match is not None and match.confirmed
            one_of_them = case["truth"] == "same"
            right += sure and one_of_them
            wrong += sure and not one_of_them
            missed += one_of_them and not sure
            every += 1
    return right, wrong, missed, every


def ecb(folder: Path) -> tuple[list[Profile], dict[str, str]]:
    """The named people and bodies of ECB+, one profile a document and chain, and the chain of each."""
    profiles: list[Profile] = []
    chain_of: dict[str, str] = {}
    for file in sorted(folder.glob("*/*.xml")):
        root = ET.parse(file).getroot()
        tokens = {t.get("t_id"): t.text or "" for t in root.iter("token")}
        mentions = {}
        marked = root.find("Markables")
        for m in marked if marked is not None else ():
            words = [tokens[a.get("t_id")] for a in m.findall("token_anchor")]
            if m.tag in KINDS and words:
                mentions[m.get("m_id")] = (m.tag, words)
        for chain in root.iter("CROSS_DOC_COREF"):
            named = [mentions[s.get("m_id")] for s in chain.findall("source") if s.get("m_id") in mentions]
            named = [(tag, words) for tag, words in named if _is_name(words)]
            named = [(tag, words) for tag, words in named if keys(" ".join(words), KINDS[tag])]
            if not named:
                continue
            tag, words = max(named, key=lambda n: len(n[1]))
            story = f"{file.parent.name}{'plus' if 'plus' in file.stem else ''}"
            source = f"{file.stem}:{chain.get('note')}"
            profiles.append(
                Profile(
                    source=source,
                    name=" ".join(words).replace(" 's", "'s").replace(" .", "."),
                    kind=KINDS[tag],
                    report=file.stem,
                    story=_number(story),
                )
            )
            chain_of[source] = chain.get("note") or ""
    return profiles, chain_of


def _is_name(words: list[str]) -> bool:
    return all(w[:1].isupper() or w.lower() in SMALL for w in words) and words[0][:1].isupper() and words != ["The"]


def _number(story: str) -> int:
    return int(story.removesuffix("plus")) * 2 + story.endswith("plus")


def scored(profiles: list[Profile], chain_of: dict[str, str]) -> tuple[float, float, float, float]:
    """Pairwise precision and recall of `group` on all profiles at once, and BCubed precision and recall."""
    entities, _ = group(profiles)
    of = {s: k for k, e in enumerate(entities) for s in e.sources}
    rest = [p.source for p in profiles if p.source not in of]
    of |= {s: -1 - k for k, s in enumerate(rest)}
    found, gold = defaultdict(set), defaultdict(set)
    for p in profiles:
        found[of[p.source]].add(p.source)
        gold[chain_of[p.source]].add(p.source)
    both = sum(chain_of[a] == chain_of[b] for group_ in found.values() for a, b in combinations(sorted(group_), 2))
    made = sum(len(g) * (len(g) - 1) // 2 for g in found.values())
    true = sum(len(g) * (len(g) - 1) // 2 for g in gold.values())
    share = [(len(found[of[s]] & gold[chain_of[s]]), s) for s in of]
    precision = sum(n / len(found[of[s]]) for n, s in share) / len(share)
    recall = sum(n / len(gold[chain_of[s]]) for n, s in share) / len(share)
    return both / max(made, 1), both / max(true, 1), precision, recall


def bucket(size: int) -> list[Profile]:
    """One surname in `size` reports: a president, her brother, an actor, and a Lund of no given name here and there."""
    names = [("Ana Lund", "president"), ("Ana Lund", None), ("Ana Lund", "President of Marovia"), ("Lund", "president")]
    names += [("Lund", None), ("Per Lund", "striker"), ("A. Lund", None), ("Per Lund", None), ("Ana Lund", "actress")]
    return [
        Profile(
            source=f"s{i}",
            name=names[i % len(names)][0],
            role=names[i % len(names)][1],
            kind="named person",
            report=f"r{i}",
            outlet=f"outlet{i % 40}.example",
            published=f"20{10 + i % 15}-{1 + i % 12:02}-{1 + i % 28:02}",
            story=i // 4,
        )
        for i in range(size)
    ]


def main() -> None:
    """Prints all figures."""
    for folder in (CASES, CASES / "held-out"):
        right, wrong, missed, every = golden(folder)
        precision, recall = right / (right + wrong), right / (right + missed)
        print(f"{folder.name}: {every} pairs, precision {precision:.3f}, recall {recall:.3f}")
    if len(sys.argv) > 1:
        profiles, chain_of = ecb(Path(sys.argv[1]))
        p, r, bp, br = scored(profiles, chain_of)
        print(
            f"ECB+, {len(profiles)} named sources, precision / recall: pairs {p:.3f} / {r:.3f}, B3 {bp:.3f} / {br:.3f}"
        )
    for size in (1250, 2500, 5000, 10000):
        profiles = bucket(size)
        start = time.process_time()
        entities, doubts = group(profiles)
        took = time.process_time() - start
        print(f"bucket of {size}: {took * 1000:.0f} ms, {len(entities)} entities, {len(doubts)} doubtful pairs")
    some = bucket(300)
    start = time.process_time()
    pairs = sum(same(a, b) is not None for a, b in combinations(some, 2))
    took = time.process_time() - start
    print(f"one pair: {took / (300 * 299 / 2) * 1e6:.1f} µs ({pairs} matched)")
    made = [
        f"{a}{b} {c}{d}ov" for a in ("Ko", "Ma", "Te") for b in "lrnst" for c in ("Ve", "Da", "Pu") for d in "lrmskt"
    ]
    start = time.process_time()
    for name in made:
        keys(name, "named person")
    print(f"keys of a new name: {(time.process_time() - start) / len(made) * 1e6:.1f} µs")


if __name__ == "__main__":
    main()
