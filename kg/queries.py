"""Named queries: `.rq` files whose header says which question they answer, and with what parameters.

The same header serves questions, rules, networks and audits::

    #+ question: Which proposals are modelled on what?
    #+ since: 0.1.0
    #+ param: actor thing wuxi-pharmatech whose relations are asked for
    #+ weight: what the edges of a network or level weigh, and by which rule
    #+ featured: 1, for the first of the questions that the start page of an atlas answers
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ProjectError, UsageError
from kg.findings import nearest

__all__ = ["NamedQuery", "Parameter", "get", "read"]

_LINE = re.compile(r"#\+ (\w+): (.+)")
_NEEDED = {"question", "since"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the variable it stands for, its type, its default, and what it means."""

    name: str
    type: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One `.rq` file: its name is the question in short, its header the question in full."""

    name: str
    question: str
    since: str
    parameters: tuple[Parameter, ...]
    text: str
    path: Path
    weight: str = ""
    featured: str = ""

    def bind(self, given: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """The (type, text) of every parameter, `given` before default; `UsageError` for unknown ones."""
        names = [parameter.name for parameter in self.parameters]
        for name in given.keys() - set(names):
            known = f"; it has {', '.join(names)}" if names else "; it has none"
            raise UsageError(f"query '{self.name}' has no parameter '{name}'{known}")
        return {
            parameter.name: (parameter.type, given.get(parameter.name, parameter.default))
            for parameter in self.parameters
        }


def parse(path: Path) -> NamedQuery:
    """Read one file; a header line that is not understood is a `ProjectError`."""
    text = path.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            break
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in {*_NEEDED, "featured", "param", "weight"}:
            raise ProjectError(f"{path}:{number}: header line not understood")
        if match[1] == "param":
            parts = match[2].split(maxsplit=3)
            if len(parts) != 4:
                raise ProjectError(f"{path}:{number}: a param has name, type, default and meaning")
            parameters.append(Parameter(*parts))
        else:
            header[match[1]] = match[2]
    if not header.keys() >= _NEEDED:
        raise ProjectError(f"{path}:1: the header needs '#+ question:' and '#+ since:'")
    return NamedQuery(path.stem, parameters=tuple(parameters), text=text, path=path, **header)


def read(paths: list[Path]) -> dict[str, NamedQuery]:
    """Every named query of a folder, by name."""
    return {query.name: query for query in map(parse, paths)}


def get(known: Mapping[str, NamedQuery], name: str, kind: str = "query") -> NamedQuery:
    """The named query, or `UsageError` with the nearest name."""
    if name not in known:
        hint = nearest(name, known) or f"; there are {', '.join(known)}" * (len(known) <= 10)
        raise UsageError(f"no {kind} '{name}'{hint}")
    return known[name]
