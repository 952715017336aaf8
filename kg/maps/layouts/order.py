"""In which order keys stand, and which two of them are the sides of a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["rank", "two_sides"]


def rank(keys: Sequence[str], first: Sequence[str] = ()) -> list[str]:
    """Orders keys: those of `first`, then the others by how often they occur, then by name; no empty key.

    >>> rank(["b", "c", "c", "a", ""], first=["a", "z"])
    ['a', 'c', 'b']
    """
    counts = Counter(key for key in keys if key)
    others = sorted((key for key in counts if key not in first), key=lambda key: (-counts[key], key))
    return [key for key in first if key in counts] + others


def two_sides(keys: Sequence[str], wanted: Sequence[str] = ()) -> list[str]:
    """The left and the right side: those wanted, as far as they occur, else the keys that occur most often.

    >>> two_sides(["CN", "US", "US"], ["KR", "CN"]), two_sides(["US", "US", "DE"], ["KR", "CN"])
    (['US', 'CN'], ['US', 'DE'])
    >>> two_sides(["US"])
    ['US']
    """
    others = iter(rank([key for key in keys if key not in wanted]))
    places = [key if key in keys else next(others, "") for key in (*wanted, "", "")[:2]]
    return [key for key in places if key]
