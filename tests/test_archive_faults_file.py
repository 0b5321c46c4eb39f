"""What can be wrong with the file: read-only, newer, damaged, cut off, locked, no archive at all; and a full disk."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from sayso.archive import derived, doors, fetch, schema, write
from sayso.archive.check import damages
from sayso.archive.migrate import STEPS, revision_of, upgrade
from sayso.archive.rows import driver
from sayso.archive.store import Store, open_store
from sayso.errors import ArchiveError
from test_archive_store_readings import everything, reading

NOBODY = 65534
"""The user that tests of rights become where they run as root, to whom nothing is read-only."""


def fill(path: Path, reports: int = 30) -> Path:
    with open_store(path) as store, store.write() as conn:
        for n in range(reports):
            write.add_reading(conn, reading(n))
    return path


def refusal(path: Path | str, **how: object) -> str:
    """What opening and then reading and writing it says."""
    with pytest.raises(ArchiveError) as caught, open_store(path, **how) as store:  # type: ignore[arg-type]
        with store.read() as conn:
            for seq in fetch.report_seqs(conn):
                fetch.reading_of(conn, seq)
        with store.write() as conn:
            write.add_reading(conn, reading(99))
    said = str(caught.value)
    assert "\n" not in said and said.endswith(")"), said
    return said


# Paths -------------------------------------------------------------------------------------------------------------


def test_what_is_no_archive(tmp_path: Path) -> None:
    assert "there is no such archive" in refusal(tmp_path / "a.db", create=False)
    assert "there is no such archive" in refusal(tmp_path / "a.db", read_only=True)
    assert "no such folder" in refusal(tmp_path / "none" / "a.db")
    assert "is a folder" in refusal(tmp_path)
    (tmp_path / "a.txt").write_text("Ferries of day 3\n" * 99)
    assert "is not an archive of Sayso" in refusal(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text() == "Ferries of day 3\n" * 99
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE reports (id TEXT)")
    other.close()
    assert "not an archive of Sayso" in refusal(tmp_path / "other.db")
    said = refusal("postgresql://desk:secret@db.example/sayso")
    assert "only files" in said and "secret" not in said


def test_what_is_one(tmp_path: Path) -> None:
    odd = tmp_path / "say so?#%41 ü.db"
    fill(odd, 1)
    assert [p.name for p in tmp_path.iterdir()] == [odd.name]  # closed: one file, nothing beside it
    with open_store(f"sqlite:///{odd}", create=False) as store, store.read() as conn:
        assert len(fetch.report_seqs(conn)) == 1
    (tmp_path / "empty.db").touch()
    assert "is empty" in refusal(tmp_path / "empty.db", read_only=True)
    fill(tmp_path / "empty.db", 1)


def test_open_for_reading_only_changes_nothing(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db")
    before = path.read_bytes()
    assert not doors.cut_off(path)
    with open_store(path, read_only=True) as store:
        with store.read() as conn:
            assert len(fetch.report_seqs(conn)) == 30
        with pytest.raises(ArchiveError, match="for reading only"), store.write():
            pass
        with pytest.raises(ArchiveError, match="read-only"), store.read() as conn:
            derived.set_meta(conn, "a", "b")
        assert damages(store) == []
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_no_database_is_loaded_before_an_archive_is_opened() -> None:
    code = "import sys, sayso, sayso.cli; print([m for m in ('sqlalchemy', 'alembic', 'sqlite3') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


# Transactions ------------------------------------------------------------------------------------------------------


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db")
    with open_store(path) as store:
        before = everything(store)
        with pytest.raises(KeyboardInterrupt), store.write() as conn:
            write.add_reading(conn, reading(99))
            raise KeyboardInterrupt
        assert everything(store) == before
        with pytest.raises(sqlite3.OperationalError, match="no such table"), store.write() as conn:
            write.add_reading(conn, reading(99))
            driver(conn).execute("SELECT 1 FROM none_such")  # our own mistake is not called damage
        assert everything(store) == before


def test_a_reader_sees_what_was_there_at_its_start(tmp_path: Path) -> None:
    with open_store(fill(tmp_path / "a.db")) as store, open_store(store.path) as other:
        with store.read() as conn:
            with other.write() as writing:
                write.add_reading(writing, reading(99))
            assert len(fetch.report_seqs(conn)) == 30
        with store.read() as conn:
            assert len(fetch.report_seqs(conn)) == 31


def test_locked_by_another(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db")
    with open_store(path) as store, store.write(), open_store(path, timeout=0.1) as other:
        with other.read() as conn:
            assert len(fetch.report_seqs(conn)) == 30
        with pytest.raises(ArchiveError, match=r"another program .* more than 0\.1 s \(wait"), other.write():
            pass


# Versions ----------------------------------------------------------------------------------------------------------


def test_a_newer_version_s_file(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db")
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '0999'")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    for how in ({}, {"read_only": True}, {"create": False}):
        said = refusal(path, **how)
        assert "newer Sayso" in said and "update Sayso" in said
    assert path.read_bytes() == before


def test_the_newest_migration_is_the_one_this_program_writes() -> None:
    assert ScriptDirectory(str(STEPS)).get_current_head() == schema.REVISION


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(STEPS, steps)
    (steps / "versions" / "m0002_broken.py").write_text(
        "from alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0002', '0001', None, None\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE more (a TEXT)')\n"
        "    op.execute('UPDATE meta SET value = 1')\n"
        "    op.execute('SELECT 1 FROM none_such')\n"
    )
    with open_store(fill(tmp_path / "a.db")) as store:
        before = everything(store)
        with pytest.raises(Exception, match="none_such"), store.write() as conn:
            upgrade(conn, steps, "0002")
        assert everything(store) == before
        good = (steps / "versions" / "m0002_broken.py").read_text().replace("SELECT 1 FROM none_such", "SELECT 1")
        (steps / "versions" / "m0002_broken.py").write_text(good)
        with store.write() as conn:
            upgrade(conn, steps, "0002")
            assert revision_of(conn) == "0002"
        assert set(everything(store)) == {*before, "more"}


# Rights ------------------------------------------------------------------------------------------------------------


def as_somebody(task: Callable[[], None]) -> None:
    """Run a task as a user to whom rights matter; raises what it raised, as text."""
    if os.getuid() != 0:
        task()
        return
    here, there = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            task()
            os.write(there, b"done")
        except BaseException as error:  # noqa: BLE001 - it is told to the parent, whatever it is
            os.write(there, repr(error).encode()[:4000])
        finally:
            os._exit(0)
    os.close(there)
    with os.fdopen(here) as f:
        said = f.read()
    os.waitpid(process, 0)
    assert said == "done", said


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, and write to."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-test-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights of Unix")
@pytest.mark.parametrize("folder_mode", [0o777, 0o555])
def test_a_read_only_file(open_folder: Path, folder_mode: int) -> None:
    path = fill(open_folder / "a.db")
    path.chmod(0o444)
    open_folder.chmod(folder_mode)

    def task() -> None:
        assert "read-only" in refusal(path)
        with open_store(path, read_only=True) as store, store.read() as conn:
            assert [fetch.reading_of(conn, q) for q in range(1, 31)] == [reading(n) for n in range(30)]

    as_somebody(task)
    assert sorted(p.name for p in open_folder.iterdir()) == ["a.db"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights of Unix")
def test_a_read_only_folder(open_folder: Path) -> None:
    path = fill(open_folder / "a.db")
    path.chmod(0o666)
    open_folder.chmod(0o555)

    def task() -> None:
        assert "read-only" in refusal(path)
        assert "read-only" in refusal(open_folder / "new.db")

    as_somebody(task)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights of Unix")
def test_read_where_only_another_may_write(open_folder: Path) -> None:
    path = fill(open_folder / "a.db", 3)
    with open_store(path) as owner:
        with owner.write() as conn:
            write.add_reading(conn, reading(3))  # stands in the log, not yet in the file
        for p in open_folder.iterdir():
            p.chmod(0o444)
        open_folder.chmod(0o555)

        def task() -> None:
            with open_store(path, read_only=True) as store, store.read() as conn:
                assert len(fetch.report_seqs(conn)) == 4

        as_somebody(task)


# Damage ------------------------------------------------------------------------------------------------------------


def test_a_damaged_head(tmp_path: Path) -> None:
    whole = fill(tmp_path / "a.db").read_bytes()
    for start, size in ((0, 16), (0, 100), (16, 84), (100, 4000), (0, 8192)):
        path = tmp_path / f"{start}-{size}.db"
        path.write_bytes(whole[:start] + b"\xa5" * size + whole[start + size :])
        for how in ({}, {"read_only": True}):
            said = refusal(path, **how)
            assert "damaged" in said and ("restore it" in said), said


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    whole = fill(tmp_path / "a.db").read_bytes()
    for share in (0.3, 0.5, 0.9, 0.999):
        path = tmp_path / f"{share}.db"
        path.write_bytes(whole[: int(len(whole) * share)])
        said = refusal(path)
        assert "damaged" in said, said


def test_damage_in_the_middle_is_never_taken_for_evidence(tmp_path: Path) -> None:
    """Bytes overwritten anywhere: what is read afterwards is what was added, or an ArchiveError; nothing else."""
    whole = fill(tmp_path / "a.db", 20).read_bytes()
    right = [reading(n) for n in range(20)]
    chance, told = random.Random(7), 0
    for i in range(40):
        path = tmp_path / f"{i}.db"
        size = chance.choice((1, 40, 2000, 9000))
        start = chance.randrange(100, len(whole) - size)
        path.write_bytes(whole[:start] + chance.randbytes(size) + whole[start + size :])
        try:
            with open_store(path) as store:
                assert all(type(line) is str for line in damages(store))
                use(store, right)
        except ArchiveError as error:
            told += 1
            assert "damaged" in str(error)
    assert told > 5  # else the damage was all in empty pages, and this shows nothing


def test_damage_that_breaks_no_page_is_found_by_the_check(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db", 3)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Ferry 1.0 to Ostrel was", b"Ferry 1.0 to Ostrel has"))
    assert path.read_bytes() != data
    for read_only in (False, True):
        with open_store(path, read_only=read_only) as store:
            found = damages(store)
            assert any(reading(1).report.id in line for line in found), found
            with pytest.raises(ArchiveError, match="damaged"), store.read() as conn:
                fetch.reading_of(conn, 2)
            assert not damages(store, evidence=False) or not read_only  # SQLite itself sees nothing


def use(store: Store, right: list[object]) -> None:
    """Read all and add some; the evidence must be as it was added."""
    with store.read() as conn:
        seqs = fetch.report_seqs(conn)
        statements = [q for seq in seqs for q in fetch.statement_seqs_of(conn, seq)]
        fetch.saids(conn, statements)
        fetch.search_words(conn, "ferry rain", 100)
        fetch.links_of(conn, statements)
        read = [fetch.reading_of(conn, seq) for seq in seqs]
        assert all(r in right for r in read)
    with store.write() as conn:
        write.add_reading(conn, reading(99))
        write.add_reading(conn, reading(3, model="m2"))


# A full disk -------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; without the right to make one, the test is passed over, for `full` below has another."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.getuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can make a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no small disk can be made here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def add_until_refused(store: Store) -> tuple[int, ArchiveError]:
    """How many reports are in when it says no more, and what it says."""
    n = 0
    try:
        while n < 5000:
            with store.write() as conn:
                for k in range(3):
                    write.add_reading(conn, reading(n + k, said=9))
            n += 3
    except ArchiveError as error:
        return n, error
    raise AssertionError("never full")


def fill_up(path: Path) -> None:
    """Writes a file until nothing more goes onto its disk."""
    with suppress(OSError), path.open("wb", buffering=0) as f:
        while f.write(b"x" * 4096):
            pass


def test_a_full_disk(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    path = small_disk / "a.db"
    with open_store(path) as store:
        n, error = add_until_refused(store)
        assert "the disk is full" in str(error) and "make room" in str(error) and n > 9
        with store.read() as conn:
            assert len(fetch.report_seqs(conn)) == n
            assert fetch.reading_of(conn, n) == reading(n - 1, said=9)
    fill_up(small_disk / "rest")  # closing the archive gave some room back
    with open_store(path) as store:  # the log that is there may have room for some more
        n, error = add_until_refused(store)
        assert "the disk is full" in str(error)
    assert "the disk is full" in refusal(small_disk / "new.db")
    ballast.unlink()
    (small_disk / "rest").unlink()
    with open_store(path) as store:
        assert damages(store) == []
        with store.read() as conn:
            assert [fetch.reading_of(conn, q + 1) for q in range(n)] == [reading(q, said=9) for q in range(n)]
        with store.write() as conn:
            assert write.add_reading(conn, reading(n, said=9)).fresh


def test_no_more_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same without a disk: SQLite is told that the file may not grow, and reports it as a full disk."""
    path = fill(tmp_path / "a.db")
    with monkeypatch.context() as patch:
        patch.setattr(doors, "_SETTINGS", (*doors._SETTINGS, "PRAGMA max_page_count = 120"))
        with open_store(path) as store:
            n, error = add_until_refused(store)
        assert "the disk is full" in str(error) and n > 20
    with open_store(path) as store:
        assert damages(store) == []
        with store.read() as conn:
            assert len(fetch.report_seqs(conn)) == 30 + n


def test_a_full_disk_as_the_system_says_it(tmp_path: Path) -> None:
    with open_store(fill(tmp_path / "a.db", 1)) as store:
        with pytest.raises(ArchiveError, match="the disk is full"), store.write():
            raise OSError(28, "No space left on device")
        with pytest.raises(FileNotFoundError), store.write():  # no fault of the archive's
            raise FileNotFoundError(2, "No such file")
