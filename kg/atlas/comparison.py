"""The two places that maps put left and right, held against each other: figures, actors, claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg import plot
from kg.atlas import things
from kg.atlas.entries import sorted_claims
from kg.atlas.figures import Figure
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.claim import Claim
from kg.store import Rows

__all__ = ["Measure", "Pair", "measures", "pages"]

#: What the numbers of both sides have to share to stand in one row, apart from their period.
_SHARED = ("mode", "field", "sector", "role")


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: the same quantity of both sides, each with the figures that print it, or with none.

    `dated` is false where the periods differ, so that each number has to say its own. `shares` are the
    lengths of two bars, from 0 to 1; None where the numbers cannot be compared.
    """

    aspects: tuple[str, ...]
    sides: tuple[tuple[Figure, ...], ...]
    dated: bool
    shares: tuple[float, ...] | None

    @property
    def both(self) -> bool:
        """Whether something is printed of both sides."""
        return all(self.sides)


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with some of its rows."""

    iri: str
    pairs: tuple[Pair, ...]


def pages(reading: Reading) -> Iterator[Page]:
    """The comparison; there is none unless the ontology names two sides."""
    sides = list(reading.sides)
    if len(sides) != 2:
        return
    claims = [claim for claim in reading.graph.claims.values() if {claim.subject, claim.object} == set(sides)]
    shared = [
        iri for iri in things.register(reading) if set(sides) <= set(reading.graph.things[iri].countries)
    ]
    title = " · ".join(reading.label(side).text for side in sides)
    context = {
        "sides": sides,
        "both": measures(reading, sides, both=True),
        "apart": measures(reading, sides, both=False),
        "kinds": _kinds(reading, sides),
        "layers": _layers(reading, sides),
        "claims": sorted_claims(reading, claims),
        "shared": reading.by_label(shared),
        "charts": _charts(reading, set(sides)),
    }
    yield Page("comparison.html", "comparison.html.j2", title, context)


def measures(reading: Reading, sides: Sequence[str], *, both: bool) -> list[Measure]:
    """The indicators with their rows that hold numbers of both sides, or with those that do not."""
    found: dict[str, dict[tuple[str, ...], list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in reading.figures.values():
        if figure.subject in sides:
            # What one has with the other stands beside what the other has with the one.
            partner = "" if figure.partner in sides else figure.partner
            mutual = str(figure.partner in sides)
            key = (partner, *(getattr(figure, name) for name in _SHARED), mutual)
            found[figure.measure][key].append(figure)
    every = [
        (
            measure,
            [pair for key in sorted(found[measure]) for pair in _pairs(key, found[measure][key], sides)],
        )
        for measure in reading.by_label(found)
    ]
    chosen = [(measure, tuple(pair for pair in pairs if pair.both == both)) for measure, pairs in every]
    return [Measure(measure, pairs) for measure, pairs in chosen if pairs]


def _pairs(key: tuple[str, ...], figures: Sequence[Figure], sides: Sequence[str]) -> Iterator[Pair]:
    """A row for each period that both sides share, and one for what is left over, whose periods differ."""
    aspects = tuple(filter(None, key[:4]))
    periods = [{one.period for one in figures if one.subject == side} for side in sides]
    shared = set.intersection(*periods)
    for period in sorted(shared):
        held = _held([one for one in figures if one.period == period], sides)
        yield Pair((*aspects, *filter(None, [period])), held, True, _shares(held))
    rest = [one for one in figures if one.period not in shared]
    if rest:
        yield Pair(aspects, _held(rest, sides), False, None)


def _held(figures: Sequence[Figure], sides: Sequence[str]) -> tuple[tuple[Figure, ...], ...]:
    return tuple(tuple(one for one in figures if one.subject == side) for side in sides)


def _shares(held: Sequence[Sequence[Figure]]) -> tuple[float, ...] | None:
    """How the first numbers of both sides compare, when they have the same unit and are no mere bounds."""
    firsts = [figures[0] for figures in held if figures]
    exact = all(one.number and not one.bound for one in firsts)
    if len(firsts) != len(held) or len({one.unit for one in firsts}) != 1 or not exact:
        return None
    numbers = [Decimal(one.number) for one in firsts]
    most = max(numbers)
    return tuple(float(number / most) for number in numbers) if most > 0 and min(numbers) >= 0 else None


def _kinds(reading: Reading, sides: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """How many things of which kind belong to each side."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for iri in things.register(reading):
        thing = reading.graph.things[iri]
        counts[thing.kind].update(side for side in sides if side in thing.countries and side != iri)
    rows = [(kind, tuple(counts[kind][side] for side in sides)) for kind in reading.by_label(counts)]
    return sorted((row for row in rows if any(row[1])), key=lambda row: -sum(row[1]))


def _layers(reading: Reading, sides: Sequence[str]) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """In each layer, how many claims touch each side or what belongs to it: as facts, and otherwise."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in reading.graph.claims.values():
        if not claim.inferred:
            found[claim.layer].append(claim)
    return [
        (
            layer,
            tuple(
                _counted(reading, (one for one in found[layer] if _touches(reading, one, side)))
                for side in sides
            ),
        )
        for layer in reading.layers
    ]


def _touches(reading: Reading, claim: Claim, side: str) -> bool:
    ends = (reading.graph.things.get(iri) for iri in (claim.subject, claim.object))
    return any(end is not None and (side == end.iri or side in end.countries) for end in ends)


def _counted(reading: Reading, claims: Iterable[Claim]) -> tuple[int, int]:
    factual = [claim.status in reading.graph.ontology.factual for claim in claims]
    return sum(factual), len(factual) - sum(factual)


def _charts(reading: Reading, sides: set[str]) -> list[tuple[str, str]]:
    """The charts whose numbers are those of both sides, with their titles."""
    found = []
    for name, plan in plot.plans(reading.graph.project).items():
        answer = reading.answer(plan.query, dict(plan.parameters))
        drawn = (
            {getattr(term, "value", "") for row in answer.rows for term in row}
            if isinstance(answer, Rows)
            else set()
        )
        if sides <= drawn:
            found.append((name, plan.title.get(reading.language) or plan.title["en"]))
    return found
