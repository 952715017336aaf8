"""Where the sources contradict themselves: every finding with places and arithmetic, and every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg import queries
from kg.atlas import addresses
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.audit import Contradiction, audit
from kg.vocabulary import KG, PREFIXES

__all__ = ["pages"]


def pages(reading: Reading) -> Iterator[Page]:
    """All findings on one page, and a page for each rule that looks for them or derives something."""
    found: dict[str, list[Contradiction]] = defaultdict(list)
    for one in audit(reading.graph):
        found[one.rule].append(one)
    audits = reading.graph.audits
    context = {
        "rules": [(audits[name], found[name]) for name in found],
        "silent": [audits[name] for name in audits if name not in found],
    }
    yield Page("contradictions.html", "contradictions.html.j2", reading.words["contradictions"], context)
    derive = queries.read(reading.graph.project.queries("rules"))
    for name, rule in sorted({**audits, **derive}.items()):
        iri = PREFIXES["rule"] + name
        yield Page(
            addresses.path(iri),
            "rule.html.j2",
            rule.question,
            {
                "iri": iri,
                "rule": rule,
                "found": found.get(name, []),
                "derived": [
                    one
                    for one in reading.statements.to(iri, KG.rule)
                    if KG.Contradiction not in reading.kinds(one)
                ],
            },
        )
