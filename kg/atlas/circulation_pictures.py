"""The pictures of circulation: the ways of people through study, career and return, and flows on a map."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from kg.analytics.circulation import heads
from kg.analytics.moves import moves
from kg.analytics.spells import Career, stages
from kg.atlas.analysis import Picture, drawn, slug
from kg.atlas.reading import Reading
from kg.charts.alluvial import Band, alluvial
from kg.charts.flowmap import Flow, Place, flow_map
from kg.networks.circulation import Circulation
from kg.networks.coordinates import coordinates
from kg.vocabulary import KG

__all__ = ["Way", "Ways", "flow_picture", "ways"]

#: A stop in several countries, of which nobody knows the order, or at once.
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a career through the columns: at each the countries, none where nothing is told."""

    career: Career
    stops: tuple[tuple[str, ...], ...]

    def key(self, column: int) -> str | None:
        """The block at which it stops in a column."""
        found = self.stops[column]
        return None if not found else found[0] if len(found) == 1 else SEVERAL


@dataclass(frozen=True, slots=True)
class Ways:
    """The picture of all ways, its columns, the ways themselves, and the careers that are no way."""

    picture: Picture
    columns: tuple[str, ...]
    ways: tuple[Way, ...]
    apart: tuple[Career, ...]


def ways(reading: Reading, told: Circulation, colours: Mapping[str, int]) -> Ways | None:
    """The ways of those who moved or are in several countries, as an alluvial diagram; None if nobody did.

    Columns are home and the lanes in which maps draw the stages of careers. A post that somebody has from
    their return on is no station on the way there, and is left out, as are spells that only tie people to a
    country without placing them there.
    """
    lanes = {iri: int(text) for iri, text in _lanes(reading).items()}
    mobile = [career for career in told.told if moves(career) or len(_placed(career)) > 1]
    used = sorted(
        {lanes[spell.stage] for career in mobile for spell in career.spells if spell.stage in lanes}
    )
    if not mobile or not used:
        return None
    seen = {
        lane: {
            spell.stage
            for career in mobile
            for spell in career.spells
            if spell.order is not None and lanes.get(spell.stage) == lane
        }
        for lane in used
    }
    headings = [
        " · ".join(reading.label(stage).text for stage in reading.by_label(seen[lane])) for lane in used
    ]
    columns = (reading.words["home"], *headings)
    found = tuple(
        Way(career, (career.homes, *(_at(career, lanes, lane) for lane in used))) for career in mobile
    )
    picture = _alluvial(reading, found, columns, colours)
    return Ways(picture, columns, found, tuple(career for career in told.told if career not in mobile))


def _lanes(reading: Reading) -> dict[str, str]:
    found = ((iri, reading.statements.text(iri, KG.lane)) for iri in sorted(reading.statements.of))
    return {iri: text for iri, text in found if text}


def _placed(career: Career) -> set[str | None]:
    return {spell.country for spell in career.spells if spell.order is not None}


def _at(career: Career, lanes: Mapping[str, int], lane: int) -> tuple[str, ...]:
    """The countries of a career in a lane, as far as they are told; none if one of them is not named."""
    ordered = stages(career)
    back = min((number for number, spell in ordered if number and spell.homecoming), default=None)
    here = {
        spell.country
        for number, spell in ordered
        if number is not None and lanes.get(spell.stage) == lane
        if back is None or number < back or spell.homecoming
    }
    return () if None in here else tuple(sorted(country for country in here if country))


def _alluvial(
    reading: Reading, found: Sequence[Way], columns: Sequence[str], colours: Mapping[str, int]
) -> Picture:
    words = reading.words
    bands = [
        Band(
            name=reading.label(way.career.who).text,
            stops=tuple(way.key(column) for column in range(len(columns))),
            least=way.career.size.low or 0,
            most=way.career.size.high,
            count=str(way.career.size),
            colour=colours.get(way.career.home or "", -1),
            leads=f"#{slug('life', way.career.who)}",
        )
        for way in found
    ]
    stopped = {stop for band in bands for stop in band.stops if stop}
    blocks = {
        iri: reading.label(iri).text
        for iri in sorted(stopped - {SEVERAL}, key=lambda iri: (colours.get(iri, 99), iri))
    }
    if SEVERAL in stopped:
        blocks[SEVERAL] = words["several_countries"]
    counts = {
        (column, key): str(heads(way.career for way in found if way.key(column) == key))
        for column in range(len(columns))
        for key in (*blocks, None)
    }

    def draw(identity: str, wide: int) -> str:
        return alluvial(
            bands,
            columns,
            blocks,
            counts,
            title=words["ways"],
            unknown=words["not_told"],
            description=words["ways_help"],
            name=identity,
            language=reading.language,
            wide=wide,
        )

    return drawn("ways", draw)


def flow_picture(reading: Reading, told: Circulation, colours: Mapping[str, int]) -> Picture | None:
    """The flows between countries on a map; None where the graph does not know where any of them are.

    A flow of which neither end is told, or with an end of which nobody knows where it is, stands in the
    matrix alone.
    """
    words = reading.words
    globe = coordinates(reading.graph)
    flows = [
        Flow(
            origin,
            destination,
            least=count.low or 0,
            most=count.high,
            count=str(count),
            colour=colours.get(origin or "", -1),
            leads=f"#{slug('flow', origin, destination)}",
        )
        for (origin, destination), count in told.flows.cells.items()
        if origin != destination and {origin, destination} <= {*globe, None}
    ]
    ends = {end for flow in flows for end in (flow.origin, flow.destination) if end}
    if not flows:
        return None
    places = {iri: Place(reading.label(iri).text, *globe[iri]) for iri in reading.by_label(ends)}
    land = json.loads(files("kg.maps").joinpath("vendor", "land.json").read_text(encoding="utf-8"))["lines"]

    def draw(identity: str, wide: int) -> str:
        return flow_map(
            flows,
            places,
            land,
            title=words["flows"],
            unknown=words["not_told"],
            description=words["flow_map_help"],
            name=identity,
            language=reading.language,
            wide=wide,
        )

    return drawn("flows", draw)
