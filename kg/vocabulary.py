"""The words of the ontology that the engine itself must know, and the one prefix map.

Everything else of the domain (kinds of actors, relations, concepts, questions) is read from
`ontology/`; a test holds that no other module of `kg` names a term.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

__all__ = [
    "BASE",
    "BIBO",
    "DCTERMS",
    "KG",
    "PREFIXES",
    "QB",
    "RDF",
    "RDFS",
    "SKOS",
    "XSD",
    "compact",
    "expand",
]

BASE = "https://w3id.org/argonauts/"

_FOREIGN = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_OURS = (
    *("claim", "dataset", "figure", "function", "graph", "id", "inference", "name", "passage"),
    *("rule", "shape", "source", "structure"),
)
_SCHEMES = (
    *("barrier", "bound", "field", "figurerole", "idea", "indicator", "layer", "mode"),
    *("namerole", "option", "question", "rdtype", "sector", "stage", "status", "unit"),
)

#: Every prefix that a query, a table or an export may use without declaring it.
PREFIXES: Mapping[str, str] = dict(
    sorted(
        {
            **_FOREIGN,
            "kg": f"{BASE}ontology#",
            **{name: f"{BASE}{name}/" for name in _OURS},
            **{name: f"{BASE}concept/{name}/" for name in _SCHEMES},
        }.items()
    )
)


class _Namespace:
    """A closed namespace: a term that was not declared is an AttributeError, not a silent IRI.

    >>> KG.Claim
    'https://w3id.org/argonauts/ontology#Claim'
    >>> KG.Clam
    Traceback (most recent call last):
    ...
    AttributeError: kg:Clam is not a term that the engine uses
    """

    def __init__(self, prefix: str, terms: str) -> None:
        self.prefix = prefix
        self.terms = frozenset(terms.split())

    def __getattr__(self, term: str) -> str:
        if term.startswith("_") or term not in self.terms:
            raise AttributeError(f"{self.prefix}:{term} is not a term that the engine uses")
        return PREFIXES[self.prefix] + term


KG = _Namespace(
    "kg",
    "Claim Comparison Contradiction Country Dataset Figure Inference Move Name Passage Relation Source Work "
    "about amount arithmetic base bound cites column countedIn country dataset digest earliest "
    "evidence exhibit existence facet factual field from heading inSource inverseLabel isDisputedBy "
    "isoCode lane latest layer leastCount line locator measure mode mostCount mover named nameRole note "
    "number object ongoing order paragraph partner period premise printed qualification relation row "
    "rule section sector sentence shape side stage status subject symmetric tellsHome text unit until "
    "value within",
)
BIBO = _Namespace("bibo", "shortTitle")
DCTERMS = _Namespace("dcterms", "isPartOf issued")
QB = _Namespace(
    "qb",
    "AttributeProperty ComponentSpecification DataSet DataStructureDefinition DimensionProperty "
    "MeasureProperty Observation attribute codeList component componentProperty componentRequired dataSet "
    "dimension measure order structure",
)
RDF = _Namespace("rdf", "type")
RDFS = _Namespace("rdfs", "label range subClassOf")
SKOS = _Namespace("skos", "Collection Concept exactMatch inScheme member prefLabel")
XSD = _Namespace("xsd", "boolean date decimal gYear gYearMonth integer")


def expand(curie: str) -> str | None:
    """The IRI that a CURIE stands for; None when its prefix is unknown.

    >>> expand("id:ge-li")
    'https://w3id.org/argonauts/id/ge-li'
    >>> expand("nobody:ge-li") is None
    True
    """
    prefix, colon, name = curie.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES else None


@lru_cache(maxsize=1 << 16)  # an export asks for the same few thousand names again and again
def compact(iri: str) -> str:
    """The CURIE of an IRI by the longest fitting prefix, or the IRI itself.

    >>> compact("https://w3id.org/argonauts/concept/status/planned")
    'status:planned'
    >>> compact("https://example.org/")
    'https://example.org/'
    """
    fitting = [item for item in PREFIXES.items() if iri.startswith(item[1])]
    if not fitting:
        return iri
    prefix, base = max(fitting, key=lambda item: len(item[1]))
    return f"{prefix}:{iri.removeprefix(base)}"
