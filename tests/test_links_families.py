"""Outlets, families and the names of media: the table that ships, the user's, and how names are spelled in hosts."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.instants import moment, until
from sayso.links.outlets.families import Families
from sayso.links.outlets.hosts import clean, registrable

SHIPPED = Families.load()
HERE = ["coastmirror.example", "mna.example", "tolskpost.example", "thelantern.example", "velonews.example",
        "iven-voice.example", "nytimes.com", "dt.example", "coast.example", "gull.example", "gull.test"]  # fmt: skip


@pytest.mark.parametrize(
    ("host", "family"),
    [
        ("www.bbc.co.uk", "BBC"),
        ("news.bbc.co.uk", "BBC"),
        ("BBC.com:443", "BBC"),
        ("edition.cnn.com", "CNN"),
        ("abcnews.go.com", "Disney"),
        ("ria.ru", "Rossiya Segodnya"),
        ("sputniknews.com", "Rossiya Segodnya"),
        ("www.coast.example", "coast.example"),
        ("local.coast.co.uk", "coast.co.uk"),
        ("ana.substack.com", "ana.substack.com"),
        ("10.1.2.3", "10.1.2.3"),
        ("localhost", "localhost"),
        (None, None),
        ("  ", None),
    ],
)
def test_family(host: str | None, family: str | None) -> None:
    assert SHIPPED.family(host) == family


def test_the_table_that_ships_is_sound() -> None:
    raw = tomllib.loads(files("sayso.links.outlets").joinpath("outlets.toml").read_text(encoding="utf-8"))
    names = raw.pop("names")
    assert len(raw) >= 150 and len(names) >= 100
    assert all(clean(host) == host and not host.startswith("www.") for host in raw)
    for name, hosts in names.items():
        assert SHIPPED.host_of(name, []) == hosts[0], name
        assert SHIPPED.host_of(f"the {name}", hosts[-1:]) == hosts[-1], name
    assert len({SHIPPED.family(h) for h in raw}) < len(raw), "some owner has several outlets"


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("the Coast Mirror", "coastmirror.example"),
        ("Coast Mirror newspaper", "coastmirror.example"),
        ("MNA", "mna.example"),
        ("Marovian News Agency", "mna.example"),
        ("news agency MNA", "mna.example"),
        ("the MNA news agency", "mna.example"),
        ("Tolsk Evening Post", "tolskpost.example"),
        ("The Lantern", "thelantern.example"),
        ("Lantern’s", "thelantern.example"),
        ("Velo", "velonews.example"),
        ("Iven Voice", "iven-voice.example"),
        ("The New York Times", "nytimes.com"),
        ("coastmirror.example", "coastmirror.example"),
        ("Reuters", "reuters.com"),
        ("Tasnim news agency", "tasnimnews.com"),
        ("Coast News Agency", None),
        ("the Coast Mirror Company of Iven", None),
        ("Mirror", None),
        ("Evening Post", None),
        ("Dravenna Times", None),
        ("Gull", None),
        ("The newspaper", None),
        ("", None),
    ],
)
def test_host_of_a_name(name: str, host: str | None) -> None:
    assert SHIPPED.host_of(name, HERE) == host
    assert SHIPPED.host_of(name, reversed(HERE)) == host


def test_a_host_is_given_as_it_is_known_here() -> None:
    assert SHIPPED.host_of("BBC", ["bbc.co.uk"]) == "bbc.co.uk"
    assert SHIPPED.host_of("Reuters", ["www.reuters.com"]) == "www.reuters.com"


def test_one_outlet_under_two_hosts() -> None:
    assert SHIPPED.same_outlet("www.bbc.com", "news.bbc.co.uk")
    assert SHIPPED.same_outlet("m.coast.example", "coast.example")
    assert not SHIPPED.same_outlet("thesun.co.uk", "thetimes.co.uk")
    assert not SHIPPED.same_outlet("gull.example", "gull.test")
    assert not SHIPPED.same_outlet(None, None)


def test_the_users_table_extends_and_overrides(tmp_path: Path) -> None:
    file = tmp_path / "outlets.toml"
    file.write_text(
        '"www.coast.example" = "House of Coast"\n"bbc.co.uk" = "Auntie"\n[names]\n"The Strand" = "coast.example"\n'
    )
    own = Families.load(file)
    assert own.family("m.coast.example") == "House of Coast"
    assert own.family("www.bbc.co.uk") == "Auntie"
    assert own.family("cnn.com") == "CNN"
    assert own.host_of("Strand", []) == "coast.example"
    assert Families.load().family("coast.example") == "coast.example"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('"a.example" = "A"\n"b.example" = \n', "line 2", "no TOML"),
        ('"a.example" = "A"\n"b.example" = 3\n', "line 2", "no host with a family"),
        ('# families\n\nlantern = "A"\n', "line 3", "no host with a family"),
        ('"a.example" = ""\n', "line 1", "no host with a family"),
        ('"a.example" = "A"\n"a.example" = "B"\n', "line 2", "no TOML"),
        ('[names]\n"A" = []\n', "line 2", "names no host"),
        ('names = "A"\n', "line 1", "no table"),
    ],
)
def test_a_broken_table_says_where(tmp_path: Path, text: str, line: str, says: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(SaysoError) as error:
        Families.load(file)
    assert str(file) in str(error.value) and line in str(error.value) and says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"missing\.toml"):
        Families.load(tmp_path / "missing.toml")
    (tmp_path / "bytes.toml").write_bytes(b'"a.example" = "\xff"\n')
    with pytest.raises(SaysoError, match="not UTF-8 at byte"):
        Families.load(tmp_path / "bytes.toml")


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_no_name_and_no_host_is_too_odd(name: str, hosts: list[str]) -> None:
    assert SHIPPED.host_of(name, hosts) == SHIPPED.host_of(name, sorted(hosts, reverse=True))
    for host in hosts:
        folded = SHIPPED.family(host)
        assert folded is None or SHIPPED.family(folded) == folded or folded in SHIPPED.owners.values()
        if bare_host := clean(host):
            assert registrable(registrable(bare_host)) == registrable(bare_host)


def test_moments_have_one_order() -> None:
    ordered = [
        "2024",
        "2024-12-31T23:30-02:00",
        "2025-01-01T02:00Z",
        "2025-01-01T02:30:15",
        "2025-01-01T05:00+0200",
        None,
    ]
    assert [moment(p) for p in ordered] == sorted(moment(p) for p in ordered)
    assert moment("2025-01") <= moment("2025-01-01") < until("2025-01-01") <= until("2025-01")
    assert moment("nonsense") == moment(None) == moment("")
    assert moment("2025-01-01T02:00+99:00") == moment("2025-01-01T02:00")


@given(st.text(max_size=30))
def test_any_date_has_a_moment(published: str) -> None:
    assert moment(published) <= until(published)
