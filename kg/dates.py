"""Dates as printed: a year, a month or a day, and the two exact days that bound it.

A printed date keeps its precision (`xsd:gYear`, `xsd:gYearMonth`, `xsd:date`), because 1992 is
not 1 January 1992. Filters need exact days, so each date also has a first and a last one.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

__all__ = ["PartialDate"]

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of the Gregorian calendar, known to the year, the month or the day.

    >>> year = PartialDate.from_text("1992")
    >>> year.datatype, str(year.earliest), str(year.latest)
    ('gYear', '1992-01-01', '1992-12-31')
    >>> str(PartialDate.from_text("2012-02").latest)
    '2012-02-29'
    >>> PartialDate.from_text("2011-02-30")
    Traceback (most recent call last):
    ...
    ValueError: no such date '2011-02-30'
    """

    text: str
    earliest: date
    latest: date

    @classmethod
    def from_text(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else raises ValueError."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a date; write 1992, 1992-08 or 1992-08-24")
        year, month, day = match.groups()
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            raise ValueError(f"no such date '{text}'") from error
        if day:
            return cls(text, first, first)
        last_month = first.month if month else 12
        last_day = calendar.monthrange(first.year, last_month)[1]
        return cls(text, first, date(first.year, last_month, last_day))

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema datatype that fits the precision."""
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.text)]

    def __str__(self) -> str:
        return self.text
