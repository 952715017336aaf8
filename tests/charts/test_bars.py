"""Bars of parts, read by a parser of XML and measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.charts.bars import Row, bars
from tests.charts.drawn import HOSTILE, SVG, Element, check, texts

SORTS = ("goes", "comes", "stays")
ROWS = [Row("Ann", (90, 10, 0), "#ann"), Row("Bob", (0, 0, 5)), Row("Nobody", (0, 0, 0))]


def rects(root: Element, kind: str) -> list[Element]:
    """The rectangles of a class."""
    return [one for one in root.iter(f"{SVG}rect") if one.get("class") == kind]


def test_the_first_bar_is_as_long_as_the_number() -> None:
    """Of nobody, a line."""
    root = check(bars(ROWS, SORTS, title="Ways"), "bars")
    long = [float(one.get("width", "")) for one in rects(root, "length")]
    assert long[0] / long[1] == pytest.approx(20, rel=0.02)
    assert long[2] == 1


def test_the_second_bar_is_divided_among_the_sorts() -> None:
    """Each part in its place, one after the other, and all of them as long as the bar."""
    root = check(bars(ROWS, SORTS, title="Ways"), "bars")
    titles = [one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}g")]
    assert titles == ["Ann: goes 90", "Ann: comes 10", "Bob: stays 5"]
    parts = [one.find(f"{SVG}rect") for one in root.iter(f"{SVG}g")]
    left, wide = ([float(one.get(key, "")) for one in parts if one is not None] for key in ("x", "width"))
    assert (wide[0] + 1) / (wide[1] + 1) == pytest.approx(9, rel=0.01)
    assert left[1] == pytest.approx(left[0] + wide[0] + 1, abs=0.2)
    assert wide[2] + 1 == pytest.approx(wide[0] + wide[1] + 2, abs=0.3)


def test_every_name_total_and_sort_in_use_is_written() -> None:
    """And every number of a part that is long enough for it."""
    said = texts(check(bars(ROWS, SORTS, title="Ways"), "bars"))
    assert {"Ann", "Bob", "Nobody", "100", "5", "0", "90", "10", *SORTS} <= set(said)
    assert "comes" not in texts(check(bars(ROWS[1:], SORTS, title="Ways"), "bars"))


def test_a_name_leads_where_the_row_leads() -> None:
    """The others lead nowhere."""
    root = check(bars(ROWS, SORTS, title="Ways"), "bars")
    assert [one.get("href") for one in root.iter(f"{SVG}a")] == ["#ann"]


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=40), st.integers(0, 9999), st.integers(0, 9999)), max_size=8
    ),
    st.sampled_from([320, 500, 1080]),
)
def test_nothing_leaves_the_picture(found: list[tuple[str, int, int]], wide: int) -> None:
    """Whatever it is called, however many there are, and however narrow it is."""
    rows = [Row(name, (one, other)) for name, one, other in found]
    root = check(bars(rows, ("a", "b"), title="t", wide=wide), "bars")
    high = float(root.get("height", ""))
    for one in root.iter(f"{SVG}rect"):
        x, y, long = (float(one.get(key, "")) for key in ("x", "y", "width"))
        assert -0.1 <= x <= x + long <= wide + 0.2
        assert 0 <= y < high


@pytest.mark.parametrize("text", HOSTILE)
def test_what_anyone_may_write_stays_text(text: str) -> None:
    """Names, sorts and titles."""
    check(bars([Row(text, (1,), "#a")], [text], title=text, description=text), "bars")


@pytest.mark.parametrize("counts", [(1, 2), (1, 2, 3, 4), (1, -1, 0)])
def test_rows_that_do_not_fit_the_sorts_are_refused(counts: tuple[int, ...]) -> None:
    """Rather than drawn wrongly."""
    with pytest.raises(ValueError, match="Ann"):
        bars([Row("Ann", counts)], SORTS, title="Ways")
