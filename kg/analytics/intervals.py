"""Whole numbers that are only known within limits: "more than 500", "dozens", "some".

A number that a source leaves open stays open through every sum: adding at least 24 and exactly 1 makes at
least 25, never 25. This is interval arithmetic (R. E. Moore, Interval Analysis, 1966) on integers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

__all__ = ["NOTHING", "Interval", "Rate", "share", "total"]

Number: TypeAlias = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All whole numbers from `low` to `high`, both included; None where nothing limits that side.

    Raises `ValueError` when there is no such number.

    >>> Interval(24) + Interval(1, 1)
    Interval(low=25, high=None)
    >>> " ".join(map(str, [Interval(2, 2), Interval(24), Interval(None, 5), Interval(3, 4), Interval(None)]))
    '2 ≥ 24 ≤ 5 3–4 ?'
    """

    low: int | None
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"no whole number is at least {self.low} and at most {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Interval:
        """One number that is known."""
        return cls(number, number)

    @classmethod
    def stated(cls, amount: Number, facet: str = "") -> Interval:
        """The whole numbers that a stated amount allows.

        `facet` is one of the four facets of XML Schema that limit a number (minInclusive, minExclusive,
        maxInclusive, maxExclusive), or empty where the amount is meant as it stands. Raises `ValueError`
        for another facet, and for an amount that is meant as it stands but is not whole.

        >>> Interval.stated(500, "minExclusive"), Interval.stated(3230)
        (Interval(low=501, high=None), Interval(low=3230, high=3230))
        """
        if facet == "minInclusive":
            return cls(math.ceil(amount))
        if facet == "minExclusive":
            return cls(math.floor(amount) + 1)
        if facet == "maxInclusive":
            return cls(None, math.floor(amount))
        if facet == "maxExclusive":
            return cls(None, math.ceil(amount) - 1)
        if facet:
            raise ValueError(f"unknown facet '{facet}'")
        return cls(math.ceil(amount), math.floor(amount))

    @property
    def exact(self) -> bool:
        """Whether only one number is left."""
        return self.low is not None and self.low == self.high

    def __contains__(self, number: int) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(_times(self.high, -1), _times(self.low, -1))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, times: int) -> Interval:
        if times < 0:
            return -self * -times
        return Interval(_times(self.low, times), _times(self.high, times)) if times else NOTHING

    def meet(self, other: Interval) -> Interval | None:
        """What both allow, or None where they contradict each other.

        >>> Interval(2).meet(Interval(None, 5)), Interval(2).meet(Interval.exactly(1))
        (Interval(low=2, high=5), None)
        """
        low = max((end for end in (self.low, other.low) if end is not None), default=None)
        high = min((end for end in (self.high, other.high) if end is not None), default=None)
        return None if low is not None and high is not None and low > high else Interval(low, high)

    def span(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def __str__(self) -> str:
        if self.low is None:
            return "?" if self.high is None else f"≤ {self.high:,}"
        if self.high is None:
            return f"≥ {self.low:,}"
        return (
            f"{self.low:,}" if self.exact else f"{self.low:,}{'–' if self.low >= 0 else ' to '}{self.high:,}"
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a whole, both known within limits: all ratios from `low` to `high`.

    >>> str(share(Interval(1, 1), Interval(1, 3)))
    '25%–50%'
    """

    numerator: Interval
    denominator: Interval
    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        """Whether only one ratio is left."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.exact:
            return _percent(round(self.low * 1000))
        return f"{_percent(math.floor(self.low * 1000))}–{_percent(math.ceil(self.high * 1000))}"


def share(part: Interval, rest: Interval) -> Rate | None:
    """`part` of `part` and `rest` together, which have nobody in common; None where there is nobody.

    An end that nothing limits counts as its limit: of at least 24 and an unknown rest, it may be all.
    Raises `ValueError` for limits below nought.
    """
    low, least = part.low, rest.low
    if low is None or least is None or low < 0 or least < 0:
        raise ValueError("a share is one of counts, which are not below nought")
    whole = part + rest
    if whole.high == 0:
        return None
    lowest = highest = Fraction(part.high != 0)  # where one of the two is nobody for certain
    if rest.high != 0 and part.high != 0:
        lowest = Fraction(low, low + rest.high) if rest.high is not None else Fraction(0)
        highest = Fraction(part.high, part.high + least) if part.high is not None else Fraction(1)
    return Rate(part, whole, lowest, highest)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum; of nothing, nought.

    >>> total([Interval.exactly(1), Interval(24)]), total([])
    (Interval(low=25, high=None), Interval(low=0, high=0))
    """
    result = NOTHING
    for part in parts:
        result += part
    return result


def _percent(thousandths: int) -> str:
    return f"{thousandths / 10:g}%"


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _times(one: int | None, times: int) -> int | None:
    return None if one is None else one * times


#: Nobody.
NOTHING = Interval(0, 0)
