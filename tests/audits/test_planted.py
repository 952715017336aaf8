"""Each rule finds the contradiction that is planted for it, and keeps silent on the page without it."""

from __future__ import annotations

import re

import pytest

from kg.audit import audit
from kg.findings import Severity
from kg.graph import Graph
from tests.audits.pages import RULES, all_found, figure, found, place

MODES = ("mode:a", "mode:b", "mode:c")


def series(where: str, numbers: tuple[str, ...], subject: str) -> list[str]:
    """The same kind of numbers of one subject, in one sentence."""
    return [place(where, section=where)] + [
        figure(f"{where}{mode[-1]}", number, where, mode=mode, subject=subject)
        for mode, number in zip(MODES, numbers, strict=True)
    ]


def comparison(**aspects: str) -> str:
    """A statement of order, printed in the sentence `said`."""
    given = {"measure": "indicator:lamps", "subject": "id:eastmark", "evidence": "passage:said", **aspects}
    parts = [f"kg:{name} {value}" for name, value in given.items()]
    return f"claim:order a kg:Comparison ; {' ; '.join(parts)} ."


def cited(text: str, *authors: str, year: str = "1999") -> list[str]:
    """A work with its authors, and the words by which a source cites it."""
    writers = "".join(
        f' ; dcterms:creator id:{name} . id:{name} kg:familyName "{name.title()}" . id:work dcterms:issued '
        f'"{year}"'
        for name in authors
    )
    return [
        f'id:work a kg:Work ; dcterms:issued "{year}"{writers} .',
        f'name:n a kg:Name ; kg:named id:work ; kg:text "{text}"@en ; kg:nameRole namerole:as-printed .',
    ]


def name(key: str, thing: str, text: str, where: str) -> str:
    """A name as printed in one place."""
    return (
        f'name:{key} a kg:Name ; kg:named id:{thing} ; kg:text "{text}"@en ; '
        f"kg:nameRole namerole:as-printed ; kg:evidence passage:{where} ."
    )


def byline(person: str, where: str) -> str:
    """Who wrote the almanac, as one place has it."""
    return (
        f"claim:{person}-{where} a kg:Claim ; kg:relation kg:authored ; kg:subject id:{person} ; "
        f"kg:object source:almanac ; kg:evidence passage:{where} ."
    )


def shares(*printed: str) -> list[str]:
    """Counts and their shares, in one sentence."""
    lines = [place("text")]
    for mode, (share, count) in zip(MODES, zip(printed, ("20", "30", "50"), strict=True), strict=True):
        lines.append(figure(f"s{mode[-1]}", share, "text", "share", mode=mode))
        lines.append(figure(f"c{mode[-1]}", count, "text", mode=mode))
    return lines


def pair(role: str, printed: str, second: str, **aspects: str) -> list[str]:
    """Two numbers in two sentences."""
    return [
        *(place("here"), place("there", section="Fogs"), place("said", section="Talk")),
        figure("one", printed, "here", role),
        figure("two", second, "there", role, **aspects),
    ]


TOTAL = [place("all", exhibit="Table 1"), place("r1", exhibit="Table 1"), place("r2", exhibit="Table 1")]
OURS = {"whole": "passage:all"}
LISTED = [
    'source:almanac a kg:Source . id:work skos:prefLabel "Work"@en .',
    *(place("text"), place("entry", section="References")),
]
CITES = "claim:c a kg:Claim ; kg:relation kg:cites ; kg:subject source:almanac ; kg:object id:work ;"
HALF = {"bound": "bound:more-than", "number": "50.0", "unit": "unit:percent"}
HOUSE = ['id:house a kg:Museum ; skos:prefLabel "House"@en .', place("here"), place("there")]

#: Rule → the page without the contradiction, and the page with it.
PLANTED: dict[str, tuple[list[str], list[str]]] = {
    "base-of-shares": (shares("20%", "30%", "50%"), shares("20%", "30%", "56%")),
    "cannot-both-hold": (
        [
            *pair("value", "5", "7", measure="indicator:gross"),
            figure("n", "7", "here", "value", measure="indicator:net"),
        ],
        [
            *pair("value", "5", "7", measure="indicator:gross"),
            figure(
                "n", "7 thousand", "here", "value", measure="indicator:net", unit="unit:thousand", number="7"
            ),
        ],
    ),
    "citation-against-reference": (
        cited("Ash & Elm, 1999", "ash", "elm"),
        cited("Ash et al., 1999", "ash", "elm"),
    ),
    "citation-without-reference": (
        [*LISTED, f"{CITES} kg:evidence passage:text , passage:entry ."],
        [*LISTED, f"{CITES} kg:evidence passage:text ."],
    ),
    "comparison-against-limit": (
        [*pair("share", "51%", "9%", subject="id:isles"), comparison(comparedAs="figurerole:share", **HALF)],
        [*pair("share", "49%", "9%", subject="id:isles"), comparison(comparedAs="figurerole:share", **HALF)],
    ),
    "comparison-against-order": (
        [
            *pair("value", "9", "8", partner="id:isles"),
            figure("w", "12", "here", "value", partner="id:westmark"),
            comparison(
                comparedAs="figurerole:rank", partner="id:westmark", number="1.0", bound="bound:up-to"
            ),
        ],
        [
            *pair("value", "9", "14", partner="id:isles"),
            figure("w", "12", "here", "value", partner="id:westmark"),
            comparison(
                comparedAs="figurerole:rank", partner="id:westmark", number="1.0", bound="bound:up-to"
            ),
        ],
    ),
    "comparison-against-values": (
        [*pair("value", "9", "12", subject="id:isles"), comparison(than="id:isles", bound="bound:less-than")],
        [*pair("value", "9", "7", subject="id:isles"), comparison(than="id:isles", bound="bound:less-than")],
    ),
    "exhibit-not-there": (
        [
            place("text"),
            place("map", exhibit="Map 1"),
            'claim:m a kg:Mention ; kg:exhibit "Map 1" ; kg:evidence passage:text .',
        ],
        [
            place("text"),
            place("map", exhibit="Map 1"),
            'claim:m a kg:Mention ; kg:exhibit "Map 2" ; kg:evidence passage:text .',
        ],
    ),
    "no-such-percentage": (
        [
            *TOTAL,
            figure("all", "9", "all", "total"),
            figure("s", "33%", "r1", "share", measure="indicator:lamp-share", **OURS),
        ],
        [
            *TOTAL,
            figure("all", "9", "all", "total"),
            figure("s", "39%", "r1", "share", measure="indicator:lamp-share", **OURS),
        ],
    ),
    "one-name-for-several-things": (
        [*HOUSE, name("a", "isles", "The Rock", "here"), name("b", "cape", "The Reef", "there")],
        [*HOUSE, name("a", "isles", "The Rock", "here"), name("b", "cape", "The Rock", "there")],
    ),
    "one-quantity-two-values": (pair("value", "12", "12.3"), pair("value", "12", "13")),
    "one-series-for-two-things": (
        series("x", ("12", "345", "67"), "id:eastmark") + series("y", ("12", "347", "68"), "id:westmark"),
        series("x", ("12", "345", "67"), "id:eastmark") + series("y", ("12", "345", "68"), "id:westmark"),
    ),
    "parts-against-total": (
        [
            *TOTAL,
            figure("all", "9", "all", "total"),
            figure("a", "4", "r1", mode="mode:a", **OURS),
            figure("b", "5", "r2", mode="mode:b", **OURS),
        ],
        [
            *TOTAL,
            figure("all", "9", "all", "total"),
            figure("a", "4", "r1", mode="mode:a", **OURS),
            figure("b", "6", "r2", mode="mode:b", **OURS),
        ],
    ),
    "parts-beyond-the-whole": (
        [*TOTAL, place("text"), figure("all", "9", "all", "total"), figure("a", "8", "text", **OURS)],
        [*TOTAL, place("text"), figure("all", "9", "all", "total"), figure("a", "10", "text", **OURS)],
    ),
    "rank-against-value": (
        [
            *pair("value", "9", "8", subject="id:isles"),
            figure("r", "first", "here", "rank", number="1"),
            figure("q", "second", "here", "rank", number="2", subject="id:isles"),
        ],
        [
            *pair("value", "8", "8", subject="id:isles"),
            figure("r", "first", "here", "rank", number="1"),
            figure("q", "second", "here", "rank", number="2", subject="id:isles"),
        ],
    ),
    "several-names-for-one-thing": (
        [
            *HOUSE,
            name("a", "house", "House of Fog & Rain", "here"),
            name("b", "house", "House of Fog and Rain", "there"),
        ],
        [*HOUSE, name("a", "house", "House of Fog", "here"), name("b", "house", "House Fog", "there")],
    ),
    "share-against-count": (
        [
            *TOTAL,
            figure("all", "8", "all", "total"),
            figure("a", "3", "r1", mode="mode:a"),
            figure("s", "37.5%", "r2", "share", mode="mode:a", **OURS),
        ],
        [
            *TOTAL,
            figure("all", "8", "all", "total"),
            figure("a", "3", "r1", mode="mode:a"),
            figure("s", "37.6%", "r2", "share", mode="mode:a", **OURS),
        ],
    ),
    "shares-beyond-one-hundred": (shares("50%", "33%", "17%"), shares("50%", "34%", "18%")),
    "two-bylines": (
        [
            place("top"),
            place("end"),
            *(f'id:{one} skos:prefLabel "{one}"@en .' for one in ("ash", "elm")),
            byline("ash", "top"),
            byline("ash", "end"),
            byline("elm", "end"),
        ],
        [
            place("top"),
            place("end"),
            *(f'id:{one} skos:prefLabel "{one}"@en .' for one in ("ash", "elm")),
            byline("ash", "top"),
            byline("elm", "end"),
        ],
    ),
}


def test_every_rule_has_a_contradiction_of_its_own() -> None:
    """A rule that nothing can trip is no rule."""
    assert len(RULES) >= 15
    assert list(RULES) == sorted(PLANTED)


@pytest.mark.parametrize("rule", PLANTED)
def test_a_rule_is_silent_without_its_contradiction(rule: str) -> None:
    """False alarms count as much as misses."""
    clean, _ = PLANTED[rule]
    assert found(rule, *clean) == ()


@pytest.mark.parametrize("rule", PLANTED)
def test_a_rule_finds_its_contradiction(rule: str) -> None:
    """Once, with all that a reader wants to know."""
    _, planted = PLANTED[rule]
    (one,) = found(rule, *planted)
    assert one.rule == rule
    assert one.severity in Severity
    assert all((one.said, one.expected, one.arithmetic, one.used, one.why, one.others))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_of_roles_and_of_nothing_else(rule: str) -> None:
    """No thing, source, indicator, mode or field is named; and the question is one."""
    query = RULES[rule]
    assert re.fullmatch(r"(Which|For which) .+\?", query.question)
    assert query.parameters == ()
    named = set(re.findall(r"\b([a-z]+):[\w-]+", query.text.partition("\n")[2]))
    assert named <= {
        "bound", "dcterms", "figurerole", "function", "kg", "namerole", "rdfs", "skos", "unit", "param",
    }  # fmt: skip
    assert {"unit:" + name for name in re.findall(r"\bunit:([\w-]+)", query.text)} <= {"unit:percent"}


def test_no_two_rules_ask_the_same() -> None:
    """Neither in their question nor in their text."""
    assert len({query.question for query in RULES.values()}) == len(RULES)
    assert len({query.text.split("WHERE", 1)[1] for query in RULES.values()}) == len(RULES)


def test_the_invented_world_has_no_contradiction(graph: Graph) -> None:
    """All rules keep silent on it."""
    assert audit(graph) == ()
    assert graph.disputes == {}


def test_a_quiet_page_is_quiet_for_all_rules() -> None:
    """The clean pages of the arithmetical rules trip no other rule either."""
    for rule in (
        "parts-against-total",
        "share-against-count",
        "rank-against-value",
        "shares-beyond-one-hundred",
    ):
        assert all_found(*PLANTED[rule][0]) in ([], ["base-of-shares"]), rule
