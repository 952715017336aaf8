"""What the sources tell of the circulation of each country's people, side by side, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analytics.circulation import classify, heads, return_rate
from kg.analytics.intervals import Interval, Rate
from kg.analytics.moves import moves
from kg.analytics.spells import Career, Spell, stages
from kg.claim import Claim, Passage

__all__ = ["Account", "Story", "comparison"]


@dataclass(frozen=True, slots=True)
class Story:
    """One person or group within the account of a country.

    `at_home` is None if the country is but one of their homes, or if nothing tells where they are at home and
    they only moved there. `kinds` are those of `kg.analytics.circulation.classify`; `abroad` and `here` are
    the spells outside and inside the country, in order. `evidence` are the passages of all of these.
    """

    career: Career
    at_home: bool | None
    kinds: Mapping[str, bool | None]
    abroad: tuple[Spell, ...]
    here: tuple[Spell, ...]
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of one country: its people, how many of them came back or stayed away, and what that did.

    `returned` and `away` count people whose home the country is: those known to have come back, and those
    known to be abroad; `rate` is the share of the former, None if nobody left. `statements` are claims in
    words about these people, or about this country and any people of the comparison, in order of their place.
    """

    country: str
    stories: tuple[Story, ...]
    returned: Interval
    away: Interval
    rate: Rate | None
    statements: tuple[Claim, ...]


def comparison(
    careers: Iterable[Career], claims: Mapping[str, Claim], statements: Mapping[str, Claim] | None = None
) -> tuple[Account, ...]:
    """An account of every country that is somebody's home, or to which somebody without a known home moved.

    `claims` are those that the careers are made of. `statements` are those among which words about them are
    looked for, of any status; by default the same claims. Countries come in order of their IRIs.
    """
    told = [career for career in careers if career.spells]
    reached = {
        career.who: {move.destination for move in moves(career)} if not career.homes else set()
        for career in told
    }
    countries = sorted(
        {home for career in told for home in career.homes}
        | {there for found in reached.values() for there in found if there is not None}
    )
    said = [claim for claim in (claims if statements is None else statements).values() if claim.value]
    said.sort(key=lambda claim: (claim.evidence, claim.iri))
    concerned = {career.who for career in told if {*career.homes, *reached[career.who]} & {*countries}}
    accounts = []
    for country in countries:
        theirs = [career for career in told if country in {*career.homes, *reached[career.who]}]
        home = [(career, classify(career)) for career in theirs if career.home == country]
        accounts.append(
            Account(
                country=country,
                stories=tuple(_story(career, country, claims) for career in theirs),
                returned=heads(career for career, kinds in home if kinds["returnee"]),
                away=heads(career for career, kinds in home if kinds["leaver"]),
                rate=return_rate(theirs, country),
                statements=tuple(
                    claim
                    for claim in said
                    if not {career.who for career in theirs}.isdisjoint(claim.about)
                    or (country in claim.about and not concerned.isdisjoint(claim.about))
                ),
            )
        )
    return tuple(accounts)


def _story(career: Career, country: str, claims: Mapping[str, Claim]) -> Story:
    ordered = [spell for _, spell in stages(career)]
    names = [*career.home_evidence, *(name for spell in ordered for name in spell.evidence)]
    return Story(
        career=career,
        at_home=True if career.home == country else None,
        kinds=classify(career),
        abroad=tuple(spell for spell in ordered if spell.country != country),
        here=tuple(spell for spell in ordered if spell.country == country),
        evidence=tuple(sorted({spot for name in names if name in claims for spot in claims[name].evidence})),
    )
