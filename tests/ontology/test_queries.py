"""The named questions: each has the answer that can be read off the two documents, and asks in our words.

An answer file holds the complete rows in their order; only where there are more than `MANY` of them
may it hold a selection.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import queries
from kg.errors import UsageError
from kg.graph import Graph
from kg.ontology import Ontology
from kg.store import Answer, Rows, Store, Term
from kg.vocabulary import PREFIXES, compact

ONTOLOGY = Path(__file__).parents[2] / "ontology"
ANSWERS = Path(__file__).parent / "answers"
QUERIES = queries.read(sorted((ONTOLOGY / "queries").glob("*.rq")))
NAMES = sorted(QUERIES)
FORMS = {name: re.findall(r"^(SELECT|ASK|CONSTRUCT)\b", QUERIES[name].text, re.MULTILINE) for name in NAMES}
SELECTS = [name for name in NAMES if FORMS[name] == ["SELECT"]]
MANY = 40
SECONDS = 5.0

#: The same questions with other values, and cells that stand together in one row of the answer.
ASKED: list[tuple[str, dict[str, str], list[tuple[str, ...]]]] = [
    ("career", {"person": "Kim Seok-hyeon"}, [("kg:isEmployedBy", "id:stepi", "2005")]),
    ("career", {"person": "taiwanese-returnees"}, [("kg:trainedIn", "id:silicon-valley")]),
    ("claims-without-a-date", {"layer": "layer:talent"}, [("id:ge-li", "kg:workedAt", "id:pharmacopeia")]),
    ("concepts-of-a-scheme", {"scheme": "상태"}, [("status:ended", "Was real once and has since stopped.")]),
    (
        "evidence-of-a-claim",
        {"subject": "kotra", "relation": "kg:launched", "object": "joint-overseas-institute"},
        [("status:proposed", "STEPI 2011 Building global knowledge networks ¶9 s2")],
    ),
    (
        "figures-by-partner",
        {"country": "中国"},
        [
            ("id:russia", "indicator:project-expenses", "3.59"),
            ("id:russia", "indicator:total-expenses", "11.46"),
            ("id:united-states", "indicator:projects-by-partner", "77"),
            ("id:netherlands", "indicator:priority", "6.4"),
            ("id:south-korea", "indicator:projects-by-partner", "15"),
            ("id:italy", "indicator:total-expenses", "1.35"),
        ],
    ),
    ("figures-of", {"actor": "global-research-lab"}, [("indicator:funding-ceiling", "up to 447,000 USD")]),
    ("names-of", {"thing": "药明康德"}, [("WuXi", "en", "namerole:as-printed")]),
    ("partners-of", {"actor": "MSIP"}, [("id:agencies-in-france", "status:planned")]),
    ("relations-of", {"actor": "한국파스퇴르연구소"}, [("kg:resultedIn", "id:ipk-cooperative-project")]),
    ("relations-by-layer", {"language": "ko"}, [("kg:cooperatesWith", "협력 상대", "true")]),
    ("table-as-printed", {"dataset": "dataset:seo-2017-table-2"}, [("6", "1", "104")]),
    ("what-a-section-says", {"section": "New argonauts"}, [("4", "1", "id:saxenian", "kg:coined")]),
    ("what-held-on-a-day", {"day": "2015-06-30"}, [("id:kim-seok-hyeon", "kg:isEmployedBy", "id:stepi")]),
    (
        "what-is-asserted-about",
        {"concept": "field:smart-technology"},
        [("source:seo-2017", "status:claimed")],
    ),
    ("why-is-it-inferred", {"actor": "stepi"}, [("id:south-korea", "kg:isLocatedIn", "id:seoul")]),
]


def cell(term: Term | None) -> str:
    """A term as an answer file writes it."""
    if isinstance(term, ox.NamedNode):
        return compact(term.value)
    return "" if term is None else str(getattr(term, "value", term))


def rows(answer: Answer) -> list[list[str]]:
    """An answer as the rows of a table, header first."""
    if isinstance(answer, bool):
        return [["answer"], [str(answer).lower()]]
    if isinstance(answer, Rows):
        return [list(answer.columns), *([cell(term) for term in row] for row in answer.rows)]
    triples = [[cell(part) for part in (item.subject, item.predicate, item.object)] for item in answer]
    return [["subject", "predicate", "object"], *triples]


def expected(name: str) -> list[list[str]]:
    """The rows of an answer file, header first."""
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


@pytest.fixture(scope="session")
def shuffled(real: Graph, real_quads: tuple[ox.Quad, ...]) -> Graph:
    """The same graph, its statements stored in the opposite order."""
    return Graph(real.project, Store(reversed(real_quads)))


def test_there_are_questions_with_an_answer_each_and_no_answers_without_a_question() -> None:
    """A question that nobody has answered by hand is not specified."""
    assert len(NAMES) >= 30
    assert sorted(path.stem for path in ANSWERS.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_query_asks_a_question_and_declares_no_prefix(name: str) -> None:
    """Its name is the question in short, and every known prefix is there without asking."""
    query = QUERIES[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert re.fullmatch(r"[A-Z].+\?", query.question)
    assert re.fullmatch(r"\d+\.\d+\.\d+", query.since)
    assert not re.search(r"\bPREFIX\b", query.text, re.IGNORECASE)
    assert len(FORMS[name]) == 1


def test_no_two_queries_ask_the_same() -> None:
    """Neither in their question nor in their text."""
    assert len({query.question for query in QUERIES.values()}) == len(QUERIES)
    assert len({query.text.split("WHERE", 1)[-1] for query in QUERIES.values()}) == len(QUERIES)


@pytest.mark.parametrize("name", SELECTS)
def test_a_table_is_narrow_and_wholly_ordered(name: str) -> None:
    """Six columns fit a screen; and rows that differ never change places."""
    query, columns = QUERIES[name], expected(name)[0]
    assert 2 <= len(columns) <= 6
    ordered = set(re.findall(r"\?(\w+)", query.text.rpartition("\nORDER BY ")[2]))
    assert set(columns) <= ordered | {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize("name", [name for name in SELECTS if "kg:evidence" in QUERIES[name].text])
def test_what_is_read_off_a_source_is_told_with_its_place(name: str) -> None:
    """Only counts of claims do without, since they have many places."""
    assert {"where", "sentence", "claims"} & set(expected(name)[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_query_has_the_answer_of_the_documents(name: str, real: Graph) -> None:
    """Complete and in order, or, when it is long, with every selected row in it."""
    got = rows(real.ask(name, timeout=SECONDS))
    wanted = expected(name)
    assert len(wanted) > 1
    if len(got) - 1 <= MANY or len(wanted) == len(got):
        assert got == wanted
    else:
        assert got[0] == wanted[0]
        assert [row for row in wanted if row not in got] == []
        assert len(wanted) > 10


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_does_not_depend_on_the_order_in_which_it_is_stored(
    name: str, real: Graph, shuffled: Graph
) -> None:
    """So every `ORDER BY` leaves nothing to chance."""
    assert rows(real.ask(name)) == rows(shuffled.ask(name))


@pytest.mark.parametrize("name", [name for name in SELECTS if QUERIES[name].parameters])
def test_a_parameter_is_a_column_of_its_own_answer(name: str, real: Graph) -> None:
    """A table that is passed on says what it was asked; and the engine binds only what is selected."""
    answer = real.ask(name)
    assert isinstance(answer, Rows)
    terms = real.bind(QUERIES[name], {})
    assert [row[parameter] for row in answer for parameter in terms] == list(terms.values()) * len(answer)


@pytest.mark.parametrize(("name", "given", "together"), ASKED)
def test_a_query_answers_for_other_values_too(
    name: str, given: dict[str, str], together: list[tuple[str, ...]], real: Graph
) -> None:
    """Values may be ids, CURIEs, or names in any script."""
    got = [set(row) for row in rows(real.ask(name, timeout=SECONDS, **given))]
    assert [cells for cells in together if not any(row.issuperset(cells) for row in got)] == []


def test_established_is_what_a_source_reports_and_not_what_it_proposes(real: Graph) -> None:
    """Five bodies are to set up an institute abroad; that they have done so would be false."""
    launched = expected("who-launched-what")[1:]
    assert [row[0] for row in launched if row[1] == "id:joint-overseas-institute"] == [
        "id:khidi",
        "id:korea-research-council-for-industrial-st",
        "id:korea-research-council-of-fundamental-st",
        "id:kotra",
        "id:new-drug-development-support-center",
    ]
    for row in launched:
        held = real.ask("is-it-established", subject=row[0], relation="kg:launched", object=row[1])
        assert held is (row[3] == "status:established")


def test_a_career_without_facts_has_no_triples(real: Graph) -> None:
    """Would-be founders of ventures are only proposed."""
    assert real.ask("career-as-triples", person="korean-professionals-with-foreign-experience") == ()


def test_a_parameter_that_a_query_lacks_is_refused(real: Graph) -> None:
    """The message names those that it has."""
    with pytest.raises(UsageError, match="no parameter 'who'; it has actor"):
        real.ask("relations-of", who="ge-li")


def test_every_term_of_the_ontology_is_used(ontology: Ontology, real: Graph) -> None:
    """By a question, a network, a rule, an audit, a shape or an example; a term that none needs should go."""
    base = PREFIXES["kg"]
    terms = real.store.select("SELECT ?term { ?term rdfs:isDefinedBy <https://w3id.org/argonauts/ontology> }")
    declared = {row["term"].value.removeprefix(base) for row in terms if row["term"].value.startswith(base)}
    assert declared >= {iri.removeprefix(base) for iri in ontology.layers}
    folders = ("queries", "networks", "rules", "audits", "shapes", "examples")
    files = [path for folder in folders for path in (ONTOLOGY / folder).rglob("*.*") if path.suffix != ".md"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"\bkg:(\w+)", re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)))
    assert sorted(declared - used) == []
    assert sorted(used - declared) == []
