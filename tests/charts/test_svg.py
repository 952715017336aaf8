"""The pieces of pictures: texts that stay texts, lines that fit, and the same bytes on every machine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.charts.svg import broken, element, fixed, frame, label, linked, said, titled, width
from tests.charts.drawn import HOSTILE, check, parsed, texts


@pytest.mark.parametrize("text", HOSTILE)
def test_what_anyone_may_write_stays_text(text: str) -> None:
    """As a text, a title, an address and an attribute: no element, and whatever XML can hold is there."""
    body = [titled(text, label(text, 0, 0)), linked(f"#{text}", element("path", d=text))]
    root = check(frame(text, text, (9, 9), body, name="it"), "it")
    names = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert names == {"svg", "title", "desc", "defs", "g", "text", "a", "path"}
    assert texts(root) == [parsed(f"<a>{said(text)}</a>").text]


@given(st.text(max_size=60), st.integers(20, 400), st.integers(1, 4))
def test_every_line_fits_its_room(text: str, room: int, most: int) -> None:
    """However the text is made; a single letter that is wider than all of the room is cut as well."""
    lines = broken(text, 12, room, most)
    assert 1 <= len(lines) <= most
    assert all(width(line, 12) <= room for line in lines)


@given(st.lists(st.sampled_from(["Seoul", "연구소", "中国科学院", "of", "a"]), max_size=12))
def test_nothing_is_lost_where_there_is_room(words: list[str]) -> None:
    """Lines put together again are the text."""
    text = " ".join(words)
    assert "".join("".join(broken(text, 10, 120, 99)).split()) == "".join(text.split())


def test_korean_breaks_at_spaces_and_chinese_anywhere() -> None:
    """As both are set in print."""
    assert broken("과학기술 정책연구원", 10, 70) == ["과학기술", "정책연구원"]
    assert broken("中国科学院大学", 10, 45) == ["中国科学", "院大学"]


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_near_enough(number: float) -> None:
    """One decimal, no exponent, no minus nought."""
    short = fixed(number)
    assert abs(float(short) - number) <= 0.0501
    assert not short.startswith("-0") or float(short) != 0
    assert "e" not in short


def test_only_what_leads_nowhere_is_one_picture() -> None:
    """A picture hides what is in it from those who do not see it; links must not be hidden."""
    still, leading = label("A", 0, 0), linked("#a", label("A", 0, 0))
    assert parsed(frame("t", "d", (9, 9), [still], name="n")).get("role") == "img"
    assert parsed(frame("t", "d", (9, 9), [leading], name="n")).get("role") == "group"
    assert linked("", still) == still


@pytest.mark.parametrize(("language", "first"), [("ko", "Noto Sans CJK KR"), ("zh", "Noto Sans CJK SC")])
def test_the_fonts_of_the_language_come_first_and_those_of_all_are_there(language: str, first: str) -> None:
    """A name in another script has a font, too."""
    fonts = (parsed(frame("t", "d", (9, 9), [], name="n", language=language)).get("font-family") or "").split(
        ", "
    )
    assert fonts[0] == first
    assert {"Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans"} <= set(fonts)
    assert fonts[-1] == "sans-serif"


def test_two_machines_draw_the_same_bytes() -> None:
    """That is, two processes that order sets differently."""
    script = """
from kg.charts.alluvial import Band, alluvial
from kg.charts.bars import Row, bars
from kg.charts.flowmap import Flow, Place, flow_map
places = {name: Place(name, 20 + 3 * number, 100 + 9 * number) for number, name in enumerate("abcde")}
flows = [Flow(one, other, 7, None, "7") for one in "abc" for other in "cde" if one != other]
print(flow_map(flows, places, [[(90, 10), (140, 10), (140, 50)]], title="t", unknown="?"))
bands = [Band(name, (name, None, "e"), 3, None, "3") for name in "abcd"]
print(alluvial(bands, ["1", "2", "3"], {name: name for name in "abcde"}, {}, title="t", unknown="?"))
print(bars([Row("a", (1, 2)), Row("b", (0, 5))], ("x", "y"), title="t"))
"""
    found = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert found[0].count(b"role=") == 3
