"""A named question as a chart: labels resolved, units and sources read off what is actually drawn.

A chart is declared in `ontology/charts/`, one file each::

    query = "joint-projects-by-partner"   # its columns number, unit, base and where have a fixed meaning
    kind = "dot plot"                     # one of kg.charts.KINDS
    text = "printed"                      # the column written beside each number; by default the number
    plain = ["mode:all-modes"]            # what is drawn without colour, such as totals
    [parameters]                          # of the question
    [places]                              # role → column, or several that make one label
    [title]                               # in each language
    [note]                                # likewise, where one is needed
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg import queries
from kg.charts import KINDS, Chart, Mark
from kg.errors import ProjectError, UsageError
from kg.findings import nearest
from kg.graph import Graph
from kg.project import Project
from kg.store import Rows
from kg.vocabulary import KG, PREFIXES, expand

__all__ = ["Plan", "chart", "plans"]

Row = dict[str, ox.NamedNode | ox.Literal]

#: The few words that no label of the ontology says.
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"source": "Source: {}", "unit": "Unit: {}", "missing": "{} not printed", "where": "source"},
    "ko": {"source": "출처: {}", "unit": "단위: {}", "missing": "{} 미기재", "where": "출처"},
    "zh": {"source": "来源：{}", "unit": "单位：{}", "missing": "未注明{}", "where": "来源"},
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One file of `ontology/charts/`: which question is drawn, and how."""

    name: str
    query: str
    kind: str
    places: Mapping[str, tuple[str, ...]]
    title: Mapping[str, str]
    note: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    plain: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)


def plans(project: Project) -> dict[str, Plan]:
    """Every chart that the project declares, by name; raises `ProjectError` for one that says too little."""
    return {path.stem: _plan(path) for path in project.charts()}


def _plan(path: Path) -> Plan:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        places = {
            role: tuple([columns] if isinstance(columns, str) else columns)
            for role, columns in content.pop("places").items()
        }
        plan = Plan(path.stem, places=places, plain=tuple(content.pop("plain", ())), **content)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ProjectError(f"{path.name}: not a chart: {error}") from error
    if plan.kind not in KINDS:
        raise ProjectError(f"{path.name}: unknown kind '{plan.kind}'; there are {', '.join(KINDS)}")
    return plan


def chart(graph: Graph, name: str, language: str = "en") -> Chart:
    """The chart `name` of the graph's project, ready for `kg.charts`; raises `UsageError` for no such."""
    known = plans(graph.project)
    if name not in known:
        hint = nearest(name, known) or f"; there are {', '.join(known)}"
        raise UsageError(f"no chart '{name}'{hint}")
    if language not in WORDS:
        raise UsageError(f"no language '{language}' for charts; there are {', '.join(WORDS)}")
    return _Drawing(graph, known[name], language).chart()


class _Drawing:
    """One chart in the making: a graph, a plan and a language."""

    def __init__(self, graph: Graph, plan: Plan, language: str) -> None:
        self.graph, self.plan, self.language = graph, plan, language
        self.words = WORDS[language]
        query = queries.get(graph.queries, plan.query)
        answer = graph.query(query.text, parameters=graph.bind(query, plan.parameters))
        assert isinstance(answer, Rows)
        self.columns = answer.columns
        used = {column for columns in plan.places.values() for column in columns}
        missing = sorted({"number", "where", *used, *filter(None, [plan.text])} - set(answer.columns))
        if missing:
            raise ProjectError(
                f"chart '{plan.name}': query '{plan.query}' has no column {', '.join(missing)}"
            )
        self.rows = [
            {name: term for name, term in row.items() if isinstance(term, ox.NamedNode | ox.Literal)}
            for row in answer
        ]
        if not any("number" in row for row in self.rows):
            raise UsageError(f"chart '{plan.name}': query '{plan.query}' has no number to draw")

    def chart(self) -> Chart:
        """The chart, with every text in its language."""
        plan, heading = self.plan, self.heading
        roles = {role: heading(columns[0]) for role, columns in plan.places.items()}
        return Chart(
            kind=plan.kind,
            title=plan.title.get(self.language) or plan.title["en"],
            language=self.language,
            source=self.words["source"].format("; ".join(self.sources())),
            notes=tuple(filter(None, (self.measured(), plan.note.get(self.language)))),
            headings={
                **roles,
                "number": heading("number"),
                "unit": heading("unit"),
                "where": self.words["where"],
            },
            marks=tuple(self.marks()),
        )

    def marks(self) -> Iterable[Mark]:
        """A mark for each number; one that stands in two places is drawn once and names both."""
        found: dict[tuple[tuple[str, str], ...], list[Row]] = {}
        for row in self.rows:
            key = tuple((name, str(term)) for name, term in row.items() if name != "where")
            found.setdefault(key, []).append(row)
        decimals = self.decimals()
        for row, *others in found.values():
            places = self.labels(row)
            number = row.get("number")
            precise = f"{Decimal(number.value):,.{decimals[places.get('panel', '')]}f}" if number else "–"
            yield Mark(
                places=places,
                number=float(number.value) if number else None,
                text=row[self.plan.text].value if self.plan.text in row else precise,
                unit=self.unit(row),
                where="; ".join(self.place(one["where"].value, "locator") for one in (row, *others)),
                plain=any(self.iri(term) in self.plain() for term in row.values()),
            )

    def decimals(self) -> dict[str, int]:
        """How many decimals the numbers of each panel are written with: as many as the most precise has."""
        most: dict[str, int] = {}
        for row in self.rows:
            panel = self.labels(row).get("panel", "")
            digits = row["number"].value.partition(".")[2] if "number" in row else ""
            most[panel] = max(most.get(panel, 0), len(digits))
        return most

    def plain(self) -> set[str]:
        """The IRIs whose marks have no colour."""
        return {expand(curie) or curie for curie in self.plan.plain}

    def labels(self, row: Row) -> dict[str, str]:
        """Where the number of a row stands; a panel has a unit of its own."""
        labels = {role: self.label(row, columns) for role, columns in self.plan.places.items()}
        if "panel" in labels:
            labels["panel"] += f" ({self.unit(row)})"
        return labels

    def label(self, row: Row, columns: Iterable[str]) -> str:
        """The labels of some columns as one; what is not printed is said to be missing."""
        return ", ".join(
            self.text(row[name]) if name in row else self.missing(self.heading(name)) for name in columns
        )

    def text(self, term: ox.NamedNode | ox.Literal) -> str:
        """A term as the reader sees it."""
        return self.graph.names.label(term.value, self.language) if self.iri(term) else term.value

    @staticmethod
    def iri(term: ox.NamedNode | ox.Literal) -> str:
        """The IRI of a term, or nothing."""
        return term.value if isinstance(term, ox.NamedNode) else ""

    def heading(self, column: str) -> str:
        """What a column is called: as the property of its name is, if there is one."""
        iri = PREFIXES["kg"] + column
        known = iri in self.graph.names.labels
        return self.graph.names.label(iri, self.language) if known else column

    def missing(self, what: str) -> str:
        """That something is not printed."""
        return self.words["missing"].format(what)

    def unit(self, row: Row) -> str:
        """The unit of a number, or that it is not printed."""
        return self.text(row["unit"]) if "unit" in row else self.missing(self.heading("unit"))

    def measured(self) -> str:
        """The note on units and bases: which there are, and what the source does not print."""
        if "panel" in self.plan.places:  # each panel names its own
            return ""
        numbered = [row for row in self.rows if "number" in row]
        units = list(dict.fromkeys(self.text(row["unit"]) for row in numbered if "unit" in row))
        said = [self.words["unit"].format("; ".join(units))] if units else []
        said += [
            self.missing(self.heading(name))
            for name in ("unit", "base")
            if name in self.columns and any(name not in row for row in numbered)
        ]
        bases = {
            row["base"].value for row in numbered if getattr(row.get("base"), "language", "") == self.language
        }
        said += [f"{self.heading('base')}: {base}" for base in sorted(bases)]
        note = "; ".join(said)
        return note[:1].upper() + note[1:]

    def sources(self) -> list[str]:
        """The exhibits or sections that print what is drawn, each once, as they are cited."""
        drawn = (row["where"].value for row in self.rows)
        return list(dict.fromkeys(self.place(passage, "exhibit") for passage in drawn))

    def place(self, passage: str, part: str) -> str:
        """A passage as it is cited: by its exhibit, else its section; or by its whole locator."""
        (row,) = self.graph.store.select(
            f"SELECT ?source ?section ?part {{ <{passage}> <{KG.inSource}> ?source ; <{KG.section}> ?section "
            f"OPTIONAL {{ <{passage}> <{getattr(KG, part)}> ?part }} }}"
        )
        return f"{self.graph.names.short(row['source'].value)}, {row.get('part', row['section']).value}"
