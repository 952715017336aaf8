"""`kg centrality` and `kg brokers`: who stands where in a network, how sure that is, and on which claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.asked import Asked, apart, asked, place
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
    Robust,
    Status,
    Top,
)
from kg.cli.output import Cell, emit, note, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    import networkx as nx

    from kg.analytics.robustness import Ranking, Span

Table: TypeAlias = "tuple[list[str], list[list[Cell]]]"  # columns, and the cells of each row

__all__ = ["Table", "centrality", "identifier", "readable", "side_by_side", "spanned"]

Measure = Annotated[
    str,
    typer.Option(
        "--measure",
        "-m",
        metavar="MEASURE",
        help="degree, betweenness, closeness …; --measure list says which there are.",
    ),
]
Weighted = Annotated[bool, typer.Option("--weighted", help="Use the weights of edges; heavier is nearer.")]


def centrality(
    measure: Measure = "betweenness",
    weighted: Weighted = False,
    top: Top = 20,
    layer: Layer = "all",
    level: Level = None,
    status: Status = None,
    compare: Compare = None,
    as_of: AsOf = None,
    period: Period = None,
    inferred: Inferred = True,
    robust: Robust = True,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Rank the actors of a layer by a centrality measure; ties share a rank.

    The column ranks shows how far a rank moves when a source is left out, or a
    status is counted that was not, or the other way round; a tie spans its ranks.

    \b
    Examples:
      kg centrality
      kg centrality --layer talent --measure degree --top 5
      kg centrality --measure strength --layer cases
      kg centrality --compare established,planned
    """
    from kg import formats
    from kg.analytics.centrality import MEASURES, ranking
    from kg.errors import UsageError
    from kg.findings import nearest

    chosen = formats.choose(format, output, "rows", "table")
    if measure == "list":
        known: list[list[Cell]] = [[one.name, one.meaning, one.source] for one in MEASURES.values()]
        emit(rows(["measure", "meaning", "source"], known, chosen.name), output)
        return
    if measure not in MEASURES:
        hint = nearest(measure, MEASURES) or f"; there are {', '.join(MEASURES)}"
        raise UsageError(f"unknown measure '{measure}'{hint}")
    if weighted and not MEASURES[measure].weightable:
        raise UsageError(f"measure '{measure}' knows no weights")
    apart(compare, status=status)

    def rank(network: nx.MultiDiGraph) -> Ranking:
        return ranking(network, measure, weighted=weighted)

    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    if compare:
        table = side_by_side(wanted.compared(compare), rank, measure, top)
    else:
        table = _ranked(wanted, rank, measure, top, robust=robust)
    emit(rows(*readable(table, chosen.name), chosen.name), output)


def _ranked(
    wanted: Asked, rank: Callable[[nx.MultiDiGraph], Ranking], measure: str, top: int, *, robust: bool
) -> Table:
    """A row a node: its rank, who it is, its score, and, if asked, how far the rank moves."""
    network = wanted.network()
    spans = spanned(wanted, rank) if robust else {}
    ranks = rank(network)
    cells: list[list[Cell]] = [
        [
            *(number, network.nodes[node]["label"], identifier(node), place(network, node)),
            _rounded(score),
            *([str(spans[node])] if robust else []),
        ]
        for number, node, score in (ranks[:top] if top else ranks)
    ]
    return ["rank", "actor", "id", "country", measure, *(["ranks"] if robust else [])], cells


def spanned(wanted: Asked, rank: Callable[[nx.MultiDiGraph], Ranking]) -> Mapping[Hashable, Span]:
    """The span of each node's ranks; says on stderr over which scenarios it was taken."""
    from kg.networks.rankings import robust

    found = robust(wanted.graph, wanted.selection, rank, layer=wanted.layer, level=wanted.level)
    number = len(found.scenarios)
    note(f"ranks: over {number} scenarios ({', '.join(found.scenarios)}); (2/{number}): there in only 2")
    return found.spans


def side_by_side(
    networks: dict[str, nx.MultiDiGraph],
    rank: Callable[[nx.MultiDiGraph], Ranking],
    score: str,
    top: int,
) -> Table:
    """A row a node, with its rank and score in each network; in the order of the first that ranks it."""
    places = {name: {node: (n, value) for n, node, value in rank(net)} for name, net in networks.items()}
    order = list(dict.fromkeys(node for ranks in places.values() for node in ranks))
    cells: list[list[Cell]] = []
    for node in order[:top] if top else order:
        network = next(net for name, net in networks.items() if node in places[name])
        row: list[Cell] = [network.nodes[node]["label"], identifier(node), place(network, node)]
        for ranks in places.values():
            number, value = ranks.get(node, (None, None))
            row += [number, _rounded(value)]
        cells.append(row)
    return [
        "actor",
        "id",
        "country",
        *(f"{word} {name}" for name in networks for word in ("rank", score)),
    ], cells


def readable(table: Table, format: str) -> Table:
    """The table as people read it, who need no ids beside names; programs get all columns."""
    columns, cells = table
    if format not in {"table", "md"}:
        return table
    place = columns.index("id")
    return columns[:place] + columns[place + 1 :], [row[:place] + row[place + 1 :] for row in cells]


def identifier(node: object) -> str:
    """A node as tables name it: the CURIE of its IRI, or the id alone."""
    from kg.vocabulary import compact

    return compact(str(node)).removeprefix("id:")


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 6)
