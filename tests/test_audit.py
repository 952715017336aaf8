"""Audits as values and as a command: what a rule yields, what is marked, what the user reads."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg import queries
from kg.audit import Dispute, audit, disputes, find, read
from kg.build import build
from kg.cli import app
from kg.errors import ProjectError, UsageError
from kg.findings import Severity
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.project import Project
from kg.show import show
from kg.store import Store
from kg.vocabulary import KG, PREFIXES, compact
from tests import factory
from tests.audits.pages import RULES, figure, place, store

WRONG = [
    *(place("all", exhibit="Table 1"), place("r1", exhibit="Table 1"), place("r2", exhibit="Table 1")),
    figure("all", "9", "all", "total"),
    figure("a", "4", "r1", mode="mode:a", whole="passage:all"),
    figure("b", "6", "r2", mode="mode:b", whole="passage:all"),
]


def rule(folder: Path, body: str) -> queries.NamedQuery:
    """A rule of the test's own."""
    path = folder / "odd.rq"
    path.write_text(f"#+ question: Which is odd?\n#+ since: 0.1.0\n{body}\n", encoding="utf-8")
    return queries.parse(path)


def contradicted(project: Project) -> Project:
    """The invented world with a total that its parts exceed, built."""
    factory.append(
        project,
        "figures/ledger-1999-table-1.csv",
        measure="indicator:international-projects",
        subject="eastmark",
        partner="outer-isles",
        period="1999",
        printed="1,300",
        number="1300",
        unit="unit:project",
        whole="ledger-1999-tab1-r2-c1",
        role="part",
        status="established",
        evidence="ledger-1999-2-1",
    )
    build(project)
    return project


def test_a_finding_is_complete() -> None:
    """Both sides with their places, the reckoning, and what the graph uses."""
    (one,) = find(store(*WRONG), RULES.values())
    assert (one.rule, one.severity) == ("parts-against-total", Severity.ERROR)
    assert (one.said, one.expected, one.used) == ("9", "10", "9")
    assert one.arithmetic == "4 + 6 = 10, printed total 9"
    assert one.one.printed == "9"
    assert [spot.locator for side in (one.one, *one.others) for spot in side.places] == ["all", "r1", "r2"]
    assert json.loads(json.dumps(one.as_dict()))["others"][1]["places"] == [
        {"source": "source:almanac", "locator": "r2", "passage": "passage:r2"}
    ]


def test_what_is_found_does_not_depend_on_the_order_of_the_statements() -> None:
    """Neither the findings nor the names of what is marked."""
    forwards = store(*WRONG)
    quads = [ox.Quad(*triple, ox.NamedNode("urn:page")) for triple in _triples(forwards)]
    backwards = Store(reversed(quads))
    assert find(forwards, RULES.values()) == find(backwards, RULES.values())
    assert set(disputes(forwards, RULES.values())) == set(disputes(backwards, RULES.values()))


def _triples(source: Store) -> tuple[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal], ...]:
    answer = source.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, tuple)
    return tuple((triple.subject, triple.predicate, triple.object) for triple in answer)  # type: ignore[misc]


def test_figures_of_a_finding_are_marked_and_can_be_read_again() -> None:
    """With the rule, the reckoning, and all sides as premises."""
    page = store(*WRONG)
    marks = disputes(page, RULES.values())
    assert {quad.graph_name.value for quad in marks} == {PREFIXES["graph"] + "inferred"}
    premises = {compact(quad.object.value) for quad in marks if quad.predicate.value == KG.premise}
    assert premises == {"figure:all", "figure:a", "figure:b"}
    page.extend(marks)
    against = (Dispute("parts-against-total", "4 + 6 = 10, printed total 9"),)
    assert read(page) == {PREFIXES["figure"] + name: against for name in ("a", "all", "b")}


def test_what_is_only_worth_knowing_disputes_nothing() -> None:
    """A tie of ranks is a finding of the lowest grade."""
    page = store(
        *(place("here"), place("there", section="Fogs")),
        figure("one", "8", "here", "value"),
        figure("two", "8", "there", "value", subject="id:isles"),
        figure("r", "first", "here", "rank", number="1"),
        figure("q", "second", "here", "rank", number="2", subject="id:isles"),
    )
    assert [one.severity for one in find(page, RULES.values())] == [Severity.INFO]
    assert disputes(page, RULES.values()) == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("SELECT ?one WHERE { BIND(<urn:a> AS ?one) }", r"odd\.rq: an audit yields one, .*; see \?others"),
        ("SELECT nothing", r"odd\.rq: the query does not parse"),
        (
            "SELECT * { VALUES (?one ?others ?said ?expected ?arithmetic ?used ?why ?severity) "
            "{ (<urn:a> <urn:b> '1' '2' '3' '4' '5' 'grave') } }",
            r"odd\.rq: an audit yields .*; see severity 'grave'",
        ),
    ],
)
def test_a_rule_that_is_not_as_it_should_be_is_named(tmp_path: Path, body: str, message: str) -> None:
    """With its file, and what is wrong with it."""
    with pytest.raises(ProjectError, match=message):
        find(store(*WRONG), [rule(tmp_path, body)])


def test_an_unknown_rule_is_a_usage_error_with_a_hint(graph: Graph) -> None:
    """As an unknown question is."""
    with pytest.raises(UsageError, match="; did you mean 'parts-against-total'"):
        audit(graph, "parts-against-totals")


def test_show_says_what_is_disputed_and_why(project: Project) -> None:
    """In the line of the figure."""
    graph = open_graph(contradicted(project).root)
    entry = show(graph, graph.names.resolve("outer-isles"))
    (line,) = [line for line in entry.figures if line.text.startswith("1,300")]
    assert line.disputed == (Dispute("parts-beyond-the-whole", "1,300, printed total 1240"),)
    result = CliRunner().invoke(app, ["show", "outer-isles", "--project", str(project.root)])
    assert "[established, disputed: parts-beyond-the-whole]" in result.stdout
    assert "disputed: 1,300, printed total 1240\n" in result.stdout


def test_the_graph_is_built_anew_when_a_rule_changes(project: Project) -> None:
    """What is disputed is part of it."""
    folder = factory.own_ontology(project)
    assert not build(project).fresh
    assert build(project).fresh
    (folder / "audits" / "parts-against-total.rq").unlink()
    assert not build(project).fresh


def run(project: Project, *arguments: str) -> tuple[int, str]:
    """`kg audit` on a project: its exit code and what it prints."""
    result = CliRunner().invoke(app, ["audit", "--project", str(project.root), *arguments])
    return result.exit_code, result.stdout


def test_the_command_prints_a_block_for_each_finding(project: Project) -> None:
    """The reckoning first, then the places, then what is used."""
    code, text = run(contradicted(project))
    assert code == 0
    assert text.splitlines() == [
        "error: 1,300, printed total 1240 [parts-beyond-the-whole]",
        "    1240   Ledger 1999 Table 1, row 2, column 1",
        "    1,300  Ledger 1999 §2 ¶1 s1",
        "    used: 1,300 and 1240 (all are kept as printed; the parts may belong to another whole than "
        "the one that is named)",
        "",
        "1 finding by 1 rule: 1 of grade error",
    ]


def test_the_command_writes_json_csv_and_markdown(project: Project) -> None:
    """Nested values, or one row a finding."""
    contradicted(project)
    (one,) = json.loads(run(project, "-F", "json")[1])
    assert one["rule"] == "parts-beyond-the-whole"
    assert one["one"]["places"][0]["passage"] == "passage:ledger-1999-tab1-r2-c1"
    (row,) = csv.DictReader(io.StringIO(run(project, "-F", "csv")[1]))
    assert (row["said"], row["where"]) == ("1240", "Ledger 1999 Table 1, row 2, column 1")
    assert run(project, "-F", "md")[1].startswith("| rule | severity | arithmetic |")


def test_the_exit_code_is_that_of_other_checks(project: Project, world: Project) -> None:
    """1 for findings at or above the level, 2 for usage."""
    contradicted(project)
    codes = [run(project, "--fail-on", level)[0] for level in ("never", "info", "warning", "error", "grave")]
    assert codes[:4] == [0, 1, 1, 1]
    assert codes[4] == 2
    assert run(project, "--fail-on", "error", "--rule", "two-bylines") == (0, "0 findings by 0 rules\n")
    assert run(world, "--fail-on", "info") == (0, "0 findings by 0 rules\n")
    assert run(world, "-F", "json") == (0, "[]\n")
