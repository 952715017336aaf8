"""`kg brokers`: who stands between whom, in which role, beyond chance or not, and on which claims."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asked import Asked, apart, asked
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
    Seed,
    Status,
    Top,
)
from kg.cli.output import Cell, emit, note, paragraphs, rows
from kg.cli.rankings import Table, identifier, readable, side_by_side, spanned
from kg.cli.sentences import sentences

if TYPE_CHECKING:
    import networkx as nx

    from kg.analytics.robustness import Ranking
    from kg.networks.brokers import Chance, Groups, Triad

__all__ = ["brokers"]

Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="Only triads with one end in group A and the other in B."),
]
By = Annotated[str, typer.Option("--by", metavar="ATTRIBUTE", help="Groups: country, kind or community.")]
Evidence = Annotated[
    bool, typer.Option("--evidence", help="Open each role to its triads, ties, claims and passages.")
]
Runs = Annotated[
    int | None,
    typer.Option("--runs", min=1, help="Permutations of groups behind the p-values; by default 999."),
]


def brokers(
    between: Between = None,
    by: By = "country",
    evidence: Evidence = False,
    runs: Runs = None,
    seed: Seed = None,
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
    """Rank the brokers of a layer by the roles of Gould and Fernandez.

    A broker stands in the open triad a → broker → c, where a has no tie to c. All
    of one group: coordinator; a and c of another: itinerant; only c of another:
    representative; only a: gatekeeper; three groups: liaison. A p stands where a
    role is played more than by chance; csv has all p, expected values and z.
    Things of two countries are a group of their own. What ties a thing to its own
    country makes the group, and is no tie.

    \b
    Examples:
      kg brokers
      kg brokers --between KR CN --evidence
      kg brokers --layer cooperation
      kg brokers --by kind -F csv -o brokers.csv
      kg brokers --compare established,planned
    """
    from kg import formats
    from kg.errors import UsageError

    chosen = formats.choose(format, output, "entry" if evidence else "rows", "table").name
    apart(compare, status=status, evidence=evidence, runs=runs)
    if runs and (evidence or between):
        raise UsageError("--runs is for p-values, which --evidence and --between do not have")
    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    question = _Question.of(wanted, by, between, top, seed or 0)
    if compare:
        table = side_by_side(wanted.compared(compare), question.rank, "triads", top)
        emit(rows(*readable(table, chosen), chosen), output)
    elif evidence:
        emit(_evidence(_opened(wanted, question), chosen), output)
    else:
        table = _table(wanted, question, runs or 999, robust=robust, format=chosen)
        emit(rows(*readable(table, chosen), chosen), output)


@dataclass(frozen=True, slots=True)
class _Question:
    """What makes a broker: the attribute that makes groups, and the two of them between which, if any."""

    by: str
    ends: tuple[str, str] | None
    top: int
    seed: int

    @classmethod
    def of(cls, wanted: Asked, by: str, between: tuple[str, str] | None, top: int, seed: int) -> _Question:
        """The question in the words of the network; a name that means no group is a usage error."""
        from kg.errors import UsageError
        from kg.networks.brokers import check, group

        check(by)
        if between and by == "community":
            raise UsageError("--between is for country and kind: communities have no names that last")
        ends = (group(wanted.graph, by, between[0]), group(wanted.graph, by, between[1])) if between else None
        return cls(by, ends, top, seed)

    def rank(self, network: nx.MultiDiGraph) -> Ranking:
        """Who stands in an open triad, those in most of them first."""
        from kg.networks.brokers import ranking

        return ranking(network, self.by, self.ends, seed=self.seed)

    def asked_of(self, wanted: Asked) -> tuple[nx.MultiDiGraph, Groups, Ranking]:
        """The network, its groups and its brokers; says on stderr who does not count."""
        from kg.networks.brokers import field

        whole = wanted.network()
        network, known = field(whole, self.by, seed=self.seed)
        own = whole.number_of_edges() - network.number_of_edges()
        if own:
            note(f"{own} ties of things with their own country make the groups, and do not count")
        without = network.number_of_nodes() - len(known)
        if without:
            note(f"{without} actors without {self.by} do not count, and neither do their ties")
        for name in dict.fromkeys(self.ends or ()):
            if name not in known.values():
                note(f"nobody in this network has the {self.by} '{name}'")
        ranks = self.rank(network)[: self.top or None]
        if not ranks:
            note("no open triads: whoever could be brought together here is tied already, or by nobody")
        return network, known, ranks


def _table(wanted: Asked, question: _Question, runs: int, *, robust: bool, format: str) -> Table:
    """A row a broker: how often it plays which role, and how far that is beyond chance."""
    from kg.analytics.brokerage import COLUMNS
    from kg.networks.brokers import chances, counted

    network, known, ranks = question.asked_of(wanted)
    counts = counted(network, known, question.ends)
    # Chance speaks of all triads of an actor, not of those between one pair of groups.
    chance = {} if question.ends else chances(network, known, runs=runs, seed=question.seed)
    cells: list[list[Cell]] = [
        [
            *(number, network.nodes[node]["label"], identifier(node), str(known[node])),
            *_numbers(counts[str(node)], chance.get(str(node), {}), format),
        ]
        for number, node, _ in ranks
    ]
    columns = _columns(question.by, format, COLUMNS, with_chance=bool(chance))
    if robust:
        spans = spanned(wanted, question.rank)
        columns.append("ranks")
        cells = [[*row, str(spans[node])] for row, (_, node, _) in zip(cells, ranks, strict=True)]
    return columns, cells


#: Up to which p a role counts as played more than by chance, and the table says so.
_LEVEL = 0.05


def _columns(by: str, format: str, roles: Sequence[str], *, with_chance: bool) -> list[str]:
    head = ["rank", "actor", "id", by]
    if format in {"table", "md"}:
        return [*head, "triads", "roles"]
    words = ["", " expected", " sd", " z", " p"] if with_chance else [""]
    return [*head, *(f"{role}{word}" for role in roles for word in words)]


def _numbers(counts: Mapping[str, int], chance: Mapping[str, Chance], format: str) -> list[Cell]:
    """For people the roles that are played, the most frequent first; for programs every number."""
    if format in {"table", "md"}:
        played = sorted(
            (role for role in counts if role != "total" and counts[role]), key=lambda r: -counts[r]
        )
        return [
            counts["total"],
            ", ".join(f"{role} {counts[role]}{_beyond(chance.get(role))}" for role in played),
        ]
    cells: list[Cell] = []
    for role, count in counts.items():
        cells.append(count)
        if chance:
            one = chance[role]
            cells += [_number(value) for value in (one.expected, one.sd, one.z, one.p)]
    return cells


def _beyond(chance: Chance | None) -> str:
    return f" (p {chance.p:.3f})" if chance and chance.p <= _LEVEL else ""


def _number(value: float) -> float | None:
    """Rounded for reading; what is undefined, such as z without a deviation, is an empty cell."""
    from math import isfinite

    return round(value, 6) if isfinite(value) else None


@dataclass(frozen=True, slots=True)
class _Opened:
    """One broker with its triads, each down to the places where its claims are printed."""

    rank: int
    actor: str
    id: str
    group: str
    triads: tuple[Triad, ...]


def _opened(wanted: Asked, question: _Question) -> list[_Opened]:
    from kg.networks.brokers import triads

    network, known, ranks = question.asked_of(wanted)
    return [
        _Opened(
            number,
            network.nodes[node]["label"],
            identifier(node),
            str(known[node]),
            tuple(
                triads(
                    wanted.graph, network, known, str(node), between=question.ends, language=wanted.language
                )
            ),
        )
        for number, node, _ in ranks
    ]


def _text(opened: list[_Opened]) -> str:
    lines: list[str] = []
    for one in opened:
        plural = "s" * (len(one.triads) != 1)
        lines += [""] * bool(lines)
        lines.append(f"{one.rank}. {one.actor} ({one.group}): {len(one.triads)} open triad{plural}")
        for triad in one.triads:
            lines.append(f"   {triad.role}: {triad.inward.source} → {one.actor} → {triad.outward.target}")
            for tie in (triad.inward, triad.outward):
                lines += sentences(tie.lines, indent=6)
    return paragraphs(lines)


def _evidence(opened: list[_Opened], format: str) -> str:
    if format == "json":
        return json.dumps([asdict(one) for one in opened], ensure_ascii=False, indent=2) + "\n"
    return _text(opened)
