"""Who brokers: in the whole graph, and between the two sides, opened down to the passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import networkx as nx

from kg.analytics import brokerage
from kg.analytics.robustness import Ranking
from kg.atlas.analysis import Picture, countries, drawn, slug, style
from kg.atlas.entries import sorted_claims
from kg.atlas.pages import Page, Part
from kg.atlas.reading import Reading
from kg.charts.bars import Row, bars
from kg.claim import Claim
from kg.networks.brokers import Chance, Groups, chances, counted, field, ranking
from kg.networks.edges import claims_between
from kg.networks.projection import project
from kg.networks.rankings import Robust, compare, robust
from kg.networks.selection import Selection, scenarios, select
from kg.vocabulary import compact

__all__ = ["Broker", "Fan", "Scope", "Standing", "Tie", "pages"]

#: What divides actors into groups, how often chance is drawn, and up to which p a role is beyond it.
_BY, RUNS, LEVEL = "country", 999, 0.05
#: How many brokers the picture shows, and how many the comparison of statuses at least.
SHOWN, FIRST = 12, 8
#: The words for each role: its name, and what it means.
ROLES = {
    "coordinator": ("role_coordinator", "role_coordinator_is"),
    "itinerant": ("role_itinerant", "role_itinerant_is"),
    "gatekeeper": ("role_gatekeeper", "role_gatekeeper_is"),
    "representative": ("role_representative", "role_representative_is"),
    "liaison": ("role_liaison", "role_liaison_is"),
}

Ends = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Fan:
    """Open triads of one role that share their ends: each source reaches each target by way of the broker."""

    role: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of a broker: who is at its other end, and the claims that make it."""

    end: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Broker:
    """A row of the ranking: the broker, its group, its roles with what chance would give, what is behind."""

    rank: int
    iri: str
    countries: tuple[str, ...]
    total: int
    roles: tuple[tuple[str, int, Chance | None], ...]
    ranks: str
    fans: tuple[Fan, ...]
    inward: tuple[Tie, ...]
    outward: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A broker with rank and number of triads for each choice of statuses; None for no triad."""

    iri: str
    places: tuple[tuple[int, int] | None, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of triads alone."""
        return tuple(place[1] if place else 0 for place in self.places)


@dataclass(frozen=True, slots=True)
class Scope:
    """One question: who brokers between two groups, or anywhere; and over which scenarios it was asked."""

    name: str
    ends: tuple[str, ...]
    brokers: tuple[Broker, ...]
    scenarios: tuple[str, ...]
    standings: tuple[Standing, ...]
    picture: Picture | None


def pages(reading: Reading) -> Iterator[Part]:
    """The page, its style sheet and its pictures; there is none for a graph without a tie.

    It asks who brokers between two sides only where the ontology names two.
    """
    graph = reading.graph
    network = project(graph, select(graph), language=reading.language)
    if not network.number_of_edges():
        return
    network, known = field(network, _BY)
    others = _statuses(reading)
    named = ",".join("+".join(names) for _, names in others)
    compared = list(compare(graph, Selection(), named, language=reading.language).values())
    sides = tuple(compact(side).partition(":")[2] for side in reading.sides)
    asked: list[tuple[str, Ends]] = [("between", (sides[0], sides[1]))] if len(sides) == 2 else []
    asked.append(("anywhere", None))
    scopes = [_scope(reading, network, known, compared, *one) for one in asked]
    used = {claim.iri for *_, claims in network.edges(data="claims") for claim in claims}
    context = {
        "scopes": scopes,
        "roles": ROLES,
        "statuses": [status for status, _ in others],
        "actors": len(network),
        "claims": len(used),
        "without": len(network) - len(known),
        "level": LEVEL,
        "p_numbers": (f"{RUNS:,}", LEVEL),
        "slug": slug,
        "labels": lambda iris: [reading.label(iri).text for iri in iris],
    }
    yield style()
    yield Page("brokerage.html", "brokerage.html.j2", reading.words["brokerage"], context)
    yield from (scope.picture.file for scope in scopes if scope.picture)


def _statuses(reading: Reading) -> list[tuple[str, list[str]]]:
    """The statuses that are held against each other: what is a fact, and each further one with it."""
    facts = [iri for iri in reading.statuses if iri in reading.graph.ontology.factual]
    further = [iri for iri in reading.statuses if iri not in facts]
    chosen = [("", facts), *((one, [*facts, one]) for one in further)]
    return [(status, [compact(iri).partition(":")[2] for iri in iris]) for status, iris in chosen]


def _rank(network: nx.MultiDiGraph, ends: Ends) -> Ranking:
    """Who stands in an open triad, those in most of them first."""
    return ranking(network, _BY, ends)


def _scope(
    reading: Reading,
    network: nx.MultiDiGraph,
    known: Groups,
    compared: Sequence[nx.MultiDiGraph],
    name: str,
    ends: Ends,
) -> Scope:
    counts = counted(network, known, ends)
    # Chance speaks of all triads of an actor, not of those between one pair of groups.
    chance = {} if ends else chances(network, known, runs=RUNS, seed=0)
    spans = robust(reading.graph, Selection(), partial(_rank, ends=ends))
    brokers = tuple(
        replace(
            _opened(reading, network, known, str(node), ends),
            rank=rank,
            roles=_played(counts[str(node)], chance.get(str(node), {})),
            ranks=str(spans.spans[node]),
        )
        for rank, node, _ in _rank(network, ends)
    )
    return Scope(
        name=name,
        ends=tuple(country for end in ends or () for country in countries(end)),
        brokers=brokers,
        scenarios=_in_words(reading, spans),
        standings=_standings([_rank(one, ends) for one in compared]),
        picture=_picture(reading, name, brokers) if brokers else None,
    )


def _played(
    counts: Mapping[str, int], chance: Mapping[str, Chance]
) -> tuple[tuple[str, int, Chance | None], ...]:
    """The roles that are played, the most frequent first."""
    roles = sorted((role for role in brokerage.ROLES if counts[role]), key=lambda role: -counts[role])
    return tuple((role, counts[role], chance.get(role)) for role in roles)


def _opened(reading: Reading, network: nx.MultiDiGraph, known: Groups, iri: str, ends: Ends) -> Broker:
    """A broker with its triads and the ties of which they are made."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    total = 0
    for triad in brokerage.triads(network, known, iri, between=ends):
        found[triad.role][str(triad.source)].append(str(triad.target))
        total += 1
    fans = tuple(fan for role in brokerage.ROLES for fan in _fans(reading, role, found[role]))
    sources = {end for fan in fans for end in fan.sources}
    targets = {end for fan in fans for end in fan.targets}

    def tie(source: str, target: str) -> Tie:
        claims = sorted_claims(reading, claims_between(network, source, target))
        return Tie(target if source == iri else source, tuple(claims))

    return Broker(
        rank=0,
        iri=iri,
        countries=countries(str(known[iri])),
        total=total,
        roles=(),
        ranks="",
        fans=fans,
        inward=tuple(tie(one, iri) for one in reading.by_label(sources)),
        outward=tuple(tie(iri, one) for one in reading.by_label(targets)),
    )


def _fans(reading: Reading, role: str, found: Mapping[str, Iterable[str]]) -> Iterator[Fan]:
    """The triads of a role, those together whose sources reach the same targets; the largest first."""
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for source in reading.by_label(found):
        together[tuple(reading.by_label(found[source]))].append(source)
    for targets, sources in sorted(
        together.items(), key=lambda item: (-len(item[0]) * len(item[1]), item[1])
    ):
        yield Fan(role, tuple(sources), targets)


def _in_words(reading: Reading, spans: Robust) -> tuple[str, ...]:
    """The scenarios in the language of the site: what each does differently."""
    words, graph = reading.words, reading.graph
    used = graph.statuses(None)
    said = {}
    for name, other in scenarios(graph, Selection()):
        if other.without:
            said[name] = words["without_source"].format(
                " · ".join(reading.short(one) for one in sorted(other.without))
            )
        elif not other.inferred:
            said[name] = words["without_rules"]
        else:
            counted_ = graph.statuses(other.status)
            word = "without_status" if used - counted_ else "with_status"
            said[name] = words[word].format(
                " · ".join(reading.label(one).text for one in sorted(used ^ counted_))
            )
    return tuple(said.get(name, words["as_established"]) for name in spans.scenarios)


def _standings(rankings: Sequence[Ranking]) -> tuple[Standing, ...]:
    """The first brokers, and every one whose number depends on the statuses that count."""
    places = [{str(node): (rank, int(score)) for rank, node, score in ranking} for ranking in rankings]
    rows = [
        Standing(node, tuple(one.get(node) for one in places))
        for node in dict.fromkeys(node for one in places for node in one)
    ]
    return tuple(row for place, row in enumerate(rows) if place < FIRST or len({*row.numbers}) > 1)


def _picture(reading: Reading, name: str, brokers: Sequence[Broker]) -> Picture:
    """The roles of the first brokers as bars."""
    words = reading.words
    rows = []
    for broker in brokers[:SHOWN]:
        played = {role: count for role, count, _ in broker.roles}
        row = Row(
            reading.label(broker.iri).text,
            [played.get(role, 0) for role in ROLES],
            f"#{slug(name, broker.iri)}",
        )
        rows.append(row)
    title = words["brokers_between"] if name == "between" else words["brokers_anywhere"]
    ends = [reading.label(side).text for side in reading.sides]

    def draw(identity: str, wide: int) -> str:
        return bars(
            rows,
            [words[key] for key, _ in ROLES.values()],
            title=title.format(*ends),
            description=words["bars_help"],
            name=identity,
            language=reading.language,
            wide=wide,
        )

    return drawn(f"brokers-{name}", draw)
