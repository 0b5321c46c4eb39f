"""The page in a real browser: what focus shows, what is seen, and that a script has no way in. Chromium, headless.

A browser reports back by its DOM: a probe is added to a copy of the page, which writes down what it finds as JSON.
"""

from __future__ import annotations

import html as entities
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from sayso.export import html
from sayso.export.plain import visible
from test_export_data import hostile, sample

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--virtual-time-budget=3000"),
)
PROBE = """<script>
addEventListener("load", () => {
  const shown = (e) => getComputedStyle(e).display !== "none";
  const units = [...document.querySelectorAll(".u")];
  const clear = document.querySelectorAll(".text");
  const found = {
    cards: [], wide: document.documentElement.scrollWidth - innerWidth, order: [], before: 0,
    text: [...clear].map((t) => { const c = t.cloneNode(true); c.querySelectorAll(".card").forEach((x) => x.remove());
                                 return c.textContent; }),
    own: units.length && getComputedStyle(document.querySelector(".text .own") ?? units[0]).textDecorationLine,
    paper: getComputedStyle(document.body).backgroundColor,
    foreign: document.querySelectorAll("article script, article img, article style, [onerror], [onmouseover]").length,
  };
  found.before = units.filter((u) => shown(u.querySelector(".card"))).length;
  for (const unit of units) {
    unit.focus();
    const open = [...document.querySelectorAll(".card")].filter(shown);
    const box = open.length ? open[0].getBoundingClientRect() : null;
    found.cards.push({
      focused: document.activeElement === unit, open: open.length, inside: open[0]?.parentElement === unit,
      text: open[0]?.textContent ?? "", fits: !!box && box.left >= 0 && box.right <= innerWidth,
      below: !!box && box.top >= unit.querySelector("span").getBoundingClientRect().top,
    });
  }
  document.documentElement.dataset.found = JSON.stringify(found);
});
</script>"""


def dom(path: Path, *flags: str) -> str:
    """The page as the browser has it in the end."""
    profile = path.parent / "profile"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", *flags, "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode("utf-8")


def probed(tmp_path: Path, page: str, *flags: str) -> dict[str, Any]:
    """What the probe finds in a page; for the probe to run, the copy has no policy."""
    path = tmp_path / "probed.html"
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    path.write_text(bare.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    found = re.search(r'data-found="([^"]*)"', dom(path, *flags))
    assert found, "the probe did not run"
    result: dict[str, Any] = json.loads(entities.unescape(found[1]))
    return result


@pytest.mark.parametrize("width", [1280, 480])
def test_focus_shows_one_card_where_it_can_be_read(tmp_path: Path, width: int) -> None:
    found = probed(tmp_path, html.page([sample()]), f"--window-size={width},900")
    assert found["before"] == 0
    assert len(found["cards"]) == 6
    for card in found["cards"]:
        assert card["focused"]
        assert (card["open"], card["inside"], card["fits"], card["below"]) == (1, True, True, True)
    assert "Ilka Dorran" in found["cards"][1]["text"]
    assert found["wide"] <= 0
    assert "underline" in found["own"]
    assert found["text"] == [sample().report.text]


def test_the_page_is_dark_where_the_reader_wants_it_dark(tmp_path: Path) -> None:
    light = probed(tmp_path, html.page([sample()]))
    dark = probed(tmp_path, html.page([sample()]), "--blink-settings=preferredColorScheme=0")
    assert (light["paper"], dark["paper"]) == ("rgb(253, 252, 250)", "rgb(22, 24, 27)")


def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path) -> None:
    found = probed(tmp_path, html.page([hostile()]))
    assert found["foreign"] == 0
    assert found["text"] == [visible(hostile().report.text)]


def test_the_policy_stops_scripts_and_lets_the_style_sheet_through(tmp_path: Path) -> None:
    path = tmp_path / "attacked.html"
    attack = """<img src=x onerror="document.documentElement.dataset.run='1'"><style>body{--in:1}</style>"""
    page = html.page([sample()]).replace("</body>", attack + PROBE + "</body>")
    path.write_text(page, encoding="utf-8")
    seen = dom(path)
    assert "data-run" not in seen.split(">", 2)[1]
    assert not re.search(r"<html[^>]*data-found", seen)
    open_page = tmp_path / "open.html"  # the same attack without the policy: so the test can see that it works
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    open_page.write_text(bare, encoding="utf-8")
    assert re.search(r"<html[^>]*data-run", dom(open_page))


def test_the_style_sheet_passes_the_policy(tmp_path: Path) -> None:
    """With the policy in place the page looks as it does without: one picture of each, byte for byte."""
    shots = []
    for name, page in (
        ("with", html.page([sample()])),
        ("without", re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html.page([sample()]))),
        ("bare", re.sub(r"<style>.*</style>", "", html.page([sample()]), flags=re.S)),
    ):
        path, shot = tmp_path / f"{name}.html", tmp_path / f"{name}.png"
        path.write_text(page, encoding="utf-8")
        dom(path, f"--screenshot={shot}", "--window-size=900,700")
        shots.append(shot.read_bytes())
    assert shots[0] == shots[1]
    assert shots[0] != shots[2]
