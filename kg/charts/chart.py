"""What a chart shows, as frozen values: its texts, and one mark for each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Chart", "Mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One number: where it stands in the chart, what is written beside it, and who says so.

    `places` are labels by role: a bar and a dot stand at a `label`, a point of a line at `x` in a
    `series`, a cell of a heat map in a `row` and a `column`; any of them may be in a `panel`.
    `number` is None where no number is printed. A `plain` mark, such as a total, has no colour.
    """

    places: Mapping[str, str]
    number: float | None
    text: str
    unit: str
    where: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one of `KINDS`; its marks are drawn in their order.

    `headings` are the labels of the roles and of `number`, `unit` and `where`. `source` and `notes`
    are drawn below and above, so that the picture can be passed on without its page.
    """

    kind: str
    title: str
    language: str
    source: str
    notes: tuple[str, ...]
    headings: Mapping[str, str]
    marks: tuple[Mark, ...]

    def values(self, role: str) -> list[str]:
        """The labels of one role, each once, in the order of the marks."""
        return list(dict.fromkeys(mark.places[role] for mark in self.marks if role in mark.places))
