"""`sayso judge`: a person looks at what the program is not sure of, one pair at a time, or brings corrections in."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.base import FAILED, opened, print_lines, ready_stdout, say, typed, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.across import Judgement, Verdict
    from sayso.front import Archive
    from sayso.linking.judging import Doubt
    from sayso.linking.judging_queue import Side

_EXAMPLES = """Examples:

\b
  sayso judge                              the whole queue, most useful first
  sayso judge --kind entity --by Ida       only: are these two sources one?
  sayso judge --about "grain silo"         only what speaks of it
  sayso judge --list --limit 20            the queue as JSON lines, nothing asked
  printf 'y\\nn\\nq\\n' | sayso judge         answers from a pipe, one a line
  sayso judge --undo                       take the last judgement back
  sayso judge --import brat/ page.jsonld   corrections made in files that sayso wrote

Keys: y yes, n no, u unsure (not asked again), s skip, b take the last one back, w why, q stop; then Enter. Every answer
is kept at once.

Exit codes: 0 all went well; 1 something failed, see stderr; 2 wrong usage; 130 interrupted."""

KEYS = "y yes · n no · u unsure · s skip · b back · w why · q quit"
_QUESTIONS = {
    "same-claim": "Do both say the same?",
    "same-words": "Do both say the same?",
    "disputes": "Does the first say that the second is not so?",
    "retracts": "Does the first take the second back?",
    "entity": "Are these two one and the same?",
}
_VERDICTS: dict[str, Verdict] = {"y": "yes", "n": "no", "u": "unsure"}


class Kind(StrEnum):
    """What may be asked for."""

    same_claim = "same-claim"
    same_words = "same-words"
    disputes = "disputes"
    retracts = "retracts"
    entity = "entity"


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command(epilog=_EXAMPLES)(judge)


def judge(  # noqa: PLR0913 - each is an option of the command line
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILES]", help="With --import: edited files, or folders of them.")
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", "-k", help="Only these; may be given again.")] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="TEXT", help="Only pairs with these words.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; kept with every answer.")] = "",
    list_: Annotated[bool, typer.Option("--list", help="Print the queue as JSON lines, ask nothing.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last judgement back (with --by: of NAME).")] = False,
    import_: Annotated[bool, typer.Option("--import", help="Take corrections from brat or annotation FILES.")] = False,
) -> None:
    """Say of doubtful links and sources whether they are right: yes, no or unsure. Kept for good."""
    if sum((list_, undo, import_)) > 1:
        raise typer.BadParameter("only one of --list, --undo and --import goes at a time")
    if bool(files) != import_:
        raise typer.BadParameter("FILES are needed with --import, and only there", param_hint="FILES")
    by, about = typed(by), None if about is None else typed(about)
    archive = opened(context, write=not list_)
    with archive:
        if import_:
            _import(archive, files or [], by)
        elif undo:
            _undo(archive, by)
        else:
            kinds = [k.value for k in kind or Kind]
            pairs = archive.queue(kinds=kinds, about=about, limit=limit)
            if list_:
                _list(pairs)
            else:
                ready_stdout(people=True)
                if hasattr(sys.stdin, "reconfigure"):
                    sys.stdin.reconfigure(errors="replace")  # what is no text is no answer, and is asked again
                with writing():
                    _Talk(archive, pairs, by).run(sys.stdin)


def _list(pairs: Sequence[Doubt]) -> None:
    from sayso.export.plain import dumps

    ready_stdout(people=False)
    with writing():
        for pair in pairs:
            sys.stdout.write(dumps(pair.to_dict()) + "\n")


def _undo(archive: Archive, by: str) -> None:
    last = archive.undo(by or None)
    if last is None:
        say("there is no judgement to take back" + (f" by {by}" if by else ""))
        raise typer.Exit(FAILED)
    print_lines([f"taken back: {_told(last)}\n"])


def _told(judgement: Judgement) -> str:
    who = f" by {judgement.by}" if judgement.by else ""
    if judgement.subject == "span":
        return f"a correction ({judgement.kind}){who}, {judgement.at}"
    return f"{judgement.verdict!r} on {judgement.kind}{who}, {judgement.at}"


def _import(archive: Archive, files: Sequence[str], by: str) -> None:
    found = archive.import_judgements(files, by=by)
    for error in found.errors:
        say(error)
    print_lines(
        [
            f"statements changed: {found.changed}, added: {found.added}, deleted: {found.deleted};"
            f" sources of another kind: {found.sources}; reports with nothing new: {found.same}\n"
        ]
    )
    if found.errors:
        raise typer.Exit(FAILED)


class _Talk:
    """The queue, pair by pair."""

    def __init__(self, archive: Archive, pairs: Sequence[Doubt], by: str) -> None:
        self.archive, self.pairs, self.by = archive, pairs, by
        self.at, self.kept = 0, 0
        self.past: list[bool] = []  # of each pair gone by, whether it was judged

    def run(self, answers: Iterable[str]) -> None:
        """Asks until the queue is done, the answers end, or q."""
        if not self.pairs:
            _out("Nothing waits for a judgement here.\n")
            return
        _out(f"{len(self.pairs)} to judge. {KEYS}\n")
        self._show()
        for line in answers:
            answer = line.strip().casefold()
            if answer in ("q", "quit"):
                break
            self._answer(answer)
            if self.at == len(self.pairs):
                break
        _out(f"\n{self.kept} kept, {len(self.pairs) - self.at} left.\n")

    def _answer(self, answer: str) -> None:
        verdict = _VERDICTS.get(answer[:1]) if answer in {*_VERDICTS, *_VERDICTS.values()} else None
        pair = self.pairs[self.at]
        if verdict is not None:
            self.archive.judge(pair.left.id, pair.right.id, verdict, kind=pair.kind, by=self.by)  # type: ignore[arg-type]
            self.kept += 1
            self._go_on(judged=True)
        elif answer in ("s", "skip"):
            self._go_on(judged=False)
        elif answer in ("b", "back"):
            self._back()
        elif answer in ("w", "why"):
            _out(_why(pair))
            _out("> ")
        else:
            _out(f"{KEYS}\n> ")

    def _go_on(self, *, judged: bool) -> None:
        self.past.append(judged)
        self.at += 1
        if self.at < len(self.pairs):
            self._show()

    def _back(self) -> None:
        if not self.past:
            _out("This is the first one (sayso judge --undo takes older judgements back).\n> ")
            return
        if self.past.pop():
            self.archive.undo(self.by or None)
            self.kept -= 1
            _out("taken back\n")
        self.at -= 1
        self._show()

    def _show(self) -> None:
        pair = self.pairs[self.at]
        _out(f"\n[{self.at + 1}/{len(self.pairs)}] {_QUESTIONS[pair.kind]} ({pair.kind}, {pair.score:.2f})\n")
        _out(_side(1, pair.left) + _side(2, pair.right) + "> ")


def _side(number: int, side: Side) -> str:
    role = f", {side.role}" if side.role else ""
    head = (
        f"  {number}. {side.outlet or 'no outlet'}, {side.published or 'no date'} · {side.name or 'nobody named'}{role}"
    )
    return f"{head}\n     {side.text}\n"


def _why(pair: Doubt) -> str:
    out = [f"  because: {reason}\n" for reason in pair.reasons]
    out.append(f"  a verdict bears on {pair.reports} report{'s' * (pair.reports != 1)}\n")
    for number, side in enumerate((pair.left, pair.right), 1):
        place = f"{side.url or side.report}, {side.span[0]}-{side.span[1]}"
        out.append(f"  {number}. {side.title or 'no title'} ({place})\n     {side.sentence}\n")
    return "".join(out)


def _out(text: str) -> None:
    """Text of reports is hostile until shown otherwise."""
    from sayso.export.plain import for_terminal

    sys.stdout.write(for_terminal(text))
    sys.stdout.flush()
