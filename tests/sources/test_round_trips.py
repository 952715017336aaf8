"""Whatever text a table may hold comes out of the graph unchanged, in whatever order the rows stand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.ontology import Ontology
from kg.project import Project
from kg.sources import layout, tables
from kg.sources.cells import text_problem
from kg.store import Store
from tests.factory import change, findings, plant, plant_places, save, table

HOSTILE = [
    "<script>alert('x')</script>",
    "<img src=x onerror=alert(1)>",
    "\"double\" 'single' `back` \\backslash\\ \\u0041 \\n",
    'ends with a quotation mark"',
    "'''\"\"\"",
    "line\nfeed, tab\tand comma",
    "line\u2028separator and paragraph\u2029separator",
    "\u202eright to left\u202c \u2067isolate\u2069",
    "zero\u200bwidth\u200djoiner\ufeffmark",
    "e\u0301 is not é",
    "ﬁ ㎏ Ａ 한글 한글",
    "👩‍🔬 🗼 🇰🇷 𠮷",
    "{{ 7 * 7 }} {% raw %} ${x} %s %(x)s",
    '} ; DROP ALL # " . <urn:a> <urn:b> <urn:c> .',
    "../../etc/passwd",
    "\ufffd\ufffc\U000e0001\U0010fffd",
    "길" * 10_000,
]

#: Any text that a cell may hold.
texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(
    lambda text: text_problem(text) is None
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of places only."""
    return plant_places(tmp_path_factory.mktemp("small"))


def as_notes(project: Project, notes: list[str]) -> list[str]:
    """The texts, after they have been notes in a table, in a graph and in an answer."""
    header = [
        "id",
        "type",
        "name",
        "name_ko",
        "name_zh",
        "within",
        "iso_code",
        "latitude",
        "longitude",
        "note",
    ]
    rows = [[f"p-{n:03}", "City", "City", "", "", "", "", "", "", note] for n, note in enumerate(notes)]
    save(project, "places.csv", [header, *rows])
    answer = Store.open(build(project).path).select("SELECT ?note { ?place kg:note ?note } ORDER BY ?place")
    return [row["note"].value for row in answer]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text_survives_unchanged(text: str, small: Project) -> None:
    """It is text, wherever it goes; whoever shows it has to escape it."""
    assert as_notes(small, [text, "and another"]) == [text, "and another"]


@given(st.lists(texts, min_size=1, max_size=20))
def test_any_text_that_a_cell_may_hold_comes_out_of_the_graph_unchanged(
    small: Project, notes: list[str]
) -> None:
    """From CSV through rdflib, N-Quads and Oxigraph to the answer of a query."""
    assert as_notes(small, notes) == notes


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_a_text_is_a_finding_or_comes_out_unchanged(small: Project, text: str) -> None:
    """There is no third way: nothing is trimmed, mended or left out in silence."""
    if text_problem(text) is None:
        assert as_notes(small, [text]) == [text]
    else:
        rule, message = text_problem(text) or ("", "")
        assert rule in {"white-space", "formula", "control-character"}
        assert message


def test_hostile_text_survives_as_label_name_and_assertion(project: Project) -> None:
    """In every column that takes text, in a world that is whole."""
    change(project, "actors.csv", 3, name=HOSTILE[0], name_ko=HOSTILE[7], name_zh=HOSTILE[11])
    change(project, "names.csv", 2, text=HOSTILE[2])
    change(project, "claims/knowledge.csv", 2, value=HOSTILE[5])
    store = Store.open(build(project).path)
    rows = store.select(
        "SELECT ?text { { id:foghorn-company skos:prefLabel ?text } UNION "
        "{ ?name kg:named id:bora-deung ; kg:text ?text } UNION { ?claim kg:value ?text } }"
    )
    assert sorted(row["text"].value for row in rows) == sorted(
        [HOSTILE[0], HOSTILE[7], HOSTILE[11], HOSTILE[2], "Deung Bora", HOSTILE[5]]
    )


def shuffled(project: Project, seed: int) -> None:
    """Put the rows of every table in another order."""
    for path in project.tables("**/*.csv"):
        file = path.relative_to(project.data).as_posix()
        header, *rows = table(project, file)
        random.Random(seed).shuffle(rows)
        save(project, file, [header, *rows])


def test_the_graph_does_not_depend_on_the_order_of_the_rows(project: Project, world: Project) -> None:
    """Rows can move; the file that is built is the same, byte for byte."""
    shuffled(project, seed=1)
    assert (project.data / "places.csv").read_bytes() != (world.data / "places.csv").read_bytes()
    build(project)
    assert project.graph.read_bytes() == world.graph.read_bytes()


@settings(max_examples=10)
@given(st.integers())
def test_the_iri_of_a_row_does_not_depend_on_where_it_stands(
    ontology: Ontology, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Neither on its line nor on the rows around it."""
    moved = plant(tmp_path_factory.mktemp("moved"))
    before, _ = tables.read(moved, ontology)
    shuffled(moved, seed)
    after, problems = tables.read(moved, ontology)
    assert problems == []
    assert {record.iri: record.statements for record in before} == {
        record.iri: record.statements for record in after
    }


def test_the_iri_of_a_claim_changes_with_what_identifies_it_and_with_nothing_else(
    project: Project, ontology: Ontology
) -> None:
    """Subject, relation, object or value, beginning and evidence; not status, end, amount or note."""

    def iri(**cells: str) -> str:
        change(project, "claims/talent.csv", 2, **cells)
        records, problems = tables.read(project, ontology)
        assert problems == []
        return next(r.iri for r in records if str(r.place) == "data/claims/talent.csv:2")

    first = iri()
    assert iri(status="claimed", until="1985", note="a note", qualification="MSc") == first
    changed = [
        iri(from_="1981"),
        iri(evidence="ledger-1999-2-2"),
        iri(object="museum-of-fog"),
        iri(subject="lan-ta"),
    ]
    assert len({first, *changed}) == 5


#: What no cell of a kind may hold.
WRONG = {
    "slug": "Not A Slug",
    "date": "2011-02-30",
    "number": "1,5",
    "class": "Nothing",
    "relation": "nothing",
    "reference": "nobody-knows",
    "language": "no language",
    "ror": "05a28rw59",
    "orcid": "0000-0002-1825-0098",
    "wikidata": "P1",
    "doi": "10/1",
}


@given(draw=st.data())
def test_one_wrong_cell_is_always_found(
    draw: st.DataObject, world: Project, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In any row and column of any table, and named by its file, line and column."""
    project = plant(tmp_path_factory.mktemp("planted"))
    found = draw.draw(st.sampled_from(layout.read(world.data / "tables.toml")))
    column = draw.draw(st.sampled_from(found.columns))
    path: Path = draw.draw(st.sampled_from(project.tables(found.path)))
    file = path.relative_to(project.data).as_posix()
    line = draw.draw(st.integers(min_value=2, max_value=len(table(project, file))))
    cell = draw.draw(st.sampled_from(["=x", " x", "x\x00", WRONG.get(column.kind, "@x")]))
    change(project, file, line, **{column.name: cell})
    place = f"data/{file}:{line}: {column.name}: "
    assert [finding for finding in findings(project, ontology) if finding.startswith(place)]
