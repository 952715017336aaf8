"""A thing is found by any of its names, in any script; but no name ever decides what a thing is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import kg
from kg.build import build
from kg.cli import app
from kg.errors import UsageError
from kg.graph import Graph
from kg.names import Name, fold
from kg.project import Project
from kg.store import Rows
from tests import factory

BASE = "https://w3id.org/argonauts/"


def meaning(graph: Graph, text: str) -> str:
    """What `text` means, or the line that says why that cannot be said."""
    try:
        return graph.names.resolve(text)
    except UsageError as error:
        return str(error)


@pytest.mark.parametrize(
    "text",
    [
        "lighthouse-institute",
        "id:lighthouse-institute",
        "https://w3id.org/argonauts/id/lighthouse-institute",
        "<https://w3id.org/argonauts/id/lighthouse-institute>",
        "Lighthouse Institute",
        "등대연구소",
        "灯塔研究所",
        "LI",
        "등대연",
        "LIGHTHOUSE institute",
        "  lighthouse   institute ",
        "Ｌｉｇｈｔｈｏｕｓｅ　Ｉｎｓｔｉｔｕｔｅ",
        "lighthouse-Institute",
        "“Lighthouse” Institute.",
    ],
)
def test_a_thing_answers_to_its_id_and_to_all_its_names(graph: Graph, text: str) -> None:
    """In three scripts; case, width, punctuation and spaces do not count."""
    assert graph.names.resolve(text) == BASE + "id/lighthouse-institute"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("海港大學", "id/harbour-university"),
        ("海港大学", "id/harbour-university"),
        ("西标", "id/westmark"),
        ("House of Fog", "id/museum-of-fog"),
        ("Bora Dung", "id/bora-deung"),
        ("Deung Bora", "id/bora-deung"),
        ("Treaty of the Lamps", "id/lamp-agreement"),
        ("On Fog", "id/on-fog"),
        ("Almanac of the two coasts", "source/almanac-2001"),
        ("status:planned", "concept/status/planned"),
        ("Planned", "concept/status/planned"),
        ("계획", "concept/status/planned"),
        ("kg:studiedAt", "ontology#studiedAt"),
    ],
)
def test_every_kind_of_name_is_understood(graph: Graph, text: str, thing: str) -> None:
    """Traditional characters, short and former names, misprints, titles, concepts and relations."""
    assert graph.names.resolve(text) == BASE + thing


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "lighthous institute",
            "nothing is called 'lighthous institute'; did you mean 'Lighthouse Institute'?",
        ),
        ("등대연구쇼", "nothing is called '등대연구쇼'; did you mean '등대연구소'?"),
        ("xyzzy", "nothing is called 'xyzzy'"),
        ("", "nothing is called ''"),
        ("?!", "nothing is called '?!'"),
        ("nobody:here", "nothing is called 'nobody:here'"),
        ("id:nobody-here-at-all", "nothing is called 'id:nobody-here-at-all'"),
    ],
)
def test_a_name_that_nothing_has_says_what_is_near(graph: Graph, text: str, message: str) -> None:
    """Or just that there is nothing."""
    with pytest.raises(UsageError) as caught:
        graph.names.resolve(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lighthose institute", "lighthouse-institute"),
        ("lighthousee institute", "lighthouse-institute"),
        ("lighthuose institute", "lighthouse-institute"),
        ("harbor university", "harbour-university"),
        ("foghron", "foghorn-company"),
        ("Bora Deong", "bora-deung"),
        ("등대연규소", "lighthouse-institute"),
        ("灯塔研究院", "lighthouse-institute"),
        ("keepers wo came home", "keepers-who-came-home"),
        ("mseum of fog", "museum-of-fog"),
    ],
)
def test_one_typing_error_is_forgiven(graph: Graph, typed: str, found: str) -> None:
    """A letter missing, one too many, two in the wrong order, one for another; in three scripts."""
    assert graph.names.find(typed)[0].iri == BASE + "id/" + found


def test_a_search_finds_parts_of_names_best_first(graph: Graph) -> None:
    """The whole name before the part of one; among equals, in the order of their ids."""
    assert [(hit.iri.rpartition("/")[2], hit.name, hit.score) for hit in graph.names.find("tower")] == [
        ("tower-of-glass", "Tower of Glass", 95),
        ("tower-plan", "Tower Plan", 95),
    ]
    assert graph.names.find("LI")[0].iri == BASE + "id/lighthouse-institute"
    assert graph.names.find("LI")[0].score == 100


def test_a_thing_is_found_once_by_the_best_of_its_names(graph: Graph) -> None:
    """Not once a name."""
    hits = graph.names.find("Bora Dung", limit=50)
    assert [hit.name for hit in hits if hit.iri == BASE + "id/bora-deung"] == ["Bora Dung"]


def test_a_search_has_a_limit_and_may_find_nothing(graph: Graph) -> None:
    """Nothing is no error."""
    assert len(graph.names.find("lamp", limit=2)) == 2
    assert graph.names.find("qqqqqq") == []
    assert graph.names.find("") == []
    assert graph.names.find("…") == []


def test_homonyms_stay_two_things(project: Project) -> None:
    """Two people of one name: both are found, neither is chosen, nothing is merged."""
    for person in ("lan-ta-the-younger", "lan-ta-of-quay-town"):
        factory.append(project, "people.csv", id=person, type="Person", name="Lan Ta", name_zh="塔兰")
    build(project)
    graph = kg.open(project.root)
    with pytest.raises(UsageError) as caught:
        graph.names.resolve("lan ta")
    assert str(caught.value) == "'lan ta' may be lan-ta, lan-ta-of-quay-town, lan-ta-the-younger; say which"
    assert {hit.iri for hit in graph.names.find("塔兰")} >= {
        *(f"{BASE}id/{name}" for name in ("lan-ta", "lan-ta-of-quay-town", "lan-ta-the-younger")),
    }
    people = graph.query("SELECT ?who { ?who skos:prefLabel 'Lan Ta'@en } ORDER BY ?who")
    assert isinstance(people, Rows)
    assert len(people) == 3
    assert graph.query("ASK { ?a owl:sameAs ?b }") is False

    result = CliRunner().invoke(app, ["show", "Lan Ta", "-C", str(project.root)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "kg: 'Lan Ta' may be lan-ta, lan-ta-of-quay-town, lan-ta-the-younger; say which\n"
    )
    result = CliRunner().invoke(app, ["show", "lan-ta", "-C", str(project.root)])
    assert result.exit_code == 0


def test_an_id_wins_over_a_name(project: Project) -> None:
    """A company that calls itself like somebody's id does not hide them."""
    factory.append(project, "actors.csv", id="impostor", type="Company", name="lan-ta", country="eastmark")
    build(project)
    assert kg.open(project.root).names.resolve("lan-ta") == BASE + "id/lan-ta"


@pytest.mark.parametrize(
    ("iri", "language", "label"),
    [
        ("id/westmark", "en", "Westmark"),
        ("id/westmark", "ko", "서표국"),
        ("id/westmark", "zh", "西标国"),
        ("id/westmark", "fr", "Westmark"),
        ("id/ida-quill", "ko", "Ida Quill"),
        ("source/almanac-2001", "zh", "Almanac of the two coasts"),
        ("id/nobody", "en", "id:nobody"),
    ],
)
def test_a_label_is_in_the_language_asked_for_or_in_english(
    graph: Graph, iri: str, language: str, label: str
) -> None:
    """And where there is none, it is the short form of the IRI."""
    assert graph.names.label(BASE + iri, language) == label


def test_a_source_is_cited_by_its_short_title(graph: Graph) -> None:
    """As readers do; anything else by its short IRI."""
    assert graph.names.short(BASE + "source/ledger-1999") == "Ledger 1999"
    assert graph.names.short(BASE + "id/westmark") == "id:westmark"


def test_a_printed_name_says_in_which_language_and_where(graph: Graph) -> None:
    """One name, printed in two documents; others, known but not printed."""
    assert graph.names.printed[BASE + "id/lamp-agreement"] == (
        Name(
            "Treaty of the Lamps",
            "en",
            BASE + "concept/namerole/as-printed",
            (BASE + "passage/almanac-2001-1-1", BASE + "passage/ledger-1999-2-1"),
        ),
    )
    roles = {name.text: name.role.rpartition("/")[2] for name in graph.names.printed[BASE + "id/bora-deung"]}
    assert roles == {"Bora Dung": "as-printed", "Deung Bora": "romanised"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KAIST", "ｋａｉｓｔ"),
        ("Max-Planck-Gesellschaft", "max planck gesellschaft"),
        ("Straße", "STRASSE"),
        ("(주)삼성", "㈜삼성"),
        ("가나다", "가나다"),
        ("ﾊﾟｽﾂｰﾙ", "パスツール"),
        ("R&D", "r d"),
        ("x²", "X2"),
        ("İ", "i̇"),
    ],
)
def test_names_that_are_spelt_alike_fold_alike(one: str, other: str) -> None:
    """Width, case, punctuation, composed and decomposed letters."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("金", "今"), ("Kim", "Gim"), ("大学", "大學"), ("résumé", "resume")]
)
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    """Whether two spellings are one name is a statement, and stands in a table."""
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    """For any text at all."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20))
def test_any_text_can_be_searched_and_resolved(graph: Graph, text: str) -> None:
    """The answer is a thing or one line; never an error of ours."""
    assert all(0 <= hit.score <= 100 for hit in graph.names.find(text))
    assert meaning(graph, text).startswith((BASE, "nothing is called", f"'{text}' may be"))


def test_every_label_leads_back_to_its_thing(graph: Graph) -> None:
    """Whatever is shown can be typed: to the thing, or to a choice that names it."""
    checked = 0
    for iri, labels in graph.names.labels.items():
        if not iri.startswith(BASE + "id/"):
            continue
        for text in labels.values():
            assert iri.rpartition("/")[2] in meaning(graph, text)
            checked += 1
    assert checked > 60


def test_every_name_of_the_real_graph_leads_to_its_thing(real: Graph) -> None:
    """In Korean, Chinese and English, as documents print them."""
    names = [(thing, name.text) for thing, found in real.names.printed.items() for name in found]
    assert len(names) > 200
    for thing, text in names:
        assert thing.rpartition("/")[2] in meaning(real, text), text
