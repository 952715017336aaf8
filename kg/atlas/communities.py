"""Who hangs together: communities of the network, how sure they are, and whether they follow countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.analytics.communities import Agreement, agreement
from kg.analytics.communities import Communities as Found
from kg.analytics.communities import communities as leiden
from kg.analytics.mixing import Mixing, mixing
from kg.atlas.analysis import Picture, coloured, countries, drawn, slug, style
from kg.atlas.pages import Page, Part
from kg.atlas.reading import Reading
from kg.charts.bars import Row, bars
from kg.charts.svg import COLOURS
from kg.networks.projection import project
from kg.networks.selection import select
from kg.vocabulary import PREFIXES

__all__ = ["Attribute", "Community", "pages"]

#: With what communities and ties are compared, and the words for that: as a column, and over its matrix.
_COUNTRY, _KIND = "country", "kind"
WORDS = {_COUNTRY: ("by_country", "mixing_matrix"), _KIND: ("by_kind", "mixing_matrix_kinds")}
#: Up to which p ties are said to follow an attribute.
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its number, its members, those with most ties first, and how steady it is."""

    number: int
    members: tuple[str, ...]
    stability: float
    countries: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Attribute:
    """How far communities and ties follow an attribute; `groups` are its values, most ties first."""

    name: str
    alike: Agreement
    mixing: Mixing
    groups: Mapping[str, str]

    @property
    def verdict(self) -> str:
        """A key of the words: whether ties stay within groups, lead out of them, or do as chance would."""
        ei, expected, p = self.mixing.ei, self.mixing.ei_expected, self.mixing.ei_p
        if ei is None or expected is None or p is None:
            return "ties_undecided"
        if p > LEVEL:
            return "ties_as_chance"
        return "ties_inward" if ei < expected else "ties_outward"

    def warmth(self, one: str, other: str) -> int:
        """How warm a cell of the matrix is, from 0 for nothing to 5 for the largest, by square roots."""
        most = max((count for row in self.mixing.matrix.values() for count in row.values()), default=0)
        share = self.mixing.matrix[one][other] / most if most else 0
        return next(step for step in range(6) if share <= step * step / 25)


def pages(reading: Reading) -> Iterator[Part]:
    """The page, its style sheet and its picture; there is none for a graph without a tie."""
    network = project(reading.graph, select(reading.graph), language=reading.language)
    if not network.number_of_edges():
        return
    found = leiden(network)
    known = [_community(network, found, number, group) for number, group in enumerate(found.groups, start=1)]
    picture = _picture(reading, known)
    context = {
        "found": found,
        "actors": len(network),
        "claims": len({claim.iri for *_, claims in network.edges(data="claims") for claim in claims}),
        "communities": known,
        "attributes": [_attribute(reading, network, found, name) for name in WORDS],
        "attribute_words": WORDS,
        "picture": picture,
        "slug": slug,
    }
    yield style()
    yield Page("communities.html", "communities.html.j2", reading.words["communities"], context)
    yield picture.file


def _community(network: nx.MultiDiGraph, found: Found, number: int, group: frozenset[object]) -> Community:
    members = sorted((str(node) for node in group), key=lambda node: (-network.degree(node), node))
    return Community(
        number=number,
        members=tuple(members),
        stability=sum(found.agreement[node] for node in members) / len(members),
        countries=Counter(network.nodes[node][_COUNTRY] for node in members),
    )


def _attribute(reading: Reading, network: nx.MultiDiGraph, found: Found, name: str) -> Attribute:
    values = {node: text or None for node, text in network.nodes(data=name)}
    mixed = mixing(network, values)
    ordered = sorted(mixed.groups, key=lambda one: (-mixed.marginals[one], str(one)))
    return Attribute(
        name=name,
        alike=agreement(found.membership, values),
        mixing=mixed,
        groups={str(one): _label(reading, name, str(one)) for one in ordered},
    )


def _label(reading: Reading, name: str, value: str) -> str:
    """What a value of an attribute is called; several countries at once have all their names."""
    iris = countries(value) if name == _COUNTRY else (PREFIXES["kg"] + value,)
    return " · ".join(reading.label(iri).text for iri in iris)


def _picture(reading: Reading, known: Sequence[Community]) -> Picture:
    """Of which countries each community is made."""
    words = reading.words
    here = {group for one in known for group in one.countries if group}
    places = coloured(reading)
    ordered = sorted(here, key=lambda group: (places.get(countries(group), len(COLOURS)), group))
    # Two colours are left for the rest, so that a place among the sorts is the place of a colour.
    shown = {
        places[countries(group)]: group
        for group in ordered
        if places.get(countries(group), 99) < len(COLOURS) - 2
    }
    sorts = [
        _label(reading, _COUNTRY, shown[place]) if place in shown else "" for place in range(len(COLOURS) - 2)
    ]
    sorts += [words["other_countries"], words["no_country"]]

    def row(one: Community) -> Row:
        first = ", ".join(reading.label(iri).text for iri in one.members[:3])
        parts = [one.countries.get(shown.get(place, "?"), 0) for place in range(len(COLOURS) - 2)]
        nowhere = one.countries.get("", 0)
        parts += [len(one.members) - sum(parts) - nowhere, nowhere]
        return Row(f"{one.number}. {first}", parts, f"#{slug('community', str(one.number))}")

    def draw(identity: str, wide: int) -> str:
        return bars(
            [row(one) for one in known],
            sorts,
            title=words["communities_by_country"],
            description=words["community_bars_help"],
            name=identity,
            language=reading.language,
            wide=wide,
        )

    return drawn("communities", draw)
