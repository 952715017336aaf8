"""The parts of the layouts: pairs that are near, boxes pushed apart, far crowds that push as one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.maps.layouts import positions, rank
from kg.maps.layouts.boxes import Array, near, separate, sizes
from kg.maps.layouts.force import anchors
from kg.maps.layouts.forces import EXACT, _all, _Grid
from tests.maps.networks import made


def points(*, at_most: int) -> st.SearchStrategy[Array]:
    """Some points, often on one another."""
    number = st.integers(-300, 300)
    return st.lists(st.tuples(number, number), min_size=1, max_size=at_most).map(
        lambda rows: np.array(rows, dtype=np.float32)
    )


@given(points(at_most=40), st.integers(1, 90), st.integers(1, 90))
def test_near_finds_every_pair_that_is_near_and_none_twice(where: Array, wide: int, high: int) -> None:
    """As trying all pairs does; some that are a little farther come with them."""
    one, other = near(where, np.array([wide, high], dtype=np.float32))
    found = list(zip(one.tolist(), other.tolist(), strict=True))
    assert len(set(found)) == len(found)
    assert all(a < b for a, b in found)
    reach = np.array([wide, high])
    gaps = {(a, b): np.abs(where[a] - where[b]) for a, b in combinations(range(len(where)), 2)}
    assert {pair for pair, gap in gaps.items() if (gap < reach).all()} <= set(found)
    assert all((gaps[pair] < 2 * reach + 1e-3).all() for pair in found)


@given(points(at_most=40), st.booleans())
def test_boxes_that_are_pushed_apart_do_not_overlap(where: Array, stretch: bool) -> None:
    """Also when all stood on one point; boxes that did not overlap stay where they were."""
    boxes = sizes([f"label {'x' * (number % 30)}" for number in range(len(where))])
    found = separate(where, boxes, stretch=stretch)
    for a, b in combinations(range(len(where)), 2):
        assert (np.abs(found[a] - found[b]) >= boxes[a] + boxes[b] - 0.01).any()
    assert (separate(found, boxes) == found).all()


def test_a_label_is_as_large_as_its_letters() -> None:
    """Korean and Chinese ones are twice as wide; long ones take a second line."""
    short, wide, two, no_more = sizes(["ab", "한국", "x" * 30, "x" * 300])
    assert short[0] < wide[0] < two[0] == no_more[0]
    assert short[1] == wide[1] < two[1] == no_more[1]


@pytest.mark.parametrize("count", [700, 3000])
def test_far_crowds_push_nearly_as_all_their_members_do(count: int) -> None:
    """To a tenth of the usual force, whatever the masses; so a large map looks like a small one."""
    chance = np.random.default_rng(7)
    where = (chance.random((count, 2)) * 4000).astype(np.float32)
    where[: count // 2] = where[: count // 2] / 4 + 500  # half of them in one place
    mass = (1 + chance.random(count) * 9).astype(np.float32)
    exact, together = _all(where, mass), _Grid(where, mass).repulsion(where)
    usual = np.sqrt((exact * exact).sum(1).mean())
    assert np.sqrt(((exact - together) ** 2).sum(1).mean()) < 0.1 * usual


def test_linked_actors_stand_near_each_other() -> None:
    """In the mean, nearer by far than others do; in networks on both sides of the limit."""
    for count in (EXACT - 400, EXACT + 100):
        network = made(count, count)
        where = positions(network)
        ties = [np.subtract(where[a], where[b]) for a, b in network.edges() if a != b]
        others = [np.subtract(where[f"n{i}"], where[f"n{(i * 7 + 3) % count}"]) for i in range(count)]
        assert np.hypot(*np.transpose(ties)).mean() < 0.6 * np.hypot(*np.transpose(others)).mean()


def test_countries_have_their_places() -> None:
    """Two sides, and the others above and below the middle; by themselves, the two with most actors."""
    assert anchors(["KR", "CN", "KR", "US"], sides=("KR", "CN")) == {
        "KR": (-1, 0),
        "CN": (1, 0),
        "US": (0, -0.95),
    }
    assert anchors(["a", "b", "b", "c", "c", "c"])["c"] == (-1.0, 0.0)
    assert anchors(["US", "CN", "DE", "US"], sides=("KR", "CN"))["US"] == (-1.0, 0.0)
    assert len(set(anchors([str(n) for n in range(10)]).values())) == 10


def test_keys_are_ranked() -> None:
    """Those that are named first, then by how often they occur; a key that is empty is none."""
    assert rank(["b", "c", "c", "a", ""], first=["a", "z"]) == ["a", "c", "b"]
