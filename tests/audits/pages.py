"""An invented almanac, one figure at a time: what the audits read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg import queries
from kg.audit import Contradiction, find
from kg.store import Store
from kg.vocabulary import PREFIXES

FOLDER = Path(__file__).parents[2] / "ontology" / "audits"
RULES = queries.read(sorted(FOLDER.glob("*.rq")))

WORDS = """
status:established kg:factual true .
status:proposed kg:factual false .
indicator:lamps skos:prefLabel "Lamps"@en .
indicator:lamp-share skos:prefLabel "Share of lamps"@en ; kg:reckonedOn indicator:lamps .
indicator:gross skos:prefLabel "Gross"@en .
indicator:net skos:prefLabel "Net"@en ; kg:atMost indicator:gross .
indicator:bridges skos:prefLabel "Bridges"@en ; kg:symmetric true .
bound:more-than skos:prefLabel "More than"@en .
bound:less-than skos:prefLabel "Less than"@en .
unit:thousand skos:broader unit:shell ; kg:factor 1000.0 .
kg:Museum rdfs:subClassOf kg:Organisation .
"""
THINGS = ("eastmark", "westmark", "isles", "delta", "marsh", "cape", "moor")


def place(name: str, *, exhibit: str = "", section: str = "Lamps", source: str = "almanac") -> str:
    """A passage; without an exhibit it is a sentence of the first paragraph."""
    where = f'kg:exhibit "{exhibit}"' if exhibit else 'kg:paragraph "1"'
    more = f'kg:section "{section}" ; kg:locator "{name}" ; {where}'
    return f"passage:{name} kg:inSource source:{source} ; {more} ."


def figure(name: str, printed: str, where: str, role: str = "part", **aspects: str) -> str:
    """A figure; the number is what is printed, without commas and words, unless it is given."""
    digits = "".join(letter for letter in printed if letter.isdigit() or letter in ".-")
    number = aspects.pop("number", digits)
    given = {
        "measure": "indicator:lamps",
        "subject": "id:eastmark",
        "status": "status:established",
        **aspects,
    }
    more = " ; ".join(
        f"kg:{key} {value}" if ":" in value else f'kg:{key} "{value}"' for key, value in given.items()
    )
    return (
        f'figure:{name} a kg:Figure ; kg:printed "{printed}" ; kg:number "{number}"^^xsd:decimal ; '
        f"kg:figureRole figurerole:{role} ; kg:evidence passage:{where} ; {more} ."
    )


def store(*lines: str) -> Store:
    """A store of the invented words and of what the lines say in Turtle."""
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    things = "".join(f'id:{name} skos:prefLabel "{name.title()}"@en .\n' for name in THINGS)
    text = "\n".join([head, WORDS, things, *lines])
    triples = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    return Store(ox.Quad(*quad.triple, ox.NamedNode("urn:page")) for quad in triples)


def found(rule: str, *lines: str) -> tuple[Contradiction, ...]:
    """What one rule finds in these lines."""
    return find(store(*lines), [RULES[rule]])


def all_found(*lines: str) -> list[str]:
    """The names of the rules that find something in these lines."""
    return sorted({one.rule for one in find(store(*lines), RULES.values())})
