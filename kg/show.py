"""All that the graph says of one thing: names, relations in both directions, figures, each with evidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from kg.audit import Dispute
from kg.claim import Claim, Passage
from kg.graph import Graph
from kg.vocabulary import KG, PREFIXES, compact

__all__ = ["Entry", "Evidence", "Line", "sentence", "show", "show_claim"]


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
    disputed: tuple[Dispute, ...] = ()


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
        _within(label(claim.bound, language)) if claim.bound else "",
        f"{Decimal(claim.amount):,}" if claim.amount else "",
        _within(label(claim.unit, language)) if claim.unit else "",
    )
    amount = " ".join(filter(None, words))
    fields = ", ".join(label(field, language) for field in claim.fields)
    return Line(
        what=what,
        text=text,
        status=label(claim.status, language).lower() if claim.status else "",
        evidence=_evidence(graph, claim, language),
        id=compact(claim.iri),
        details="; ".join(filter(None, (claim.qualification, fields, amount))),
        period=_period(claim),
        disputed=graph.disputes.get(claim.iri, ()),
    )


def show_claim(graph: Graph, claim: Claim, *, language: str = "en") -> Line:
    """One claim as a line: its relation, its object or value, its details, period, status and evidence."""
    label = graph.names.label
    text = label(claim.object, language) if claim.object else claim.value
    return _line(graph, claim, label(claim.relation, language), text, language)


def sentence(graph: Graph, claim: Claim, *, language: str = "en") -> Line:
    """One claim as a sentence: who, and then what relation to whom; printed where."""
    line = show_claim(graph, claim, language=language)
    return replace(line, what=_short(graph, claim.subject, language), text=f"{line.what} {line.text}")


def _short(graph: Graph, iri: str, language: str) -> str:
    """A thing as a sentence names it; a source as it is cited."""
    is_source = iri.startswith(PREFIXES["source"])
    return graph.names.short(iri) if is_source else graph.names.label(iri, language)


def _within(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, unless that belongs to it.

    >>> _within("Million US dollars"), _within("US dollars")
    ('million US dollars', 'US dollars')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _period(claim: Claim) -> str:
    if claim.since and claim.since == claim.until:
        return claim.since
    if claim.since or claim.until:
        return f"{claim.since}–{claim.until}"
    return ""


#: What stands beside a rule; below it follow the places where its premises are printed.
_BY_RULE = {
    "en": "by rule, from what follows",
    "ko": "규칙에 따라 다음에서 도출",
    "zh": "依据规则，由下列内容推出",
}


def _evidence(graph: Graph, claim: Claim, language: str) -> tuple[Evidence, ...]:
    """Where a claim is printed; of what a rule derived, the rule, and where its premises are printed."""
    printed = dict.fromkeys(
        _passage(graph, place) for one in (claim, *claim.grounds) for place in one.evidence
    )
    rule = (Evidence(compact(claim.rule), _BY_RULE[language]),) if claim.inferred else ()
    return (*rule, *printed)


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


#: What a figure may have besides its measure and the printed text.
_ASPECTS = ("status", "unit", "mode", "field", "sector", "subject", "partner", "period", "base")


def _figures(graph: Graph, iri: str, language: str) -> tuple[Line, ...]:
    columns = " ".join(f"?{name}" for name in _ASPECTS)
    aspects = " ".join(f"OPTIONAL {{ ?figure <{getattr(KG, name)}> ?{name} }}" for name in _ASPECTS)
    rows = graph.store.select(
        f"""SELECT DISTINCT ?figure ?measure ?printed ?source ?locator {columns} {{
          {{ ?figure <{KG.subject}> <{iri}> }} UNION {{ ?figure <{KG.partner}> <{iri}> }}
          ?figure a <{KG.Figure}> ; <{KG.measure}> ?measure ; <{KG.printed}> ?printed ;
            <{KG.evidence}> ?passage .
          ?passage <{KG.inSource}> ?source ; <{KG.locator}> ?locator .
          {aspects}
        }} ORDER BY ?measure ?period ?mode ?field ?sector ?partner ?figure ?source ?locator"""
    )
    figures: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        part = {name: term.value for name, term in row.items()}
        figures.setdefault(part["figure"], []).append(part)
    return tuple(_figure(graph, iri, parts, language) for parts in figures.values())


def _figure(graph: Graph, iri: str, parts: list[dict[str, str]], language: str) -> Line:
    """One figure as a line: `parts` are its rows, which differ in the place where it is printed."""
    label = graph.names.label
    figure = parts[0]
    of = [figure.get(name) for name in ("mode", "field", "sector", "subject", "partner")]
    names = [label(name, language) for name in of if name and name != iri]
    base = f"of {figure['base']}" if "base" in figure else ""
    context = ", ".join([*names, *filter(None, [figure.get("period"), base])])
    bare = figure["printed"].strip("- ") and not figure["printed"].strip("0123456789.,- ")
    unit = _within(label(figure["unit"], language)) if "unit" in figure and bare else ""
    return Line(
        what=label(figure["measure"], language),
        text=f"{figure['printed']} {unit}".strip() + (f" ({context})" if context else ""),
        status=label(figure["status"], language).lower() if "status" in figure else "",
        evidence=tuple(Evidence(graph.names.short(part["source"]), part["locator"]) for part in parts),
        id=compact(figure["figure"]),
        disputed=graph.disputes.get(figure["figure"], ()),
    )
