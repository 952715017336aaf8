"""Claims as lines of text: what is said, with its status, and below it every place where it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.show import Line

__all__ = ["block", "sentences"]


def sentences(lines: Iterable[Line], *, indent: int) -> list[str]:
    """Each claim as a sentence, a block each."""
    return [text for line in lines for text in block(line, f"{line.what} {line.text}", indent=indent)]


def block(line: Line, said: str, *, indent: int) -> list[str]:
    """What is `said`, with details and marks; and a line below for each place, and for each dispute."""
    margin = " " * indent
    rules = ", ".join(dict.fromkeys(dispute.rule for dispute in line.disputed))
    marks = ", ".join(filter(None, (line.status, rules and f"disputed: {rules}")))
    more = "; ".join(filter(None, (line.details, line.period)))
    text = " ".join((f"{said} ({more})" if more else said).split())
    return [
        margin + text + (f"  [{marks}]" if marks else ""),
        *(f"{margin}    {where.source} {where.locator}" for where in line.evidence),
        *(f"{margin}    disputed: {dispute.arithmetic}" for dispute in line.disputed),
    ]
