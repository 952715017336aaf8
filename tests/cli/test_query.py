"""`kg query`: any question in any form, from three places, in every format that fits."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib

from tests.cli.conftest import Invoke

SELECT = "SELECT ?who ?where { ?who kg:studiedAt ?where }"
EMPTY = "SELECT ?who ?where { ?who kg:studiedAt id:nowhere . ?who kg:studiedAt ?where }"
ASK = "ASK { id:bora-deung kg:studiedAt id:harbour-university }"
CONSTRUCT = "CONSTRUCT { ?where kg:educated ?who } { ?who kg:studiedAt ?where }"
BASE = "https://w3id.org/argonauts/"


def test_a_table_shows_labels(invoke: Invoke) -> None:
    """The default, on a terminal and in a pipe alike."""
    result = invoke("query", SELECT)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        "who          where\n"
        "───────────────────────────────\n"
        "Bora Deung   Harbour University\n"
    )  # fmt: skip


@pytest.mark.parametrize(("language", "who"), [("ko", "등보라"), ("zh", "灯宝罗"), ("en", "Bora Deung")])
def test_a_table_shows_labels_in_a_language(invoke: Invoke, language: str, who: str) -> None:
    """Those that every term has; another language is a mistake, not English."""
    assert who in invoke("query", SELECT, "--lang", language).stdout
    assert invoke("query", SELECT, "--lang", "fr").exit_code == 2


def test_a_table_can_show_ids(invoke: Invoke) -> None:
    """For whoever wants to go on with them."""
    assert "id:bora-deung   id:harbour-university\n" in invoke("query", SELECT, "--ids").stdout


def test_csv_and_tsv_are_those_of_the_w3c(invoke: Invoke) -> None:
    """CSV with whole IRIs and CRLF, TSV with terms as in SPARQL."""
    who, where = BASE + "id/bora-deung", BASE + "id/harbour-university"
    assert invoke("query", SELECT, "-F", "csv").stdout_bytes == f"who,where\r\n{who},{where}\r\n".encode()
    assert invoke("query", SELECT, "-F", "tsv").stdout == f"?who\t?where\n<{who}>\t<{where}>\n"


def test_json_and_xml_are_those_of_the_w3c(invoke: Invoke) -> None:
    """Any SPARQL client reads them, rdflib for one."""
    found = json.loads(invoke("query", SELECT, "-F", "json").stdout)
    assert found["head"] == {"vars": ["who", "where"]}
    assert found["results"]["bindings"][0]["who"] == {"type": "uri", "value": BASE + "id/bora-deung"}
    for format in ("json", "xml"):
        text = invoke("query", SELECT, "-F", format).stdout_bytes
        (row,) = rdflib.query.Result.parse(io.BytesIO(text), format=format)
        assert str(row.where) == BASE + "id/harbour-university"


def test_ndjson_has_an_object_a_line(invoke: Invoke) -> None:
    """With short ids, for a pipe into another tool."""
    (line,) = invoke("query", SELECT, "-F", "ndjson").stdout.splitlines()
    assert json.loads(line) == {"who": "id:bora-deung", "where": "id:harbour-university"}


def test_markdown_is_a_table_for_a_report(invoke: Invoke) -> None:
    """With labels."""
    assert invoke("query", SELECT, "-F", "md").stdout == (
        "| who | where |\n| --- | --- |\n| Bora Deung | Harbour University |\n"
    )


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("table", "who   where\n───────────\n"),
        ("csv", "who,where\r\n"),
        ("tsv", "?who\t?where\n"),
        ("md", "| who | where |\n| --- | --- |\n"),
        ("ndjson", ""),
    ],
)
def test_no_solution_is_a_success_with_a_header(invoke: Invoke, format: str, expected: str) -> None:
    """A script that reads columns by name need not ask first; ndjson has no header at all."""
    result = invoke("query", EMPTY, "-F", format)
    assert (result.exit_code, result.stdout_bytes.decode(), result.stderr) == (0, expected, "")


@pytest.mark.parametrize("format", ["json", "xml"])
def test_no_solution_keeps_its_variables(invoke: Invoke, format: str) -> None:
    """In the two formats that have them apart."""
    text = invoke("query", EMPTY, "-F", format).stdout_bytes
    answer = rdflib.query.Result.parse(io.BytesIO(text), format=format)
    assert [str(name) for name in answer.vars or ()] == ["who", "where"]
    assert list(answer) == []


@pytest.mark.parametrize(
    ("query", "yes"), [(ASK, True), (ASK.replace("studiedAt", "founded"), False)], ids=["true", "false"]
)
def test_a_yes_or_no(invoke: Invoke, query: str, yes: bool) -> None:
    """As a word, or as the W3C writes it; the exit code is not the answer."""
    word = str(yes).lower()
    assert (invoke("query", query).stdout, invoke("query", query).exit_code) == (f"{word}\n", 0)
    assert invoke("query", query, "-F", "md").stdout == f"{word}\n"
    assert json.loads(invoke("query", query, "-F", "json").stdout) == {"head": {}, "boolean": yes}
    tree = ElementTree.fromstring(invoke("query", query, "-F", "xml").stdout)
    assert [element.text for element in tree if element.tag.endswith("boolean")] == [word]


# rdflib's own parser of JSON-LD still makes what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("format", "rdflibs"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
@pytest.mark.parametrize("query", [CONSTRUCT, CONSTRUCT.replace("studiedAt", "nothing")], ids=["one", "none"])
def test_triples_in_four_syntaxes(invoke: Invoke, query: str, format: str, rdflibs: str) -> None:
    """CONSTRUCT and DESCRIBE; no triple is a valid document too."""
    result = invoke("query", query, "-F", format)
    graph = rdflib.Graph().parse(data=result.stdout_bytes, format=rdflibs)
    assert len(graph) == (1 if query == CONSTRUCT else 0)


def test_a_describe_is_turtle_by_default(invoke: Invoke) -> None:
    """With our prefixes."""
    result = invoke("query", "DESCRIBE id:lan-ta")
    assert "id:lan-ta a kg:Person ;" in result.stdout
    assert '"탑란"@ko' in result.stdout


@pytest.mark.parametrize(
    ("query", "suffix", "first"),
    [
        (SELECT, ".csv", b"who,where\r\n"),
        (SELECT, ".tsv", b"?who\t?where\n"),
        (SELECT, ".json", b'{"head":'),
        (SELECT, ".srx", b"<?xml"),
        (SELECT, ".ndjson", b'{"who":'),
        (SELECT, ".md", b"| who | where |\n"),
        (SELECT, ".txt", b"who          where\n"),
        (SELECT, ".CSV", b"who,where\r\n"),
        (ASK, ".json", b'{"head":'),
        (CONSTRUCT, ".ttl", b"@prefix "),
        (CONSTRUCT, ".nt", b"<https://"),
        (CONSTRUCT, ".rdf", b"<?xml"),
        (CONSTRUCT, ".jsonld", b"[{"),
    ],
)
def test_the_suffix_of_the_output_says_the_format(
    invoke: Invoke, tmp_path: Path, query: str, suffix: str, first: bytes
) -> None:
    """And nothing is printed."""
    path = tmp_path / f"answer{suffix}"
    result = invoke("query", query, "-o", str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes().startswith(first)


def test_a_named_format_wins_over_the_suffix(invoke: Invoke, tmp_path: Path) -> None:
    """Whoever says both means the first."""
    path = tmp_path / "answer.txt"
    invoke("query", SELECT, "-F", "csv", "-o", str(path))
    assert path.read_bytes().startswith(b"who,where\r\n")


def test_a_query_from_stdin_and_from_a_file(invoke: Invoke, tmp_path: Path) -> None:
    """The same answer from three places; a byte-order mark, as Windows writes it, is no part of it."""
    path = tmp_path / "question.rq"
    expected = invoke("query", SELECT).stdout
    for data in (SELECT.encode(), b"\xef\xbb\xbf" + SELECT.encode(), SELECT.replace(" ", "\r\n").encode()):
        path.write_bytes(data)
        assert invoke("query", "-f", str(path)).stdout == expected
        assert invoke("query", "-", stdin=data).stdout == expected


def test_text_in_a_query_may_be_in_any_script(invoke: Invoke) -> None:
    """On the command line and on stdin."""
    query = 'SELECT ?x { ?x skos:prefLabel "등대연구소"@ko }'
    for result in (invoke("query", query), invoke("query", "-", stdin=query)):
        assert "Lighthouse Institute" in result.stdout


def test_a_named_question_with_a_name_in_any_script(invoke: Invoke) -> None:
    """A parameter may be an id or any name."""
    for value in ("bora-deung", "id:bora-deung", "등보라", "灯宝罗", "bora deung"):
        result = invoke("query", "career", "-p", f"person={value}", "-F", "csv")
        assert result.exit_code == 0, result.stderr
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert {row["person"] for row in rows} == {BASE + "id/bora-deung"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("# SELECT or ASK?\nASK { }", "true\n"),
        ("PREFIX describe: <urn:> SELECT (1 AS ?x) { }", "x\n─\n1\n"),
        ("BASE <http://example.org/ask#construct> SELECT (1 AS ?x) { }", "x\n─\n1\n"),
        ("select(1 as ?x){}", "x\n─\n1\n"),
        ("SELECT ?construct { BIND(1 AS ?construct) }", "construct\n─────────\n1\n"),
        ("ASK{}", "true\n"),
    ],
)
def test_the_form_of_a_query_is_known_from_its_own_words(invoke: Invoke, query: str, expected: str) -> None:
    """Not from comments, prefixes and IRIs."""
    result = invoke("query", query)
    assert (result.exit_code, result.stdout, result.stderr) == (0, expected, "")


def test_a_cell_without_a_value_is_empty(invoke: Invoke) -> None:
    """In every format, and not the word None."""
    query = "SELECT ?a ?b { BIND('x' AS ?a) }"
    assert invoke("query", query, "-F", "csv").stdout_bytes == b"a,b\r\nx,\r\n"
    assert invoke("query", query).stdout == "a   b\n─────\nx\n"
    assert json.loads(invoke("query", query, "-F", "ndjson").stdout) == {"a": "x", "b": None}


def test_a_byte_order_mark_for_spreadsheets(invoke: Invoke, tmp_path: Path) -> None:
    """On stdout and in files, for CSV and TSV; Excel in Seoul then shows Korean."""
    path = tmp_path / "answer.csv"
    invoke("query", SELECT, "--bom", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfwho,where\r\n")
    assert invoke("query", SELECT, "--bom", "-F", "tsv").stdout_bytes.startswith(b"\xef\xbb\xbf?who")
    assert not invoke("query", SELECT, "-F", "csv").stdout_bytes.startswith(b"\xef\xbb\xbf")
