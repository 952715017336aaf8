"""A thing as a value: its kind, its countries and whether it exists, as the register says them."""

from __future__ import annotations

import pytest

from kg import thing
from kg.graph import Graph
from kg.project import Project
from kg.store import Store
from kg.thing import Thing
from kg.vocabulary import PREFIXES
from tests import factory
from tests.networks.made import made

ID, KG, STATUS = (PREFIXES[name] for name in ("id", "kg", "status"))


def of(graph: Graph, name: str) -> tuple[str, list[str], str]:
    """Kind, countries and existence, without the beginning of their IRIs."""
    found = graph.things[ID + name]
    assert found.iri == ID + name
    return (
        found.kind.removeprefix(KG),
        [country.removeprefix(ID) for country in found.countries],
        found.existence.removeprefix(STATUS),
    )


@pytest.mark.parametrize(
    ("name", "kind", "countries", "existence"),
    [
        ("lighthouse-institute", "ResearchInstitute", ["eastmark"], "established"),
        ("joint-lamp-centre", "Centre", ["eastmark", "westmark"], "planned"),
        ("old-beacon-project", "Project", ["westmark"], "ended"),
        ("lan-ta", "Person", ["westmark"], "established"),
        ("ida-quill", "Person", [], "established"),
        ("lamp-bay", "City", [], ""),
        ("eastmark", "Country", ["eastmark"], ""),
        ("outer-isles", "CountryGroup", [], ""),
    ],
)
def test_a_thing_is_what_its_row_says(
    graph: Graph, name: str, kind: str, countries: list[str], existence: str
) -> None:
    """Two countries are two; a country is its own; and what has none has none."""
    assert of(graph, name) == (kind, countries, existence)


def test_a_country_belongs_to_itself_though_nobody_else_does(project: Project) -> None:
    """A partner of whom only figures tell is no stranger to its own country."""
    factory.append(project, "places.csv", id="farland", type="Country", name="Farland")
    assert of(made(project), "farland") == ("Country", ["farland"], "")


def test_every_thing_of_the_real_register_has_a_kind(real: Graph) -> None:
    """And every country is one to which it belongs itself."""
    actors = {iri: found for iri, found in real.things.items() if iri.startswith(ID)}
    assert len(actors) > 150
    countries = {iri for iri, found in actors.items() if found.kind == KG + "Country"}
    assert len(countries) > 10
    for iri, found in actors.items():
        assert found.kind.startswith(KG)
        assert (iri in found.countries) is (iri in countries)


def test_the_register_is_read_in_order_and_without_doubles() -> None:
    """A statement that stands in two graphs is one, and the order of the quads does not matter."""
    quads = [
        f"<{ID}b> <{PREFIXES['rdf']}type> <{KG}Centre> <urn:g> .",
        f"<{ID}b> <{KG}country> <{ID}z> <urn:g> .",
        f"<{ID}b> <{KG}country> <{ID}y> <urn:g> .",
        f"<{ID}b> <{KG}country> <{ID}z> <urn:h> .",
        f"<{ID}a> <{PREFIXES['rdf']}type> <{KG}Person> <urn:g> .",
        f"<{ID}a> <{PREFIXES['rdf']}type> <{PREFIXES['rdfs']}Resource> <urn:g> .",
        f"<{ID}c> <{KG}country> <{ID}z> <urn:g> .",
    ]
    wanted = {
        ID + "a": Thing(ID + "a", KG + "Person"),
        ID + "b": Thing(ID + "b", KG + "Centre", (ID + "y", ID + "z")),
    }
    for order in (quads, quads[::-1]):
        found = thing.read(Store.from_nquads("\n".join(order)))
        assert list(found.items()) == list(wanted.items())
