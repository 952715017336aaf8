"""What a page knows of an edge: how it reads, how firmly it is claimed, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.claim import Claim
from kg.graph import Graph
from kg.show import Line, show_claim
from kg.vocabulary import compact

__all__ = ["against", "places", "tie"]


def tie(graph: Graph, data: dict[str, Any], language: str) -> dict[str, object]:
    """The attributes of an edge of claims, as `kg.maps` reads them."""
    label = graph.names.label
    claims: tuple[Claim, ...] = data["claims"]
    lines = [show_claim(graph, claim, language=language) for claim in claims]
    first = claims[0]
    # What rests on a plan is drawn as one, whatever else it rests on.
    factual = graph.ontology.factual
    status = next((claim.status for claim in claims if claim.status not in factual), first.status)
    inverse = graph.ontology.inverse.get(first.relation, {}) if len(claims) == 1 else {}
    return {
        "relation": data["relation"].replace("kg:", ""),
        "label": "; ".join(dict.fromkeys(line.what for line in lines)),
        "inverse": inverse.get(language) or inverse.get("en", ""),
        "symmetric": data["symmetric"],
        "layer": compact(first.layer).removeprefix("layer:"),
        "layer_label": label(first.layer, language) if first.layer else "",
        "status": compact(status).removeprefix("status:"),
        "status_label": label(status, language),
        "text": "; ".join(dict.fromkeys(line.details for line in lines if line.details)),
        "period": lines[0].period,
        **_years(claims),
        "evidence": places(lines),
        "disputed": against(lines),
        "weight": data["weight"],
    }


def places(lines: Iterable[Line]) -> list[dict[str, str]]:
    """Every place that the lines name, once."""
    places = dict.fromkeys(where for line in lines for where in line.evidence)
    return [{"source": where.source, "locator": where.locator} for where in places]


def against(lines: Iterable[Line]) -> list[str]:
    """The arithmetic that is held against the lines, each once."""
    return list(dict.fromkeys(dispute.arithmetic for line in lines for dispute in line.disputed))


def _years(claims: Iterable[Claim]) -> dict[str, int]:
    """The years that bound all of the claims; no bound where one of them has none."""
    claims = tuple(claims)
    since = [claim.earliest[:4] for claim in claims]
    until = [claim.latest[:4] for claim in claims]
    found = {"since": min(since, default=""), "until": max(until, default="") if all(until) else ""}
    return {bound: int(year) for bound, year in found.items() if year}
