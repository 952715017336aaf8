"""What a command about a network was asked for: which graph, claims, layer and level; and saying so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.cli.options import opened
from kg.cli.output import note

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph
    from kg.networks.circulation import Circulation
    from kg.networks.selection import Selection

__all__ = ["Asked", "apart", "asked", "place", "used"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The graph, and the options that say which network of it is meant."""

    graph: Graph
    selection: Selection
    layer: str
    level: str | None
    language: str

    def network(self) -> nx.MultiDiGraph:
        """The network that is meant; says on stderr which claims it uses."""
        from kg.networks.projection import project
        from kg.networks.selection import select

        chosen = select(self.graph, self.selection)
        found = project(self.graph, chosen, self.layer, level=self.level, language=self.language)
        note(used(self.graph, found))
        return found

    def compared(self, statuses: str) -> dict[str, nx.MultiDiGraph]:
        """The network for each of several statuses, side by side; says of each which claims it uses."""
        from kg.networks.rankings import compare

        found = compare(
            self.graph,
            self.selection,
            statuses,
            layer=self.layer,
            level=self.level,
            language=self.language,
        )
        for network in found.values():
            note(used(self.graph, network))
        return found

    def told(self, statuses: str | None) -> dict[str, Circulation]:
        """What is told of circulation, for one selection or for each of several statuses; says so."""
        from kg.networks.circulation import Circulation
        from kg.networks.selection import select

        found = {}
        for name in dict.fromkeys((statuses or "").split(",")):
            chosen = replace(self.selection, status=name.replace("+", ",")) if name else self.selection
            selected = select(self.graph, chosen)
            found[name] = told = Circulation(self.graph, selected, self.language)
            base = told.flows.base
            assert base is not None, "it is made of careers"
            note(
                f"circulation: {base.told} of {base.asked} people and groups with a career, "
                f"{base.moved} with a move; {base.home_unknown} homes unknown, "
                f"{base.order_open} orders open; {base.people} people; status {selected.status}"
                + _times(chosen)
            )
        return found


def asked(
    project: str | None,
    layer: str,
    level: str | None,
    status: str | None,
    as_of: str | None,
    period: str | None,
    *,
    inferred: bool,
    language: str = "en",
) -> Asked:
    """The shared options as one value."""
    from kg.networks.selection import Selection

    selection = Selection(status=status, as_of=as_of, period=period, inferred=inferred)
    return Asked(opened(project), selection, layer, level, language)


def apart(compare: str | None, **others: object) -> None:
    """Refuse `--compare` beside an option that says something else about statuses or about the answer."""
    from kg.errors import UsageError

    for name, value in others.items():
        if compare and value:
            raise UsageError(f"give --{name} or --compare, not both")


def used(graph: Graph, network: nx.MultiDiGraph) -> str:
    """One line: what a network is made of."""
    about = network.graph
    claims = {claim.iri: claim for *_, found in network.edges(data="claims") for claim in found}
    derived = sum(claim.inferred for claim in claims.values())
    undated = sum(not claim.earliest and not claim.latest for claim in claims.values())
    disputed = len(claims.keys() & graph.disputes.keys())
    parts = [
        f"{about['layer']}: {network.number_of_nodes()} actors, {len(claims)} claims"
        + (f" ({derived} derived)" if derived else ""),
        f"status {about['status']}",
        f"level {about['level']}" if about["level"] else "",
        f"as of {about['as_of']}" if about["as_of"] else "",
        f"period {about['period']}" if about["period"] else "",
        f"{undated} of them undated" if about["as_of"] or about["period"] else "",
        "" if about["inferred"] else "asserted only",
        f"{disputed} of them disputed (kg audit)" if disputed else "",
        f"weight: {about['weight']}" if about["weight"] != "1 a claim" else "",
    ]
    return "; ".join(filter(None, parts))


def place(network: nx.Graph, node: object) -> str:
    """The country of a node as tables print it."""
    return str(network.nodes[node].get("country", ""))


def _times(selection: Selection) -> str:
    as_of, period = selection.as_of, selection.period
    return (f"; as of {as_of}" if as_of else "") + (f"; period {period}" if period else "")
