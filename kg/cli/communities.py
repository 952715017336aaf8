"""`kg communities`: who hangs together, how sure that is, and whether it follows countries or kinds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asked import apart, asked, place
from kg.cli.options import (
    AsOf,
    Compare,
    Format,
    Inferred,
    Language,
    Layer,
    Level,
    Output,
    Period,
    Project,
    Seed,
    Status,
)
from kg.cli.output import Cell, emit, paragraphs, rows

if TYPE_CHECKING:
    import networkx as nx

    from kg.analytics.communities import Communities

__all__ = ["communities"]

Resolution = Annotated[
    float, typer.Option("--resolution", min=0.001, help="Above 1, more and smaller communities.")
]
Runs = Annotated[int, typer.Option("--runs", min=1, help="How often the algorithm runs; the best counts.")]

#: With what communities are compared.
_ATTRIBUTES = ("country", "kind")


def communities(
    resolution: Resolution = 1.0,
    runs: Runs = 20,
    seed: Seed = None,
    layer: Layer = "all",
    level: Level = None,
    status: Status = None,
    compare: Compare = None,
    as_of: AsOf = None,
    period: Period = None,
    inferred: Inferred = True,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Find the communities of a layer by the Leiden algorithm, and say how stable they are.

    First what holds for the whole: modularity, how alike the runs are, and how far
    communities and ties follow country and kind. Then a block a community, its
    best-connected actors first. In csv, tsv, ndjson and md one row an actor.

    \b
    Examples:
      kg communities
      kg communities --layer talent --resolution 1.5
      kg communities --compare established,proposed -F json
    """
    from kg import formats

    chosen = formats.choose(format, output, ("rows", "entry"), "table")
    apart(compare, status=status)
    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    networks = wanted.compared(compare) if compare else {"": wanted.network()}
    found = {name: _found(network, resolution, runs, seed or 0) for name, network in networks.items()}
    if chosen.name == "json":
        content = {name: _object(networks[name], *parts) for name, parts in found.items()}
        emit(json.dumps(content if compare else content[""], ensure_ascii=False, indent=2) + "\n", output)
    elif chosen.name == "table":
        blocks = [_text(name, networks[name], *parts) for name, parts in found.items()]
        emit("\n".join(blocks), output)
    else:
        cells = [row for name in found for row in _rows(name, networks[name], found[name][0])]
        columns = ["community", "actor", "id", "country", "kind", "agreement"]
        emit(rows((["status"] if compare else []) + columns, cells, chosen.name), output)


def _found(
    network: nx.MultiDiGraph, resolution: float, runs: int, seed: int
) -> tuple[Communities, dict[str, Cell]]:
    """The communities, and what holds for the whole network, by the name of each measure."""
    from kg.analytics.communities import agreement
    from kg.analytics.communities import communities as leiden
    from kg.analytics.mixing import mixing

    communities = leiden(network, resolution=resolution, runs=runs, seed=seed)
    whole: dict[str, Cell] = {
        "communities": len(communities.groups),
        "modularity": _rounded(communities.modularity),
        "stability": _rounded(communities.stability),
    }
    for name in _ATTRIBUTES:
        values = {node: text or None for node, text in network.nodes(data=name)}
        alike = agreement(communities.membership, values)
        mixed = mixing(network, values, seed=seed)
        whole |= {
            f"nmi with {name}": _rounded(alike.nmi),
            f"ari with {name}": _rounded(alike.ari),
            f"actors without {name}": alike.left_out,
            f"e-i index by {name}": _rounded(mixed.ei),
            f"expected e-i by {name}": _rounded(mixed.ei_expected),
            f"p of e-i by {name}": _rounded(mixed.ei_p),
            f"assortativity by {name}": _rounded(mixed.assortativity),
        }
    return communities, whole


def _members(network: nx.MultiDiGraph, group: frozenset[object]) -> list[str]:
    """The nodes of a community: those with most ties first."""
    return sorted((str(node) for node in group), key=lambda node: (-network.degree(node), node))


def _text(name: str, network: nx.MultiDiGraph, found: Communities, whole: dict[str, Cell]) -> str:
    lines = [f"{name}:"] if name else []
    lines += [
        f"{whole['communities']} communities of {network.number_of_nodes()} actors; "
        f"modularity {_shown(whole['modularity'])}; "
        f"stability {_shown(whole['stability'])} over {found.runs} runs"
    ]
    for attribute in _ATTRIBUTES:
        missing = whole[f"actors without {attribute}"]
        lines.append(
            f"by {attribute}: NMI {_shown(whole[f'nmi with {attribute}'])}, "
            f"ARI {_shown(whole[f'ari with {attribute}'])}; "
            f"E-I index {_shown(whole[f'e-i index by {attribute}'])} "
            f"(expected {_shown(whole[f'expected e-i by {attribute}'])}, "
            f"p {_shown(whole[f'p of e-i by {attribute}'], 3)}); "
            f"assortativity {_shown(whole[f'assortativity by {attribute}'])}"
            + (f"; {missing} without {attribute} left out" if missing else "")
        )
    for number, group in enumerate(found.groups, start=1):
        members = _members(network, group)
        agreed = sum(found.agreement[node] for node in group) / len(group)
        lines += ["", f"{number}. {len(members)} actors, stable to {agreed:.0%}"]
        lines.append("  " + "; ".join(network.nodes[node]["label"] for node in members))
    return paragraphs(lines)


def _object(network: nx.MultiDiGraph, found: Communities, whole: dict[str, Cell]) -> dict[str, object]:
    columns = ("community", "actor", "id", "country", "kind", "agreement")
    return {
        **whole,
        "actors": [dict(zip(columns, row, strict=True)) for row in _rows("", network, found)],
    }


def _rows(name: str, network: nx.MultiDiGraph, found: Communities) -> list[list[Cell]]:
    from kg.vocabulary import compact

    return [
        [
            *([name] if name else []),
            number,
            network.nodes[node]["label"],
            compact(node).removeprefix("id:"),
            place(network, node),
            network.nodes[node]["kind"],
            _rounded(found.agreement[node]),
        ]
        for number, group in enumerate(found.groups, start=1)
        for node in _members(network, group)
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _shown(value: Cell, digits: int = 2) -> str:
    return f"{value:.{digits}f}" if isinstance(value, float) else "undefined" if value is None else str(value)
