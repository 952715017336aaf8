"""What stops the program: one tree of exceptions, caught once, at the edge.

::

    KGError                exit 1
    ├── FindingsError      exit 1   the tables or the graph are wrong; carries every finding
    ├── UsageError         exit 2   no such name, layer, status, question, parameter or format
    ├── ProjectError       exit 3   no ontology/ and data/ here, or a file of theirs cannot be read
    └── QueryError         exit 4   a query that does not parse, is refused, or runs out of time
        └── StoreError     exit 4   the built graph is missing or cannot be written or read

What is wrong with *data* is a value, not an exception: see `kg.findings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.findings import Finding

__all__ = [
    "FindingsError",
    "KGError",
    "ProjectError",
    "QueryError",
    "StoreError",
    "UsageError",
]


class KGError(Exception):
    """Anything that `kg` stops for; the command line prints it as one line."""

    exit_code = 1


class FindingsError(KGError):
    """The tables have errors, so nothing was written; `findings` holds all of them."""

    exit_code = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        many = "finding" if len(self.findings) == 1 else "findings"
        super().__init__(f"{len(self.findings)} {many}; nothing was written")


class UsageError(KGError):
    """The user named something that does not exist; the message says what does."""

    exit_code = 2


class ProjectError(KGError):
    """There is no project here, or one of its files cannot be read."""

    exit_code = 3


class QueryError(KGError):
    """A query that does not parse, asks for what is closed, or takes too long."""

    exit_code = 4


class StoreError(QueryError):
    """The built graph is missing, or the disk refused."""

    exit_code = 4
