"""Levels: ties among countries, organisations or people, made of claims about whatever has to do with them.

The weights of ties through a third thing are those of M. E. J. Newman (2001), "Scientific collaboration
networks. II", Physical Review E 64, 016132: a paper by n authors ties each two of them by 1/(n - 1).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.simplify import undirected
from kg.claim import Claim
from kg.errors import ProjectError, UsageError
from kg.graph import Graph
from kg.networks import levels
from kg.networks.edges import Edge
from kg.networks.levels import Level, lift
from kg.networks.projection import network
from kg.project import Project
from kg.vocabulary import PREFIXES
from tests import factory
from tests.networks.made import made, short

ID = PREFIXES["id"]


def claim(source: str, target: str) -> Claim:
    """A claim that the one has to do with the other."""
    return Claim(f"{source}-{target}", source, "r", target, "", "status:established", "")


def edge(source: str, target: str, weight: float = 1, symmetric: bool = False) -> Edge:
    """An edge of that claim."""
    return Edge(source, target, (claim(source, target),), weight, symmetric)


def level(units: str = "", joins: str = "", **several: str) -> Level:
    """A level on which each letter of `units` stands for itself, and the others for what is said."""
    stand = {unit: (unit,) for unit in units} | {thing: tuple(found) for thing, found in several.items()}
    return Level(stand, frozenset(joins), "")


def ties(edges: Iterable[Edge]) -> dict[tuple[str, str, str], float]:
    """Source, target and the third thing of each edge, with its weight."""
    found = list(edges)
    result = {(one.source, one.target, one.via): one.weight for one in found}
    assert len(result) == len(found)
    return result


def lifted(found: nx.MultiDiGraph) -> dict[tuple[str, str, str], float]:
    """The edges of a network with their weights, without the beginning of IRIs."""
    return {
        (source.removeprefix(ID), target.removeprefix(ID), data["via"].removeprefix("id:")): data["weight"]
        for source, target, data in found.edges(data=True)
    }


# Through a third thing


def test_a_paper_by_three_ties_each_two_of_them_by_a_half() -> None:
    """Newman's rule: each of the authors has one tie in all by this paper, shared among the other two."""
    paper = [edge("A", "p"), edge("B", "p"), edge("C", "p")]
    assert ties(lift(paper, level("ABC", "p"))) == {
        ("A", "B", "p"): 0.5,
        ("A", "C", "p"): 0.5,
        ("B", "C", "p"): 0.5,
    }


def test_papers_add_up() -> None:
    """Newman's own example: A and B on papers of four, two and three authors: 1/3 + 1 + 1/2 = 11/6."""
    papers = [
        *(edge(author, "p") for author in "ABCD"),
        *(edge(author, "q") for author in "AB"),
        *(edge(author, "r") for author in "ABE"),
        edge("F", "s"),
    ]
    authors = nx.MultiGraph()
    authors.add_weighted_edges_from(
        (one.source, one.target, one.weight) for one in lift(papers, level("ABCDEF", "pqrs"))
    )
    weights = {frozenset(pair): weight for *pair, weight in undirected(authors).edges(data="weight")}
    assert weights[frozenset("AB")] == pytest.approx(11 / 6)
    assert weights[frozenset("AC")] == weights[frozenset("CD")] == pytest.approx(1 / 3)
    assert weights[frozenset("BE")] == pytest.approx(1 / 2)
    assert "F" not in authors


PAPERS = st.dictionaries(
    st.sampled_from("pqrstu"), st.sets(st.sampled_from("ABCDEF"), min_size=1), max_size=6
)


@given(PAPERS)
def test_the_strength_of_an_author_is_the_number_of_papers_with_others(papers: dict[str, set[str]]) -> None:
    """As Newman shows of his weights: so strength is known without any network."""
    edges = [edge(author, paper) for paper, authors in papers.items() for author in sorted(authors)]
    strength: Counter[str] = Counter()
    for one in lift(edges, level("ABCDEF", "pqrstu")):
        assert one.symmetric
        strength[one.source] += one.weight  # type: ignore[assignment]
        strength[one.target] += one.weight  # type: ignore[assignment]
    joint = Counter(author for authors in papers.values() if len(authors) > 1 for author in authors)
    assert strength == pytest.approx(joint)


@given(PAPERS, st.randoms(use_true_random=False))
def test_newmans_network_is_that_of_networkx(papers: dict[str, set[str]], random: object) -> None:
    """Which has the rule as a projection of its own; and the order of the claims does not matter."""
    edges = [edge(author, paper) for paper, authors in papers.items() for author in sorted(authors)]
    random.shuffle(edges)  # type: ignore[attr-defined]
    ours: dict[frozenset[str], float] = defaultdict(float)
    for one in lift(edges, level("ABCDEF", "pqrstu")):
        ours[frozenset((one.source, one.target))] += one.weight
    bipartite = nx.Graph((one.source, one.target) for one in edges)
    theirs = nx.bipartite.collaboration_weighted_projected_graph(
        bipartite, sorted({one.source for one in edges})
    )
    assert ours == pytest.approx({frozenset(pair): weight for *pair, weight in theirs.edges(data="weight")})


def test_whoever_stands_on_either_side_of_a_claim_is_tied() -> None:
    """A fund that a ministry launched and that pays an institute ties the two."""
    assert ties(lift([edge("A", "f"), edge("f", "B")], level("AB", "f"))) == {("A", "B", "f"): 1}


def test_two_claims_of_one_with_the_third_thing_are_still_one_partner() -> None:
    """Who founded a company and works there is one of its people; every claim is on the edge, once."""
    found = list(lift([edge("A", "f"), edge("f", "A"), edge("B", "f")], level("AB", "f")))
    assert ties(found) == {("A", "B", "f"): 1}
    assert [one.iri for one in found[0].claims] == ["A-f", "f-A", "B-f"]


def test_a_third_thing_of_one_alone_ties_nobody() -> None:
    """One author, one member, one party."""
    assert ties(lift([edge("A", "f"), edge("f", "A")], level("A", "f"))) == {}


def test_third_things_do_not_hand_on() -> None:
    """A programme of a fund does not tie whoever takes part in it to whoever gave to the fund."""
    assert ties(lift([edge("A", "f"), edge("f", "g"), edge("g", "B")], level("AB", "fg"))) == {}


def test_what_neither_stands_for_anybody_nor_joins_is_left_out() -> None:
    """Such as a city in a network of organisations."""
    assert ties(lift([edge("A", "x"), edge("B", "x"), edge("x", "y")], level("AB", "f"))) == {}


# Of one claim


def test_a_claim_between_units_is_a_tie_of_the_same_kind() -> None:
    """With its direction, its weight, and the claim itself."""
    made_ = edge("A", "B", 3), edge("B", "A", 2, symmetric=True)
    assert list(lift(made_, level("AB"))) == list(made_)


def test_a_claim_within_a_unit_ties_nobody() -> None:
    """A ministry and its institute are one country."""
    assert ties(lift([edge("m", "i"), edge("i", "j")], level("", m="E", i="E", j="W"))) == {("E", "W", ""): 1}


def test_a_claim_of_several_units_is_shared_out_among_their_pairs() -> None:
    """A centre of two countries with an institute of three: six pairs, one sixth each."""
    found = ties(lift([edge("c", "i", 3)], level("", c="EW", i="XYZ")))
    assert found == {(one, other, ""): 0.5 for one in "EW" for other in "XYZ"}


def test_what_falls_within_a_unit_is_lost_and_not_handed_to_the_others() -> None:
    """Half of what a country does with a binational body, it does with itself."""
    assert ties(lift([edge("i", "c")], level("", c="EW", i="E"))) == {("E", "W", ""): 0.5}


UNITS = st.dictionaries(
    st.sampled_from("abcd"), st.sets(st.sampled_from("EWX"), min_size=1).map(sorted).map("".join), max_size=4
)
EDGES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from((1.0, 2.0, 7.0))),
    max_size=6,
    unique_by=lambda found: found[:2],
)


@given(UNITS, EDGES)
def test_lifting_makes_no_weight(units: dict[str, str], edges: list[tuple[str, str, float]]) -> None:
    """The ties of a claim weigh as much as it does, less what falls within one unit."""
    given_ = [edge(*one) for one in edges]
    weights: Counter[str] = Counter()
    for one in lift(given_, level("", **units)):
        assert one.source != one.target
        weights[one.key] += one.weight  # type: ignore[assignment]
    for one in given_:
        source, target = units.get(one.source, ""), units.get(one.target, "")
        pairs = [(here, there) for here in source for there in target]
        apart = sum(here != there for here, there in pairs)
        assert weights[one.key] == pytest.approx(one.weight * apart / len(pairs) if pairs else 0)


# The levels of the ontology


def test_the_ontology_declares_the_levels(graph: Graph) -> None:
    """Adding one is adding a file; each says by which rule its edges weigh."""
    found = levels.names(graph)
    assert sorted(found) == ["country", "organisation", "person"]
    assert all(query.weight for query in found.values())


def test_the_network_of_countries(graph: Graph) -> None:
    """Every claim across the border, whichever side it is made from; a joint centre counts half.

    That both parties of an agreement cooperate is derived from what ties them already, and not counted again.
    """
    found = network(graph, "cooperation", level="country", status="all")
    assert sorted(
        (source.removeprefix(ID), data["relation"], target.removeprefix(ID), data["weight"])
        for source, target, data in found.edges(data=True)
    ) == [
        ("eastmark", "kg:cooperatesWith", "westmark", 0.5),
        ("eastmark", "kg:cooperatesWith", "westmark", 1),
        ("eastmark", "kg:isPartyTo", "westmark", 0.5),
        ("westmark", "kg:entersMarketOf", "eastmark", 1),
        ("westmark", "kg:isPartyTo", "eastmark", 0.5),
    ]


def test_the_network_of_organisations(graph: Graph) -> None:
    """By their own relations, and through a fund, a survey, a programme and a person."""
    assert lifted(network(graph, level="organisation")) == {
        ("eastmark-government", "lighthouse-institute", "light-fund"): 1,
        ("foghorn-company", "harbour-university", "lan-ta"): 1,
        ("lens-laboratory", "lighthouse-institute", ""): 1,
        ("lens-laboratory", "ministry-of-lamps", ""): 1,
        ("lighthouse-institute", "harbour-university", ""): 1,
        ("lighthouse-institute", "ministry-of-lamps", ""): 1,
        ("lighthouse-institute", "society-of-keepers", "keepers-survey"): 1,
        ("ministry-of-lamps", "museum-of-fog", "fog-programme"): 1,
    }


def test_the_network_of_people(graph: Graph) -> None:
    """Who studied where the other worked; countries tie nobody, or they would tie everybody."""
    assert lifted(network(graph, level="person")) == {("bora-deung", "lan-ta", "harbour-university"): 1}


def test_a_third_author_makes_two_of_three_ties_of_a_half(project: Project) -> None:
    """Newman's rule, from the tables to the network."""
    for person in ("otto-lens", "ida-quill"):
        factory.append(
            *(project, "claims/talent.csv"),
            subject=person,
            relation="workedAt",
            object="foghorn-company",
            status="established",
            evidence="ledger-1999-2-2",
        )
    found = network(made(project), "talent", level="person")
    assert lifted(found) == {
        ("bora-deung", "lan-ta", "harbour-university"): 1,
        ("ida-quill", "lan-ta", "foghorn-company"): 0.5,
        ("ida-quill", "otto-lens", "foghorn-company"): 0.5,
        ("lan-ta", "otto-lens", "foghorn-company"): 0.5,
    }
    assert nx.Graph(found).number_of_edges() == 4
    assert {key for *_, key in found.edges(keys=True)} == {
        ID + "harbour-university",
        ID + "foghorn-company",
    }


def test_a_tie_through_a_third_thing_says_all_that_makes_it(graph: Graph) -> None:
    """Both claims, with what they have in common said once; it has no direction."""
    ((data),) = network(graph, level="organisation")[ID + "foghorn-company"][
        ID + "harbour-university"
    ].values()
    assert {name: value for name, value in data.items() if name != "claims"} == {
        "relation": "kg:founded; kg:workedAt",
        "label": "founded; worked at",
        "layer": "talent",
        "status": "established",
        "from": "1986",
        "until": "1985",
        "via": "id:lan-ta",
        "symmetric": True,
        "weight": 1,
    }
    assert [one.subject for one in data["claims"]] == [ID + "lan-ta"] * 2


@pytest.mark.parametrize("name", ["country", "organisation", "person"])
def test_a_level_says_nothing_that_the_claims_do_not(real: Graph, name: str) -> None:
    """Each edge among units of the level, and made of claims that the network of things has too."""
    found, things = network(real, level=name, status="all"), network(real, status="all")
    assert found.number_of_edges() > 10
    known = {one for *_, claims in things.edges(data="claims") for one in claims}
    assert {one for *_, claims in found.edges(data="claims") for one in claims} <= known
    units = {unit for units in levels.get(real, name).units.values() for unit in units}
    assert set(found) <= units
    assert not list(nx.selfloop_edges(found))
    assert all(0 < weight <= 1 for *_, weight in found.edges(data="weight"))


def test_a_network_says_its_level_and_how_edges_weigh(graph: Graph) -> None:
    """First what a claim weighs, then what the level makes of it."""
    about = network(graph, level="person").graph
    assert about["level"] == "person"
    first, second = about["weight"].split("; ")
    assert first == "1 a claim"
    assert second == levels.names(graph)["person"].weight


def test_a_level_that_does_not_exist_says_which_do(graph: Graph) -> None:
    """In one line."""
    with pytest.raises(UsageError, match=r"^no level 'countrey'; did you mean 'country'\?$"):
        network(graph, level="countrey")


@pytest.mark.parametrize(
    "select",
    [
        "SELECT ?unit { ?unit a kg:Country }",
        "SELECT ?thing { ?thing a kg:Country }",
        "SELECT ?thing ?unit { ?thing a kg:Country OPTIONAL { ?thing kg:country ?unit } }",
    ],
)
def test_a_level_without_its_columns_is_an_error(project: Project, select: str) -> None:
    """Whoever adds a level is told what is missing, with the file."""
    path = factory.own_ontology(project) / "levels" / "short.rq"
    path.write_text(f"#+ question: What is short?\n#+ since: 0.1.0\n{select}", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"^short\.rq: a level selects \?thing with \?unit or \?joins$"):
        network(made(project), level="short")


def test_what_stands_for_itself_does_not_tie_others_too(project: Project) -> None:
    """A level that says both of a thing means the first; and what joins `false` joins nobody."""
    path = factory.own_ontology(project) / "levels" / "both.rq"
    path.write_text(
        "#+ question: Who is who?\n#+ since: 0.1.0\nSELECT ?thing ?unit ?joins {\n"
        "  { VALUES (?thing ?unit) { (id:lan-ta id:lan-ta) (id:bora-deung id:bora-deung) } }\n"
        "  UNION { VALUES (?thing ?joins) { (id:lan-ta true) (id:westmark true) (id:eastmark false) } }\n}",
        encoding="utf-8",
    )
    found = levels.get(made(project), "both")
    assert found.units.keys() == {ID + "lan-ta", ID + "bora-deung"}
    assert found.joins == {ID + "westmark"}


def test_a_level_is_a_file(project: Project) -> None:
    """Kinds as units, and nothing that joins: another reading without a line of Python."""
    path = factory.own_ontology(project) / "levels" / "kind.rq"
    path.write_text(
        "#+ question: Of which kind is a thing?\n#+ since: 0.1.0\n"
        "SELECT ?thing ?unit { ?thing a ?unit FILTER(STRSTARTS(STR(?unit), STR(kg:))) }",
        encoding="utf-8",
    )
    found = network(made(project), "funding", level="kind")
    assert short(found) == [
        "kg:Fund funds kg:ResearchInstitute",
        "kg:Ministry manages kg:Programme",
    ]
    assert found.graph["weight"] == "1 a claim"
