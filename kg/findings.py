"""What is wrong, as values: one finding, one place, one line that an editor can jump to."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

__all__ = ["Finding", "Place", "Severity", "nearest", "worst"]


class Severity(enum.IntEnum):
    """How bad a finding is, comparable so that `--fail-on` can ask for a threshold.

    >>> Severity.WARNING < Severity.ERROR
    True
    """

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, its line counted from 1 (0 for the whole file), a column by name."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
        if self.column:
            parts.append(f" {self.column}")
        return ":".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that one rule found.

    >>> print(Finding(Place("data/claims/talent.csv", 57, "status"), "unknown status 'plan'", "reference"))
    data/claims/talent.csv:57: status: unknown status 'plan' [reference]
    """

    place: Place
    message: str
    rule: str = field(default="table", compare=True)
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        grade = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        return _one_line(f"{self.place}: {grade}{self.message} [{self.rule}]")

    def as_dict(self) -> dict[str, str | int]:
        """The finding as plain values, for `--format json`."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
        }


def _one_line(text: str) -> str:
    """The text with what would end the line, or steer a terminal, written as an escape."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text
    )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among `findings`; None when there are none.

    >>> worst([]) is None
    True
    """
    return max((finding.severity for finding in findings), default=None)


def nearest(word: str, known: Iterable[str]) -> str:
    """The hint for a misspelt word: the nearest known one, or nothing at all.

    >>> nearest("plan", ["planned", "proposed"])
    "; did you mean 'planned'?"
    >>> nearest("zzz", ["planned", "proposed"])
    ''
    """
    matches = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean '{matches[0]}'?" if matches else ""
