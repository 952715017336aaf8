"""A network is one reading of the claims: which layer, which statuses, which day, with rules or without."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.build import build
from kg.errors import ProjectError, UsageError
from kg.graph import Graph
from kg.networks import levels
from kg.networks.edges import claims_between
from kg.networks.projection import layers, network
from kg.project import Project
from tests import factory

STATUSES = ["claimed", "ended", "established", "hypothetical", "planned", "proposed"]


def edges(found: nx.MultiDiGraph) -> list[str]:
    """Every edge as a sentence."""
    return sorted(
        f"{source.rpartition('/')[2]} {data['relation'].removeprefix('kg:')} {target.rpartition('/')[2]}"
        for source, target, data in found.edges(data=True)
    )


def test_the_ontology_declares_a_network_for_each_layer(graph: Graph) -> None:
    """One that holds them all, and two made of figures; adding one is adding a file."""
    of_layers = {layer.rpartition("/")[2] for layer in graph.ontology.layers.values()}
    assert of_layers == {"cooperation", "funding", "governance", "knowledge", "policy", "talent"}
    assert layers(graph).keys() == of_layers | {"all", "cases", "projects"}


def test_a_network_of_one_layer(graph: Graph) -> None:
    """By default only facts; what ended was one, and what follows from facts is one."""
    assert edges(network(graph, "cooperation")) == [
        "eastmark cooperatesWith westmark",
        "eastmark isPartyTo lamp-agreement",
        "lighthouse-institute cooperatesWith harbour-university",
        "museum-of-fog participatesIn fog-programme",
        "westmark isPartyTo lamp-agreement",
    ]


def test_what_is_planned_is_not_established(graph: Graph) -> None:
    """Each status for itself; they share no edge, and together they are all."""
    found = {name: edges(network(graph, "cooperation", status=name)) for name in STATUSES}
    assert found == {
        "claimed": [],
        "ended": ["lighthouse-institute cooperatesWith harbour-university"],
        "established": [
            "eastmark cooperatesWith westmark",
            "eastmark isPartyTo lamp-agreement",
            "museum-of-fog participatesIn fog-programme",
            "westmark isPartyTo lamp-agreement",
        ],
        "hypothetical": ["joint-lamp-centre cooperatesWith tower-of-glass"],
        "planned": ["foghorn-company entersMarketOf eastmark"],
        "proposed": [],
    }
    together = sorted(edge for part in found.values() for edge in part)
    assert edges(network(graph, "cooperation", status="all")) == together


def test_several_statuses_may_be_named(graph: Graph) -> None:
    """With or without a space behind the comma; the network says which it used."""
    found = network(graph, "policy", status="planned, proposed")
    assert edges(found) == [
        "almanac-2001 proposes keeper-exchange",
        "keeper-exchange isAddressedTo eastmark-government",
        "tower-plan isModelledOn old-beacon-project",
    ]
    assert found.graph["status"] == "planned,proposed"


def test_a_network_says_how_it_was_made(graph: Graph) -> None:
    """So that a table or a map of it can say so too."""
    assert network(graph).graph == {
        "layer": "all",
        "level": "",
        "status": "ended,established",
        "as_of": "",
        "period": "",
        "inferred": True,
        "without": "",
        "weight": "1 a claim",
    }
    source = "https://w3id.org/argonauts/source/ledger-1999"
    asked = {"status": "planned", "as_of": "1992-08", "inferred": False, "without": [source]}
    assert network(graph, "talent", level="person", **asked).graph == {  # type: ignore[arg-type]
        "layer": "talent",
        "level": "person",
        "status": "planned",
        "as_of": "1992-08",
        "period": "",
        "inferred": False,
        "without": "source:ledger-1999",
        "weight": f"1 a claim; {levels.names(graph)['person'].weight}",
    }
    assert network(graph, "cases", period="1992:").graph["period"] == "1992:"
    assert network(graph, "cases").graph["weight"] == layers(graph)["cases"].weight


def test_without_inferences_there_is_only_what_sources_say(graph: Graph) -> None:
    """The difference is what the rules derived."""
    everything, asserted = (edges(network(graph, inferred=inferred)) for inferred in (True, False))
    assert [edge for edge in everything if edge not in asserted] == [
        "bora-deung isTiedTo eastmark",
        "bora-deung isTiedTo westmark",
        "eastmark cooperatesWith westmark",
        "keepers-who-came-home isTiedTo westmark",
        "lan-ta isTiedTo westmark",
        "lens-laboratory isPartOf ministry-of-lamps",
        "lighthouse-institute isLocatedIn eastmark",
    ]


@pytest.mark.parametrize(
    ("day", "studied", "returned", "cooperated"),
    [
        ("1979-12-31", False, False, False),
        ("1980-01-01", True, False, False),
        ("1984-06-30", True, False, False),
        ("1984-07-01", False, False, False),
        ("1990-04-30", False, False, False),
        ("1990-05", False, True, False),
        ("1995", False, True, True),
        ("1998-12-31", False, True, True),
        ("1999-01-01", False, True, False),
    ],
)
def test_a_day_leaves_out_what_was_over_or_yet_to_come(
    graph: Graph, day: str, studied: bool, returned: bool, cooperated: bool
) -> None:
    """From 1980 until 1984-06-30, from 1990-05 on, from 1995-03 until 1998; a year is its last day."""
    found = edges(network(graph, as_of=day))
    assert ("bora-deung studiedAt harbour-university" in found) is studied
    assert ("bora-deung returnedTo eastmark" in found) is returned
    assert ("lighthouse-institute cooperatesWith harbour-university" in found) is cooperated


def test_a_claim_without_dates_stays_on_every_day(graph: Graph) -> None:
    """An end that is not known excludes nothing."""
    for day in ("1066", "1992-08-24", "2999-12-31"):
        assert "lighthouse-institute isPartOf ministry-of-lamps" in edges(network(graph, as_of=day))


def test_what_follows_from_a_claim_does_not_outlive_or_precede_it(graph: Graph) -> None:
    """Two countries cooperate by an agreement of 1992, so not yet in 1991."""
    assert "eastmark cooperatesWith westmark" not in edges(network(graph, as_of="1992-08-23"))
    assert "eastmark cooperatesWith westmark" in edges(network(graph, as_of="1992-08-24"))


def test_one_premise_is_enough(graph: Graph) -> None:
    """Lan Ta is tied to Westmark by work until 1985 and by a company since 1986."""
    for day in ("1985", "1986", "2000"):
        assert "lan-ta isTiedTo westmark" in edges(network(graph, as_of=day))


def test_the_nodes_are_those_at_an_edge_and_say_what_they_are(graph: Graph) -> None:
    """Label, kind, country, existence; two countries are two words, and no country none."""
    found = network(graph, "funding", status="proposed")
    assert dict(found.nodes(data=True)) == {
        "https://w3id.org/argonauts/id/foghorn-company": {
            "label": "Foghorn Company",
            "kind": "Company",
            "country": "westmark",
            "existence": "established",
        },
        "https://w3id.org/argonauts/id/joint-lamp-centre": {
            "label": "Joint Lamp Centre",
            "kind": "Centre",
            "country": "eastmark westmark",
            "existence": "planned",
        },
    }


@pytest.mark.parametrize(
    ("language", "label", "relation"),
    [("en", "Bora Deung", "studied at"), ("ko", "등보라", "수학한 기관"), ("zh", "灯宝罗", "就读于")],
)
def test_labels_come_in_three_languages(graph: Graph, language: str, label: str, relation: str) -> None:
    """Of actors and of relations."""
    found = network(graph, "talent", language=language)
    actor = "https://w3id.org/argonauts/id/bora-deung"
    assert found.nodes[actor]["label"] == label
    assert relation in {data["label"] for *_, data in found.out_edges(actor, data=True)}


def test_an_edge_carries_its_claim(graph: Graph) -> None:
    """From a line of a picture to the paragraph in two steps."""
    found = network(graph, "talent")
    for source, target, key, data in found.edges(keys=True, data=True):
        assert data["claims"] == (graph.claims[key],)
        (claim,) = data["claims"]
        assert (claim.subject, claim.object) == (source, target)
        assert (data["weight"], data["via"]) == (1, "")
        assert claim.evidence or claim.rule


def test_an_edge_says_in_plain_values_what_its_claim_says(graph: Graph) -> None:
    """Everything but the claim itself can be written to a file."""
    found = network(graph, "cooperation")
    base = "https://w3id.org/argonauts/id/"
    (data,) = found[base + "lighthouse-institute"][base + "harbour-university"].values()
    assert {name: value for name, value in data.items() if name != "claims"} == {
        "relation": "kg:cooperatesWith",
        "label": "cooperates with",
        "layer": "cooperation",
        "status": "ended",
        "from": "1995-03",
        "until": "1998",
        "via": "",
        "symmetric": True,
        "weight": 1,
    }


def test_what_is_symmetric_is_what_the_ontology_says(graph: Graph) -> None:
    """To cooperate goes both ways, to be a party to something does not."""
    assert {
        (data["relation"], data["symmetric"]) for *_, data in network(graph, "cooperation").edges(data=True)
    } == {("kg:cooperatesWith", True), ("kg:isPartyTo", False), ("kg:participatesIn", False)}


def test_the_claims_between_two_things(graph: Graph) -> None:
    """Those that point there, and back where they are symmetric or both ways are asked for; each once."""
    found = network(graph, "cooperation")
    institute, university, treaty, country = (
        f"https://w3id.org/argonauts/id/{name}"
        for name in ("lighthouse-institute", "harbour-university", "lamp-agreement", "eastmark")
    )
    (together,) = claims_between(found, institute, university)
    assert claims_between(found, university, institute) == (together,)
    (party,) = claims_between(found, country, treaty)
    assert claims_between(found, treaty, country) == ()
    assert claims_between(found, treaty, country, either_way=True) == (party,)
    assert claims_between(found, institute, treaty) == ()
    assert claims_between(found, institute, "nobody", either_way=True) == ()


def test_parallel_claims_stay_apart(project: Project) -> None:
    """Two documents that say the same are two edges between the same two."""
    factory.append(
        project,
        "claims/governance.csv",
        subject="lens-laboratory",
        relation="isPartOf",
        object="lighthouse-institute",
        status="established",
        evidence="almanac-2001-1-1",
    )
    build(project)
    found = network(kg.open(project.root), "governance")
    base = "https://w3id.org/argonauts/id/"
    assert found.number_of_edges(base + "lens-laboratory", base + "lighthouse-institute") == 2


def test_the_layers_together_are_the_network_of_all(graph: Graph) -> None:
    """Apart from what documents say and cite, which are no actors."""
    parts = [network(graph, layer, status="all") for layer in layers(graph) if layer != "all"]
    together = {key for part in parts for *_, key in part.edges(keys=True) if key in graph.claims}
    everything = {key for *_, key in network(graph, status="all").edges(keys=True)}
    rest = {graph.claims[key].subject for key in together - everything}
    rest |= {graph.claims[key].object for key in together - everything}
    assert everything < together
    assert {name.partition("/argonauts/")[2] for name in rest} == {
        *("source/almanac-2001", "id/keeper-exchange", "id/on-fog", "id/ida-quill"),
    }


def test_nothing_that_fits_is_an_empty_network(graph: Graph) -> None:
    """Not an error: nobody funded anything in a hypothetical way."""
    assert len(network(graph, "funding", status="hypothetical")) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"layer": "fnding"}, "no layer 'fnding'; did you mean 'funding'?"),
        ({"status": "plan"}, "unknown status 'plan'; did you mean 'planned'?"),
        ({"status": "xx"}, "unknown status 'xx'; there are claimed, ended, established, "),
        ({"status": ""}, "unknown status ''"),
        ({"as_of": "yesterday"}, "as-of: 'yesterday' is not a date; write 1992, 1992-08 or 1992-08-24"),
        ({"as_of": "1992-02-30"}, "as-of: no such date '1992-02-30'"),
    ],
)
def test_a_name_that_does_not_exist_says_what_does(
    graph: Graph, arguments: dict[str, str], message: str
) -> None:
    """In one line, with the nearest or with all."""
    with pytest.raises(UsageError) as caught:
        network(graph, **arguments)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


def test_a_network_query_without_its_three_columns_is_an_error(project: Project) -> None:
    """Whoever adds a layer is told what is missing, with the file."""
    path = factory.own_ontology(project) / "networks" / "short.rq"
    header = "#+ question: What is short of a column?\n#+ since: 0.1.0\n"
    path.write_text(header + "SELECT ?source ?target { ?c kg:subject ?source ; kg:object ?target }")
    build(project)
    with pytest.raises(ProjectError, match=r"^short\.rq: a network selects \?source \?target \?claim$"):
        network(kg.open(project.root), "short")
