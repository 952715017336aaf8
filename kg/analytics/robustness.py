"""How far a rank depends on what went in: the ranks of a node over several rankings, ties included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Ranking", "Span", "spans"]

#: (rank, node, score) of every node, in order of rank; tied nodes share the smallest rank.
Ranking = Sequence[tuple[int, Hashable, float]]


@dataclass(frozen=True, slots=True)
class Span:
    """The best and the worst rank of a node, and in how many of the rankings it was there at all.

    `str` writes it for a table: `1–3`, or `2` where nothing moved it; with `(2/3)` behind it where the
    node was missing from some rankings.

    >>> str(Span(1, 3, 4, 4)), str(Span(2, 2, 2, 3))
    ('1–3', '2 (2/3)')
    """

    best: int
    worst: int
    present: int
    of: int

    def __str__(self) -> str:
        ranks = str(self.best) if self.best == self.worst else f"{self.best}–{self.worst}"
        return ranks if self.present == self.of else f"{ranks} ({self.present}/{self.of})"


def spans(rankings: Iterable[Ranking]) -> dict[Hashable, Span]:
    """The span of every node's ranks over `rankings`.

    A node that shares rank 3 with two others could be third, fourth or fifth, and its span says so: a
    tie is a thing that the data do not decide. The number of rankings is the same for all nodes.

    >>> first = [(1, "ann", 0.9), (2, "bob", 0.4), (2, "cyn", 0.4)]
    >>> second = [(1, "bob", 0.8), (2, "ann", 0.5)]
    >>> {node: str(span) for node, span in spans([first, second]).items()}
    {'ann': '1–2', 'bob': '1–3', 'cyn': '2–3 (1/2)'}
    """
    found: dict[Hashable, list[tuple[int, int]]] = {}
    number = 0
    for ranking in rankings:
        number += 1
        tied = Counter(rank for rank, _, _ in ranking)
        for rank, node, _ in ranking:
            found.setdefault(node, []).append((rank, rank + tied[rank] - 1))
    return {
        node: Span(min(first for first, _ in ranks), max(last for _, last in ranks), len(ranks), number)
        for node, ranks in found.items()
    }
