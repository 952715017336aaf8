"""Where things are on the globe: what the ontology's question about it answers, one place a thing."""

from __future__ import annotations

from kg import queries
from kg.graph import Graph

__all__ = ["QUESTION", "coordinates"]

#: The named question; a project whose ontology does not ask it has no coordinates.
QUESTION = "where-things-are-on-the-globe"


def coordinates(graph: Graph) -> dict[str, tuple[float, float]]:
    """Latitude and longitude, in degrees, of every thing of which the graph knows where it is, by IRI.

    They are those of the thing itself, else of the nearest place that it lies in or belongs to; of several
    equally near places those of the first by IRI. The numbers are general knowledge, good for maps and for
    nothing else: a country's are those of about its middle.
    """
    if QUESTION not in graph.queries:
        return {}
    found: dict[str, tuple[float, float]] = {}
    for row in graph.store.select(queries.get(graph.queries, QUESTION).text):
        place = float(row["latitude"].value), float(row["longitude"].value)
        found.setdefault(row["thing"].value, place)
    return found
