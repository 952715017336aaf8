"""The store answers SPARQL as the standard says: two engines agree, values stay values, time-outs end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.graph import Graph
from kg.project import Project
from kg.store import Rows, Store, nquads, parse

FOUR = """
<urn:ann> <urn:knows> <urn:bob> <urn:g1> .
<urn:bob> <urn:knows> <urn:cyn> <urn:g1> .
<urn:ann> <urn:age> "31"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g2> .
<urn:ann> <urn:name> "안나"@ko <urn:g2> .
"""


@pytest.fixture(scope="module")
def four() -> Store:
    """Four statements in two named graphs."""
    return Store.from_nquads(FOUR)


def test_a_select_gives_columns_and_rows(four: Store) -> None:
    """In the order of the query, with None where nothing is bound."""
    answer = four.query(
        "SELECT ?who ?age { ?who <urn:knows> ?whom OPTIONAL { ?who <urn:age> ?age } } ORDER BY ?who"
    )
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert answer == Rows(
        ("who", "age"),
        (
            (ox.NamedNode("urn:ann"), ox.Literal("31", datatype=integer)),
            (ox.NamedNode("urn:bob"), None),
        ),
    )
    assert isinstance(answer, Rows)
    assert len(answer) == 2
    assert [row["age"] for row in answer][1] is None


def test_a_select_without_solutions_keeps_its_columns(four: Store) -> None:
    """So that an empty table has its header."""
    assert four.query("SELECT ?a ?b { ?a <urn:nothing> ?b }") == Rows(("a", "b"), ())


def test_an_ask_gives_a_truth_value(four: Store) -> None:
    """True and False, not something that is merely true."""
    assert four.query("ASK { <urn:ann> <urn:knows> <urn:bob> }") is True
    assert four.query("ASK { <urn:bob> <urn:knows> <urn:ann> }") is False


def test_a_construct_gives_sorted_triples_each_once(four: Store) -> None:
    """The same triple from two solutions is one triple."""
    answer = four.query(
        "CONSTRUCT { ?b <urn:known> <urn:y> . ?a a <urn:P> } { ?a <urn:knows> ?b . ?x ?y ?z }"
    )
    assert isinstance(answer, tuple)
    assert [str(triple) for triple in answer] == [
        "<urn:ann> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:P>",
        "<urn:bob> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:P>",
        "<urn:bob> <urn:known> <urn:y>",
        "<urn:cyn> <urn:known> <urn:y>",
    ]


def test_a_describe_gives_the_triples_of_a_thing(four: Store) -> None:
    """From all named graphs."""
    answer = four.query("DESCRIBE <urn:ann>")
    assert isinstance(answer, tuple)
    assert sorted(triple.predicate.value for triple in answer) == ["urn:age", "urn:knows", "urn:name"]


def test_the_default_graph_is_the_union_of_the_named_graphs(four: Store) -> None:
    """A pattern without GRAPH sees everything, a pattern with GRAPH one graph."""
    everything = four.query("SELECT ?p { ?s ?p ?o }")
    one = four.query("SELECT ?p { GRAPH <urn:g2> { ?s ?p ?o } }")
    assert isinstance(everything, Rows)
    assert isinstance(one, Rows)
    assert (len(everything), len(one)) == (4, 2)


def test_all_prefixes_are_known_and_may_be_declared_again() -> None:
    """`kg:`, `status:` and the rest need no declaration; a query's own declaration wins."""
    store = Store.from_nquads(
        "<https://w3id.org/argonauts/id/a> <https://w3id.org/argonauts/ontology#status> "
        "<https://w3id.org/argonauts/concept/status/planned> ."
    )
    assert store.query("ASK { id:a kg:status status:planned }") is True
    assert store.query("PREFIX id: <urn:> ASK { id:a kg:status ?x }") is False


def test_a_parameter_is_a_term_in_the_place_of_a_variable(four: Store) -> None:
    """In patterns and in filters; and the column shows the value."""
    text = "SELECT ?who ?whom { ?who <urn:knows> ?whom FILTER(?who = ?who) }"
    ann, bob, cyn = (ox.NamedNode(f"urn:{name}") for name in ("ann", "bob", "cyn"))
    assert four.query(text, parameters={"who": bob}) == Rows(("who", "whom"), ((bob, cyn),))
    assert four.query(text, parameters={"whom": ann}) == Rows(("who", "whom"), ())


def test_a_parameter_works_in_ask_and_construct(four: Store) -> None:
    """The other forms have no columns; there it may stand anywhere."""
    bob = ox.NamedNode("urn:bob")
    assert four.query("ASK { ?who <urn:knows> ?whom }", parameters={"whom": bob}) is True
    triples = four.query("CONSTRUCT { ?who a <urn:P> } { ?who <urn:knows> ?whom }", parameters={"whom": bob})
    assert isinstance(triples, tuple)
    assert [triple.subject for triple in triples] == [ox.NamedNode("urn:ann")]


def test_a_parameter_that_a_select_does_not_name_is_an_error(four: Store) -> None:
    """The engine would not know what to replace, and a silent wrong answer is worse."""
    with pytest.raises(QueryError, match=r"variable \?who"):
        four.query("SELECT ?whom { ?who <urn:knows> ?whom }", parameters={"who": ox.NamedNode("urn:bob")})


INJECTIONS = [
    "' } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #",
    '" . ?s ?p ?o . "',
    '""" } #',
    "\\u0022 } SERVICE <http://127.0.0.1:9/> {} #",
    "x' || 'a'='a",
    "urn:x> ?p ?o } #",
    "\n} DROP ALL #",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_parameter_with_code_in_it_stays_a_literal(four: Store, text: str) -> None:
    """It comes back as it went in, and matches only what is spelt like it."""
    parameters = {"given": ox.Literal(text)}
    answer = four.query("SELECT ?given (STR(?given) AS ?same) { }", parameters=parameters)
    assert answer == Rows(("given", "same"), ((ox.Literal(text), ox.Literal(text)),))
    assert four.query("ASK { ?s <urn:name> ?given }", parameters=parameters) is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT", r"^the query does not parse: line 1, column \d+$"),
        ("SELECT * {\n ?s ?p }", r"^the query does not parse: line 2, column \d+$"),
        ("SELECT * { ?s nobody:knows ?o }", r"^the query does not parse: line 1, column \d+"),
        ("", r"^the query does not parse: "),
        ("hello", r"^the query does not parse: "),
    ],
)
def test_a_query_that_does_not_parse_says_where(four: Store, text: str, message: str) -> None:
    """In one line; the engine's list of all that it would have accepted is left out."""
    with pytest.raises(QueryError, match=message) as caught:
        four.query(text)
    assert len(str(caught.value)) < 240


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        (ox.QueryResultsFormat.CSV, b"who,name\r\nurn:ann,\xec\x95\x88\xeb\x82\x98\r\n"),
        (ox.QueryResultsFormat.TSV, '?who\t?name\n<urn:ann>\t"안나"@ko\n'.encode()),
    ],
    ids=["csv", "tsv"],
)
def test_the_result_formats_of_the_w3c(four: Store, format: ox.QueryResultsFormat, expected: bytes) -> None:
    """As SPARQL 1.1 writes them: CSV with plain values, TSV with terms."""
    assert four.serialize("SELECT ?who ?name { ?who <urn:name> ?name }", format) == expected


def test_a_heavy_query_ends_when_its_time_is_over(four: Store) -> None:
    """An aggregate over millions of rows, within the engine, where no signal reaches it."""
    numbers = " ".join(map(str, range(150)))
    lists = " ".join(f"VALUES ?{name} {{{numbers}}}" for name in "abc")
    heavy = f"SELECT (COUNT(*) AS ?n) {{ {lists} }}"
    start = time.perf_counter()
    with pytest.raises(QueryError, match=r"^no answer within 0\.05 seconds; see --timeout$"):
        four.query(heavy, timeout=0.05)
    assert time.perf_counter() - start < 2


def test_a_process_ends_although_a_query_of_it_does_not(world: Project) -> None:
    """The command line waits for nobody: the error comes in time, and the process is gone with it."""
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", "--project", str(world.root), "--timeout", "0.2", forever]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == "kg: no answer within 0.2 seconds; see --timeout\n"


def test_a_query_in_time_is_answered(four: Store) -> None:
    """A limit changes nothing of the answer."""
    assert four.query("ASK { ?s ?p ?o }", timeout=60) is True


def test_a_graph_that_was_never_built_says_how_to_build_it(tmp_path: Path) -> None:
    """With the path, and the next step."""
    path = tmp_path / "graph.nq"
    with pytest.raises(StoreError, match=rf"^no built graph at {path}; run 'kg build' first$"):
        Store.open(path)


@pytest.mark.parametrize(
    "content", [b"<urn:a> <urn:b> .\n", b"\xff\xfe", b"<html>", b"<urn:a> <urn:b> <urn:c\n"]
)
def test_a_broken_graph_says_how_to_build_it_again(tmp_path: Path, content: bytes) -> None:
    """In one line."""
    path = tmp_path / "graph.nq"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"graph\.nq cannot be read: .+; run 'kg build --force'$") as caught:
        Store.open(path)
    assert "\n" not in str(caught.value)


def test_a_folder_in_the_place_of_the_graph_is_an_error_as_well(tmp_path: Path) -> None:
    """Whatever the reason, it is one of ours."""
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(tmp_path)


def test_a_select_of_ours_gives_dictionaries_without_empty_cells(four: Store) -> None:
    """The short form for the package's own questions."""
    rows = four.select("SELECT ?a ?b { ?a <urn:age> ?n OPTIONAL { ?a <urn:nothing> ?b } }")
    assert rows == [{"a": ox.NamedNode("urn:ann")}]


def test_nquads_are_sorted_and_each_once() -> None:
    """Whatever the order in which the quads come, and with literals as they are written."""
    lines = ['<urn:b> <urn:p> "0.80" .', "<urn:a> <urn:p> <urn:b> <urn:g> .", '<urn:b> <urn:p> "0.80" .']
    expected = b'<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:b> <urn:p> "0.80" .\n'
    for order in (lines, lines[::-1]):
        assert nquads(parse("\n".join(order).encode())) == expected


def test_a_store_knows_what_it_holds(four: Store) -> None:
    """Its size, and whether a quad is in it."""
    first = next(parse(FOUR.strip().encode()))
    assert (len(four), first in four) == (4, True)


# A second engine as judge: the same questions to Oxigraph and to rdflib, over the same statements.

TRIPLES = """
<urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> . <urn:c> <urn:p> <urn:a> . <urn:a> <urn:q> <urn:c> .
<urn:b> <urn:q> <urn:b> . <urn:a> <urn:n> 1 . <urn:b> <urn:n> 2 . <urn:c> <urn:n> 10 . <urn:d> <urn:n> 2 .
<urn:a> <urn:l> "eins"@de . <urn:a> <urn:l> "one"@en . <urn:b> <urn:l> "둘"@ko . <urn:d> <urn:p> <urn:a> .
"""
JUDGE = rdflib.Graph().parse(data=TRIPLES, format="turtle")
JUDGED = Store(ox.Quad(*quad.triple) for quad in ox.parse(TRIPLES, format=ox.RdfFormat.TURTLE))
VARIABLES = ("?x", "?y", "?z")

nodes = st.sampled_from([*VARIABLES, *VARIABLES, "<urn:a>", "<urn:b>", "<urn:d>", "2"])
verbs = st.sampled_from(
    ["<urn:p>", "<urn:q>", "<urn:n>", "<urn:l>", "<urn:p>+", "^<urn:p>", "<urn:p>|<urn:q>", "?y"]
)
triples = st.builds("{} {} {} .".format, st.sampled_from([*VARIABLES, "<urn:a>"]), verbs, nodes)
groups = st.lists(triples, min_size=1, max_size=3).map(" ".join)
tests = st.sampled_from(
    [
        *("?x != ?y", "?x = <urn:a>", "isIRI(?y)", "isLiteral(?z)", "BOUND(?z)", "!BOUND(?y)", "?y > 1"),
        *('LANG(?z) = "en"', "?x IN (<urn:a>, <urn:d>)", 'STRSTARTS(STR(?x), "urn:a")', "?x = ?z || ?y = 2"),
    ]
)
filters = st.lists(tests.map("FILTER({})".format), max_size=2).map(" ".join)
wheres = st.one_of(
    st.builds("{} {}".format, groups, filters),
    st.builds("{} OPTIONAL {{ {} }} {}".format, groups, groups, filters),
    st.builds("{{ {} {} }} UNION {{ {} }} {}".format, groups, filters, groups, filters),
    st.builds("{} MINUS {{ {} }}".format, groups, groups),
    st.builds("{} FILTER NOT EXISTS {{ {} }}".format, groups, groups),
)


@given(where=wheres, distinct=st.booleans())
def test_two_engines_give_the_same_answer(where: str, distinct: bool) -> None:
    """Patterns, paths, filters, OPTIONAL, UNION, MINUS, NOT EXISTS: the same rows, equally often."""
    text = f"SELECT {'DISTINCT ' * distinct}?x ?y ?z {{ {where} }}"
    ours = JUDGED.query(text)
    assert isinstance(ours, Rows)
    theirs = JUDGE.query(text)
    assert Counter(tuple(str(term.value) if term else None for term in row) for row in ours.rows) == Counter(
        tuple(str(term) if term is not None else None for term in row) for row in theirs
    )


def test_two_engines_agree_on_the_invented_world(world: Project, graph: Graph) -> None:
    """The built graph has as many statements for rdflib as for Oxigraph."""
    dataset = rdflib.Dataset()
    dataset.parse(world.graph, format="nquads")
    assert len(graph.store) == len(list(dataset.quads())) > 1000
