"""Every kind of pages that a site has, in the order of its navigation; a new kind is a new row."""

from __future__ import annotations

from kg.atlas import (
    assets,
    brokerage,
    circulation,
    communities,
    comparison,
    contradictions,
    downloads,
    drawings,
    questions,
    records,
    reference,
    search,
    sources,
    sparql,
    start,
    things,
)
from kg.atlas.pages import Kind

__all__ = ["KINDS"]

KINDS = (
    Kind("start", start.pages, "index.html"),
    Kind("map", start.map_pages, "map.html"),
    Kind("things", things.pages, "things.html"),
    Kind("comparison", comparison.pages, "comparison.html"),
    Kind("brokerage", brokerage.pages, "brokerage.html"),
    Kind("circulation", circulation.pages, "circulation.html"),
    Kind("communities", communities.pages, "communities.html"),
    Kind("figures", drawings.pages, "figures.html"),
    Kind("questions", questions.pages, "questions.html"),
    Kind("sparql", sparql.pages, "sparql.html"),
    Kind("contradictions", contradictions.pages, "contradictions.html"),
    Kind("sources", sources.pages, "sources.html"),
    Kind("ontology", reference.pages, "ontology.html"),
    Kind("downloads", downloads.pages, "downloads.html"),
    Kind("records", records.pages),
    Kind("search", search.pages),
    Kind("assets", assets.pages),
)
