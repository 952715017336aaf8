"""All that the graph says of one thing: names, relations in both directions, figures, each with evidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from kg.claim import Claim, Passage
from kg.graph import Graph
from kg.vocabulary import KG, PREFIXES, compact

__all__ = ["Entry", "Evidence", "Line", "show", "show_claim"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something is printed: the source in short and the place in it; for an inference, its rule."""

    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Line:
    """One name, relation or figure: what, with which qualification and status, and who says so."""

    what: str
    text: str
    status: str
    evidence: tuple[Evidence, ...]
    id: str = ""
    details: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with everything that is said of it, in the order in which it is read."""

    id: str
    label: str
    labels: dict[str, str]
    kind: str
    facts: tuple[Line, ...]
    names: tuple[Line, ...]
    relations: tuple[Line, ...]
    statements: tuple[Line, ...]
    figures: tuple[Line, ...]

    def as_dict(self) -> dict[str, object]:
        """The entry as plain values, for `--format json`."""
        return asdict(self)


def show(graph: Graph, iri: str, *, language: str = "en") -> Entry:
    """Everything about the thing `iri`: established and not, stated and inferred, each marked as such."""
    label = graph.names.label
    claims = [claim for claim in graph.claims.values() if iri in (claim.subject, claim.object)]
    about = [claim for claim in graph.claims.values() if iri in claim.about]
    kinds = graph.store.select(f"SELECT ?kind {{ <{iri}> a ?kind }} ORDER BY ?kind")
    ours = [row["kind"].value for row in kinds if row["kind"].value.startswith(PREFIXES["kg"])]
    return Entry(
        id=compact(iri),
        label=label(iri, language),
        labels=dict(sorted(graph.names.labels.get(iri, {}).items())),
        kind=", ".join(label(kind, language) for kind in ours),
        facts=_facts(graph, iri, language),
        names=_names(graph, iri, language),
        relations=tuple(
            _relation(graph, claim, iri, language)
            for claim in sorted(claims, key=_reading_order)
            if claim.object
        ),
        statements=tuple(
            _line(graph, claim, _speaker(graph, claim, language), claim.value, language)
            for claim in sorted({*about, *(c for c in claims if c.value)}, key=_reading_order)
        ),
        figures=_figures(graph, iri, language),
    )


def _speaker(graph: Graph, claim: Claim, language: str) -> str:
    """Who says it; where that is the source itself, which the evidence names, just that it is said."""
    by_source = claim.subject.startswith(PREFIXES["source"])
    return graph.names.label(claim.relation if by_source else claim.subject, language)


def _reading_order(claim: Claim) -> tuple[object, ...]:
    return claim.inferred, claim.layer, claim.relation, claim.earliest, claim.object, claim.subject


def _relation(graph: Graph, claim: Claim, iri: str, language: str) -> Line:
    label = graph.names.label
    if claim.subject == iri:
        return _line(graph, claim, label(claim.relation, language), label(claim.object, language), language)
    backwards = graph.ontology.inverse.get(claim.relation, {})
    relation = backwards.get(language) or backwards.get("en") or label(claim.relation, language)
    return _line(graph, claim, relation, label(claim.subject, language), language)


def _line(graph: Graph, claim: Claim, what: str, text: str, language: str) -> Line:
    label = graph.names.label
    words = (
        label(claim.bound, language).lower() if claim.bound else "",
        f"{Decimal(claim.amount):,}" if claim.amount else "",
        label(claim.unit, language) if claim.unit else "",
    )
    amount = " ".join(filter(None, words))
    fields = ", ".join(label(field, language) for field in claim.fields)
    return Line(
        what=what,
        text=text,
        status=label(claim.status, language).lower() if claim.status else "",
        evidence=_evidence(graph, claim),
        id=compact(claim.iri),
        details="; ".join(filter(None, (claim.qualification, fields, amount))),
        period=_period(claim),
    )


def show_claim(graph: Graph, claim: Claim, *, language: str = "en") -> Line:
    """One claim as a line: its relation, its object or value, its details, period, status and evidence."""
    label = graph.names.label
    text = label(claim.object, language) if claim.object else claim.value
    return _line(graph, claim, label(claim.relation, language), text, language)


def _period(claim: Claim) -> str:
    if claim.since and claim.since == claim.until:
        return claim.since
    if claim.since or claim.until:
        return f"{claim.since}–{claim.until}"
    return ""


def _evidence(graph: Graph, claim: Claim) -> tuple[Evidence, ...]:
    if claim.inferred:
        rule = compact(claim.rule)
        return (Evidence(rule, "from " + ", ".join(compact(name) for name in claim.premises)),)
    return tuple(_passage(graph, passage) for passage in claim.evidence)


def _passage(graph: Graph, passage: Passage) -> Evidence:
    return Evidence(graph.names.short(passage.source), passage.locator)


def _facts(graph: Graph, iri: str, language: str) -> tuple[Line, ...]:
    """What the register says: country, container, existence, identity elsewhere, note."""
    rows = graph.store.select(
        f"SELECT ?property ?value {{ <{iri}> ?property ?value . ?property a ?kind "
        f"FILTER(?property NOT IN (<{PREFIXES['rdf']}type>, <{PREFIXES['skos']}prefLabel>)) "
        f"FILTER NOT EXISTS {{ ?property a <{KG.Relation}> }} }} ORDER BY ?property ?value"
    )
    lines = dict.fromkeys(
        (row["property"].value, row["value"].value, type(row["value"]).__name__) for row in rows
    )
    return tuple(
        Line(
            graph.names.label(name, language),
            graph.names.label(value, language) if kind == "NamedNode" else value,
            "",
            (),
        )
        for name, value, kind in lines
    )


def _names(graph: Graph, iri: str, language: str) -> tuple[Line, ...]:
    where = graph.store.select(
        f"SELECT ?passage ?source ?locator {{ ?name <{KG.named}> <{iri}> ; <{KG.evidence}> ?passage . "
        f"?passage <{KG.inSource}> ?source ; <{KG.locator}> ?locator }}"
    )
    passages = {
        row["passage"].value: Evidence(graph.names.short(row["source"].value), row["locator"].value)
        for row in where
    }
    return tuple(
        Line(
            graph.names.label(name.role, language),
            f"{name.text} [{name.language}]",
            "",
            tuple(passages[passage] for passage in name.evidence if passage in passages),
        )
        for name in graph.names.printed.get(iri, ())
    )


def _figures(graph: Graph, iri: str, language: str) -> tuple[Line, ...]:
    rows = graph.store.select(
        f"""SELECT DISTINCT ?figure ?measure ?printed ?unit ?mode ?partner ?subject ?period
            ?source ?locator {{
          {{ ?figure <{KG.subject}> <{iri}> }} UNION {{ ?figure <{KG.partner}> <{iri}> }}
          ?figure a <{KG.Figure}> ; <{KG.measure}> ?measure ; <{KG.printed}> ?printed ;
            <{KG.subject}> ?subject ; <{KG.evidence}> ?passage .
          ?passage <{KG.inSource}> ?source ; <{KG.locator}> ?locator .
          OPTIONAL {{ ?figure <{KG.unit}> ?unit }}
          OPTIONAL {{ ?figure <{KG.mode}> ?mode }}
          OPTIONAL {{ ?figure <{KG.partner}> ?partner }}
          OPTIONAL {{ ?figure <{KG.period}> ?period }}
        }} ORDER BY ?measure ?period ?mode ?partner ?locator"""
    )
    lines = []
    for row in rows:
        part = {name: term.value for name, term in row.items()}
        of = [part.get("mode"), part.get("subject"), part.get("partner")]
        names = [graph.names.label(name, language) for name in of if name and name != iri]
        context = ", ".join([*names, *filter(None, [part.get("period")])])
        bare = not part["printed"].strip("0123456789.,- ")
        unit = graph.names.label(part["unit"], language) if "unit" in part and bare else ""
        lines.append(
            Line(
                graph.names.label(part["measure"], language),
                f"{part['printed']} {unit}".strip() + (f" ({context})" if context else ""),
                "",
                (Evidence(graph.names.short(part["source"]), part["locator"]),),
                compact(part["figure"]),
            )
        )
    return tuple(lines)
