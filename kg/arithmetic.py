"""Arithmetic on printed numbers, and comparison of printed names: functions that any query may call.

A number that is printed with one decimal stands for all that are rounded to it: 59.4 may be anything
from 59.35 to 59.45. The functions have the prefix `function:`; `ontology/audits/README.md` lists them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from kg.vocabulary import PREFIXES, XSD

__all__ = ["AGGREGATES", "FUNCTIONS", "interval", "is_variant"]

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_PRINTED = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_VOWELS = re.compile("[aeiouy]")
_SMALL = frozenset(["a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to"])


class Accumulator(Protocol):
    """What the engine fills, row by row, for one group."""

    def accumulate(self, element: _Term, /) -> None: ...

    def finish(self) -> _Term: ...


def interval(printed: str, number: Decimal) -> tuple[Decimal, Decimal]:
    """The smallest and the largest number that would be printed so; words count as whole numbers.

    >>> interval("59.4%", Decimal("59.4"))
    (Decimal('59.35'), Decimal('59.45'))
    >>> interval("Sixty percent", Decimal(60))
    (Decimal('59.5'), Decimal('60.5'))
    """
    found = _PRINTED.search(printed)
    decimals = len(found[1] or "") if found else 0
    half = Decimal(5).scaleb(-decimals - 1)
    return number - half, number + half


def is_variant(one: str, other: str) -> bool:
    """Whether two names are the same but for the spelling of a word, or for a small word.

    Order, case, punctuation and the sign for *and* make no variant.

    >>> is_variant("Ann Kim-Hyeon", "Kim-Hyun Ann"), is_variant("House & Home", "home and house")
    (True, False)
    >>> is_variant("Institute of Fog", "Institute Fog"), is_variant("North Fog", "South Fog")
    (True, False)
    """
    left, right = sorted(_words(one)), sorted(_words(other))
    only, rest = _difference(left, right), _difference(right, left)
    if not only and not rest:
        return False
    if {*only, *rest} <= _SMALL:
        return True
    return len(only) == len(rest) == 1 and _is_misspelt(only[0], rest[0])


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return re.findall(r"\w+", plain)


def _difference(words: list[str], others: list[str]) -> list[str]:
    rest = list(others)
    return [word for word in words if word not in rest or rest.remove(word)]  # type: ignore[func-returns-value]


def _is_misspelt(one: str, other: str) -> bool:
    """Other vowels, or another letter; not a word merely put into the plural or made an adjective."""
    from rapidfuzz.distance import Levenshtein

    if min(len(one), len(other)) < 4 or one.startswith(other) or other.startswith(one):
        return False
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    return _VOWELS.sub("", one) == _VOWELS.sub("", other) or Levenshtein.distance(one, other) == 1


def _decimal(term: _Term) -> Decimal | None:
    try:
        return Decimal(getattr(term, "value", ""))
    except InvalidOperation:
        return None


def _literal(number: Decimal) -> ox.Literal:
    return ox.Literal(f"{number:f}", datatype=ox.NamedNode(XSD.decimal))


def _end(which: int) -> Callable[..., _Term | None]:
    def end(printed: _Term, number: _Term) -> _Term | None:
        value = _decimal(number)
        text = getattr(printed, "value", "")
        return None if value is None else _literal(interval(text, value)[which])

    return end


def _exact_end(which: int) -> Callable[..., _Term | None]:
    def end(printed: _Term, number: _Term) -> _Term | None:
        value = _decimal(number)
        text = getattr(printed, "value", "")
        if value is None:
            return None
        counted = value == value.to_integral_value() and not re.search(r"\.\d|%|per ?cent", text)
        return _literal(value if counted else interval(text, value)[which])

    return end


def _shown(number: _Term, decimals: _Term | None = None) -> _Term | None:
    """A number as people write it: thousands apart, and no more decimals than asked for."""
    value, places = _decimal(number), _decimal(decimals) if decimals else None
    if value is None:
        return None
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    elif value == value.to_integral_value():
        value = value.to_integral_value()
    else:
        value = value.normalize()
    return ox.Literal(f"{value:,f}")


def _variant(one: _Term, other: _Term) -> _Term | None:
    answer = is_variant(getattr(one, "value", ""), getattr(other, "value", ""))
    return ox.Literal(answer)


def _misprint(one: _Term, other: _Term) -> _Term | None:
    """Whether two numbers of as many digits, three or more, differ in just one of them."""
    left, right = (re.findall(r"\d", getattr(term, "value", "")) for term in (one, other))
    apart = sum(a != b for a, b in zip(left, right, strict=False))
    return ox.Literal(len(left) == len(right) > 2 and apart == 1)


def _natural(text: str) -> list[tuple[int, str]]:
    """A key that puts row 9 before row 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", text)]


def _first(text: str) -> Decimal:
    """The number that a text begins with, or nought."""
    found = re.match(r"[\d,]*\.?\d+", text)
    return Decimal(found[0].replace(",", "")) if found else Decimal(0)


class _Joined:
    """Texts that each begin with a key and a space, without it: by key, then the largest number first."""

    def __init__(self, separator: str) -> None:
        self._separator = separator
        self._parts: set[tuple[str, str]] = set()

    def accumulate(self, element: _Term) -> None:
        key, _, text = str(getattr(element, "value", "")).partition(" ")
        if text:
            self._parts.add((key, text))

    def finish(self) -> _Term:
        ordered = sorted(self._parts, key=lambda part: (_natural(part[0]), -_first(part[1]), part[1]))
        return ox.Literal(self._separator.join(text for _, text in ordered))


class _Bases:
    """Texts of three numbers, low, high and most: the largest base that gives every share, up to most."""

    def __init__(self) -> None:
        self._shares: list[tuple[Decimal, Decimal]] = []
        self._most = 0

    def accumulate(self, element: _Term) -> None:
        low, high, most = (Decimal(part) for part in str(getattr(element, "value", "")).split())
        self._shares.append((low, high))
        self._most = int(most)

    def finish(self) -> _Term:
        for base in range(self._most, 1, -1):
            if all(_counts(low, high, base) for low, high in self._shares):
                return ox.Literal(str(base))
        return ox.Literal("none")


def _counts(low: Decimal, high: Decimal, base: int) -> bool:
    """Whether some whole number of `base` lies in the interval, in per cent."""
    return math.ceil(low * base / 100) * 100 <= high * base


def _named(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["function"] + name)


#: What may stand in any expression.
FUNCTIONS: Mapping[ox.NamedNode, Callable[..., _Term | None]] = {
    _named("low"): _end(0),
    _named("high"): _end(1),
    _named("least"): _exact_end(0),
    _named("most"): _exact_end(1),
    _named("shown"): _shown,
    _named("misprint"): _misprint,
    _named("variant"): _variant,
}
#: What may stand over a group, as SUM does.
AGGREGATES: Mapping[ox.NamedNode, Callable[[], Accumulator]] = {
    _named("iris"): lambda: _Joined(" "),
    _named("plus"): lambda: _Joined(" + "),
    _named("list"): lambda: _Joined(", "),
    _named("lines"): lambda: _Joined("; "),
    _named("base"): _Bases,
}
