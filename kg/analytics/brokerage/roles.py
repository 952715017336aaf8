"""The roles of brokerage, and how often each node plays each: counting without listing.

Two-paths through a node are counted from how many arcs reach it from, and leave it to, which group. The
closed ones, which nobody brokers, are counted one by one and taken off.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.analytics.brokerage.arcs import Arcs, Closed, Floats, Integers

__all__ = ["COLUMNS", "ROLES", "TOTAL", "WEIGHTS", "role_of", "rounding", "tally"]

Counts: TypeAlias = NDArray[Any]

#: The five roles of Gould and Fernandez; of a triad a → v → b with the groups of a, v and b: AAA, ABA, ABB,
#: AAB, ABC. In R's sna they are w_I, w_O, b_OI, b_IO and b_O.
ROLES: tuple[str, ...] = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
#: Their sum; in sna: t.
TOTAL = "total"
#: The columns of every table.
COLUMNS: tuple[str, ...] = (*ROLES, TOTAL)

#: The role by what is alike: 1 if a and v are of one group, plus 2 if v and b are, plus 4 if a and b are.
#: Two of the three without the third cannot be.
_BY_LIKENESS = np.array([4, 3, 2, 0, 1, 0, 0, 0], dtype=np.int8)
#: As long as nodes times groups stay below this, a table of both is faster than sorting.
_TABLE = 1 << 22


class _Rule(NamedTuple):
    """How much a triad counts: that of two weights, and the sum of all between two lists that share a key."""

    value: Callable[[Floats, Floats], Floats]
    sums: Callable[[Integers, Floats, Integers, Floats, int], Floats]


def role_of(source: Hashable, broker: Hashable, target: Hashable) -> str:
    """The role of a broker, from the groups of the three.

    >>> role_of("red", "red", "blue")
    'representative'
    """
    likeness = (source == broker) + 2 * (broker == target) + 4 * (source == target)
    return ROLES[int(_BY_LIKENESS[likeness])]


def tally(arcs: Arcs, codes: Integers, closed: Iterable[Closed], weights: str = "none") -> Counts:
    """How often each node brokers in each role: nodes × 6; integers, unless weights count.

    `codes` are the groups of the nodes, which need not be those that the arcs were read with.
    """
    rule, weight = _RULES[weights], _weight(arcs, weights)
    size, roles = len(arcs.nodes), len(ROLES)
    alike = codes[arcs.source] == codes[arcs.target]
    result = _two_paths(arcs, codes, alike, weight, rule)
    # The arc -1 stands for no arc, from somebody to themselves: of one group.
    likeness = np.append(alike, True).astype(np.int8)
    for first, second, closing in closed:
        role = _BY_LIKENESS[likeness[first] + 2 * likeness[second] + 4 * likeness[closing]]
        cell = arcs.target[first] * roles + role
        result -= _totals(cell, rule.value(weight[first], weight[second]), size * roles).reshape(-1, roles)
    result[np.abs(result) <= rounding(arcs, weights)] = 0
    table = np.column_stack((result, result.sum(axis=1)))
    return table.astype(np.int64) if weights == "none" else table


def rounding(arcs: Arcs, weights: str) -> Floats:
    """How far sums of decimal weights may be from the truth: nodes × 1; those of whole numbers are exact."""
    size, weight = len(arcs.nodes), _weight(arcs, weights)
    if (weight == np.floor(weight)).all():
        return np.zeros((size, 1))
    return 1e-12 * _RULES[weights].sums(arcs.target, weight, arcs.source, weight, size).reshape(size, 1)


def _weight(arcs: Arcs, weights: str) -> Floats:
    return np.ones(len(arcs.weight)) if weights == "none" else arcs.weight


def _two_paths(arcs: Arcs, codes: Integers, alike: NDArray[np.bool_], weight: Floats, rule: _Rule) -> Floats:
    """All two-paths, closed ones too, by the node in the middle and its role: nodes × 5."""
    size, apart = len(arcs.nodes), ~alike

    def through(entering: NDArray[np.bool_], leaving: NDArray[np.bool_]) -> Floats:
        """Between arcs that enter and arcs that leave the same node."""
        keys = arcs.target[entering], arcs.source[leaving]
        return rule.sums(keys[0], weight[entering], keys[1], weight[leaving], size)

    itinerant = _to_the_same_group(arcs, codes, apart, weight, rule)
    liaison = through(apart, apart) - itinerant
    return np.column_stack(
        (through(alike, alike), itinerant, through(apart, alike), through(alike, apart), liaison)
    )


def _to_the_same_group(
    arcs: Arcs, codes: Integers, apart: NDArray[np.bool_], weight: Floats, rule: _Rule
) -> Floats:
    """Two-paths through each node that come from and lead to one group that is not its own."""
    size, groups = len(arcs.nodes), len(arcs.groups)
    source, target, weight = arcs.source[apart], arcs.target[apart], weight[apart]
    entering, leaving = target * groups + codes[source], source * groups + codes[target]
    if size * groups <= _TABLE:
        table = rule.sums(entering, weight, leaving, weight, size * groups).reshape(size, groups)
        return np.asarray(table.sum(axis=1), dtype=np.float64)
    keys, places = np.unique(np.concatenate((entering, leaving)), return_inverse=True)
    entering, leaving = np.split(places, 2)
    sums = rule.sums(entering, weight, leaving, weight, len(keys))
    return _totals(keys // groups, sums, size)


def _sums_of_products(
    in_key: Integers, in_weight: Floats, out_key: Integers, out_weight: Floats, size: int
) -> Floats:
    """For each key the sum of x · y over all pairs of an entering x and a leaving y."""
    return _totals(in_key, in_weight, size) * _totals(out_key, out_weight, size)


def _sums_of_minima(
    in_key: Integers, in_weight: Floats, out_key: Integers, out_weight: Floats, size: int
) -> Floats:
    """For each key the sum of min(x, y) over all pairs of an entering x and a leaving y.

    In the order of weights each y adds the sum of all x before it, and itself for each x after it.
    """
    key, weight = np.concatenate((in_key, out_key)), np.concatenate((in_weight, out_weight))
    is_in = np.arange(len(key)) < len(in_key)
    order = np.lexsort((weight, key))
    key, weight, is_in = key[order], weight[order], is_in[order]
    before, smaller = _running(key, is_in.astype(np.float64), size), _running(key, weight * is_in, size)
    after = np.bincount(in_key, minlength=size)[key] - before
    return _totals(key[~is_in], (smaller + weight * after)[~is_in], size)


def _totals(key: Integers, value: Floats, size: int) -> Floats:
    """The sum of the values of each key."""
    return np.bincount(key, value, size).astype(np.float64, copy=False)


def _running(key: Integers, value: Floats, size: int) -> Floats:
    """The running sum of values within each key; keys are sorted.

    It is the difference of two sums over all keys, which would lose the digits of a light key after a heavy
    one. So values are split at a power of two: multiples of it are summed exactly, the rest is small.
    """
    grain = 2.0 ** np.floor(np.log2(max(value.sum(), 1e-300)) - 50)
    coarse = np.floor(value / grain) * grain
    first = np.searchsorted(key, np.arange(size))
    result = np.zeros(len(value))
    for part in (coarse, value - coarse):
        sums = np.concatenate(([0.0], np.cumsum(part)))
        result += sums[1:] - sums[first][key]
    return result


_RULES: dict[str, _Rule] = {
    "none": _Rule(np.multiply, _sums_of_products),
    "min": _Rule(np.minimum, _sums_of_minima),
    "product": _Rule(np.multiply, _sums_of_products),
}
#: What a triad may count: one; the smaller of its two weights; their product.
WEIGHTS: tuple[str, ...] = tuple(_RULES)
