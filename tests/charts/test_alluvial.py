"""Alluvial diagrams, read by a parser of XML and measured: what is certain, open, and not told."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.charts.alluvial import LEAST, OPEN, TALL, Band, alluvial
from tests.charts.drawn import HOSTILE, SVG, Element, check, groups, paths, texts

COLUMNS = ("Home", "Study", "Return")
BLOCKS = {"east": "Eastmark", "west": "Westmark"}
BANDS = [
    Band("Leavers", ("east", "west", None), 500, None, "≥ 500", 0, "#leavers"),
    Band("Returnees", ("east", "west", "east"), 100, None, "≥ 100", 0),
    Band("A few", ("west", "east", "west"), 50, 80, "50–80", 1),
    Band("Ann", (None, "west", None), 1, 1, "1"),
]


def draw(bands: list[Band], **options: object) -> str:
    """The drawing as most tests want it."""
    counts = {(0, "east"): "≥ 600", (2, None): "≥ 501"}
    asked = {"title": "Ways", "unknown": "not told", **options}
    return alluvial(bands, COLUMNS, BLOCKS, counts, **asked)  # type: ignore[arg-type]


def ends(path: Element) -> list[float]:
    """Of a ribbon: its upper edges at the start and at the end, and its lower edges at the end and start."""
    found = re.fullmatch(r"M\S+ (\S+)C.* (\S+)V(\S+)C.* (\S+)Z", path.get("d", ""))
    assert found
    return [float(text) for text in found.groups()]


def firm(band: Element) -> list[Element]:
    """The ribbons of what is certain."""
    return [one for one in paths(band, "fill-") if one.get("opacity") != "0.1"]


def thick(band: Element) -> float:
    """How thick the certain part of a band is."""
    above, _, _, below = ends(firm(band)[0])
    return below - above


def hatched(band: Element) -> list[Element]:
    """The ribbons of what may come on top."""
    return [one for one in band.iter(f"{SVG}path") if (one.get("fill") or "").startswith("url(")]


def test_every_band_says_who_how_many_and_which_way() -> None:
    """In its title, for whoever points at it, or does not see it."""
    root = check(draw(BANDS), "alluvial")
    assert set(groups(root, "band")) == {
        "Leavers: ≥ 500: Eastmark → Westmark → not told",
        "Returnees: ≥ 100: Eastmark → Westmark → Eastmark",
        "A few: 50–80: Westmark → Eastmark → Westmark",
        "Ann: 1: not told → Westmark → not told",
    }
    assert [one.get("href") for one in root.iter(f"{SVG}a")] == ["#leavers"]


def test_a_band_is_as_thick_as_the_number_that_is_certain() -> None:
    """One scale for all; a single person is not too thin to be seen."""
    bands = {
        title.partition(":")[0]: one for title, one in groups(check(draw(BANDS), "alluvial"), "band").items()
    }
    assert thick(bands["Leavers"]) / thick(bands["Returnees"]) == pytest.approx(5, rel=0.01)
    assert thick(bands["Leavers"]) == pytest.approx(500 * TALL / 681, abs=0.2)
    assert thick(bands["Ann"]) == pytest.approx(LEAST, abs=0.2)


def test_what_may_come_on_top_is_hatched() -> None:
    """To scale where it has a limit, else a strip of one thickness; an exact number has none."""
    bands = {
        title.partition(":")[0]: one for title, one in groups(check(draw(BANDS), "alluvial"), "band").items()
    }
    assert hatched(bands["Ann"]) == []
    for name, extra in {"Leavers": OPEN, "Returnees": OPEN, "A few": 30 * TALL / 681}.items():
        for solid, open_ in zip(firm(bands[name]), hatched(bands[name]), strict=True):
            above, beyond, below, under = ends(open_)
            assert under - above == pytest.approx(extra, abs=0.25), name
            assert below - beyond == pytest.approx(extra, abs=0.25), name
            assert [above, beyond] == pytest.approx([ends(solid)[3], ends(solid)[2]], abs=0.01), name


def test_what_is_not_told_is_a_dashed_block_of_its_own() -> None:
    """And bands are paler on their way to and from it."""
    root = check(draw(BANDS), "alluvial")
    dashed = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "block-unknown"]
    assert len(dashed) == 2
    assert all(one.get("stroke-dasharray") for one in dashed)
    bands = groups(root, "band")
    first, last = firm(bands["Leavers: ≥ 500: Eastmark → Westmark → not told"])
    assert float(first.get("opacity", "")) > float(last.get("opacity", ""))


def test_blocks_carry_the_counts_that_they_are_given() -> None:
    """Limits of groups that may share people cannot be added, so nothing is."""
    said = texts(check(draw(BANDS), "alluvial"))
    assert said.count("≥ 600") == 1
    assert [text for text in said if "≥ 501" in text]
    assert not [text for text in said if "≥ 650" in text]
    assert {"Home", "Study", "Return"} <= set(said)


@st.composite
def some_bands(draw_: st.DrawFn) -> list[Band]:
    """Bands of every kind."""
    stops = st.tuples(*[st.sampled_from(["east", "west", None])] * 3)
    found = draw_(
        st.lists(st.tuples(stops, st.integers(0, 900), st.none() | st.integers(0, 900)), max_size=9)
    )
    return [
        Band(f"{number}", way, least, None if more is None else least + more, str(least))
        for number, (way, least, more) in enumerate(found)
    ]


@given(some_bands(), st.sampled_from([344, 1080]))
def test_bands_fill_their_blocks_and_do_not_overlap(bands: list[Band], wide: int) -> None:
    """In every column each block is as high as its bands together, which lie in it side by side."""
    root = check(draw(bands, wide=wide), "alluvial")
    blocks = [one for one in root.iter(f"{SVG}rect") if (one.get("class") or "").startswith("block")]
    spans = []
    for band in groups(root, "band").values():
        edges = hatched(band)
        for number, ribbon in enumerate(firm(band)):
            lower = ends(edges[number]) if edges else ends(ribbon)
            spans.append((2 * number, ends(ribbon)[0], lower[3]))
            spans.append((2 * number + 1, ends(ribbon)[1], lower[2]))
    for column in range(4):
        found = sorted((above, below) for place, above, below in spans if place == column)
        assert all(below <= above + 0.21 for (_, below), (above, _) in pairwise(found))
    edges_of = [(float(one.get("y", "")), float(one.get("height", ""))) for one in blocks]
    for _, above, below in spans:
        assert any(top - 0.21 <= above and below <= top + high + 0.21 for top, high in edges_of)
    assert all(float(one.get("x", "")) + 9 <= wide for one in blocks)
    if blocks:
        assert max(top + high for top, high in edges_of) <= float(root.get("height", ""))


def test_nobody_makes_an_empty_picture() -> None:
    """With its headings."""
    root = check(draw([]), "alluvial")
    assert texts(root) == list(COLUMNS)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_anyone_may_write_stays_text(text: str) -> None:
    """Names, headings, labels, counts and addresses."""
    band = Band(text, ("a", None), 3, None, text, leads=f"#{text}")
    check(alluvial([band], [text, text], {"a": text}, {(0, "a"): text}, title=text, unknown=text), "alluvial")


@pytest.mark.parametrize(
    "band",
    [
        Band("them", ("east", "west"), 1, 1, "1"),
        Band("them", ("east", "west", "north"), 1, 1, "1"),
        Band("them", ("east", "west", None), 2, 1, "?"),
        Band("them", ("east", "west", None), -1, 1, "?"),
    ],
)
def test_bands_that_cannot_be_are_refused(band: Band) -> None:
    """Rather than drawn wrongly."""
    with pytest.raises(ValueError, match="them"):
        draw([band])
