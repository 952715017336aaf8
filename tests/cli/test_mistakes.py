"""Whatever a user gets wrong ends with one line on stderr that says what, and with a documented exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.project import Project
from tests import factory
from tests.cli.conftest import Invoke, Process

MISTAKES: list[tuple[str, int, str]] = [
    ("bild", 2, "no such command 'bild'; did you mean 'build'?"),
    ("xyz", 2, "no such command 'xyz'; see 'kg --help'"),
    ("--nope", 2, "no such option '--nope'; see 'kg --help'"),
    ("query --nope x", 2, "no such option '--nope'; see 'kg query --help'"),
    ("show", 2, "missing argument 'ACTOR'; see 'kg show --help'"),
    ("show lan-ta extra", 2, "got unexpected extra argument (extra); see 'kg show --help'"),
    ("query who-studied-wher", 2, "no query 'who-studied-wher'; did you mean 'who-studied-where'?"),
    ("query qqqq", 2, "no query 'qqqq'"),
    ("query", 2, "give a question, a query, - for stdin, or --file"),
    ("query who-studied-where --file x.rq", 2, "give a question, a query, - for stdin, or --file"),
    ("query career -p who=lan-ta", 2, "query 'career' has no parameter 'who'; it has person"),
    ("query career -p person", 2, "write a parameter as NAME=VALUE, each once"),
    ("query career -p person=a -p person=b", 2, "write a parameter as NAME=VALUE, each once"),
    ("query what-held-on-a-day -p day=yesterday", 2, "parameter 'day': 'yesterday' is no date"),
    ("query what-held-on-a-day -p day=1992-13", 2, "parameter 'day': '1992-13' is no date"),
    ("query career -p person=nobody-at-all", 2, "nothing is called 'nobody-at-all'"),
    ("query ASK{} -p a=b", 2, "only named questions have parameters"),
    ("query ASK{ -F json", 4, "the query does not parse: line 1, column "),
    ("query -f broken.rq", 4, "the query does not parse: line 2, column "),
    ("query -f missing.rq", 3, "missing.rq cannot be read: No such file or directory"),
    ("query -f folder", 3, "folder cannot be read: Is a directory"),
    ("query -f latin.rq", 3, "latin.rq cannot be read: it is not UTF-8"),
    ("query ASK{SERVICE<urn:x>{}}", 4, "queries may not ask other servers (SERVICE)"),
    ("query ASK{} --timeout 0", 2, "invalid value for '--timeout': 0.0 is not in the range"),
    ("query ASK{} --timeout soon", 2, "invalid value for '--timeout': 'soon' is not a valid float"),
    ("query ASK{} -F csv", 2, "format 'csv' cannot hold boolean; use table, json, xml or md"),
    ("query ASK{} -F cvs", 2, "unknown format 'cvs'"),
    ("query ASK{} -o answer.ttl", 2, "format 'ttl' cannot hold boolean"),
    ("queries -F ttl", 2, "format 'ttl' cannot hold rows; use table, csv, tsv, json, ndjson or md"),
    ("queries -o folder", 2, "folder is a folder; name a file"),
    ("queries -o broken.rq/x.csv", 4, "broken.rq/x.csv cannot be written: "),
    ("show nobody", 2, "nothing is called 'nobody'"),
    ("show lighthous-institute", 2, "nothing is called 'lighthous-institute'; did you mean 'Lighthouse"),
    ("show lan-ta -F csv", 2, "format 'csv' cannot hold entry; use table or json"),
    ("find lamp -n 0", 2, "invalid value for '--limit' / '-n': 0 is not in the range"),
    ("find lamp -n many", 2, "invalid value for '--limit' / '-n': 'many' is not a valid integer"),
    ("network --layer fnding", 2, "no layer 'fnding'; did you mean 'funding'?"),
    ("network --status plan", 2, "unknown status 'plan'; did you mean 'planned'?"),
    ("network --status planned,,ended", 2, "unknown status ''"),
    ("network --as-of 1992-13", 2, "as-of: no such date '1992-13'"),
    ("network --as-of today", 2, "as-of: 'today' is not a date; write 1992, 1992-08 or 1992-08-24"),
    ("network -F html", 2, "format 'html' cannot hold network; use csv, graphml or gexf"),
    ("centrality --measure betweeness", 2, "unknown measure 'betweeness'; did you mean 'betweenness'?"),
    ("centrality --measure fame", 2, "unknown measure 'fame'; there are degree, in-degree, "),
    ("centrality --top -1", 2, "invalid value for '--top' / '-n': -1 is not in the range"),
    ("centrality --measure degree --weighted", 2, "measure 'degree' knows no weights"),
    ("centrality --level planet", 2, "no level 'planet'; there are country, organisation, person"),
    ("centrality --compare planned,plan", 2, "unknown status 'plan'; did you mean 'planned'?"),
    ("centrality --compare planned --status all", 2, "give --status or --compare, not both"),
    ("centrality --as-of 1992 --period 1990:", 2, "give --as-of or --period, not both"),
    ("centrality --period 1992", 2, "period: '1992' is not FROM:UNTIL; write 1992:2017, 1992: or :2017"),
    ("centrality --period 1995:1990", 2, "period: '1995' comes after '1990'"),
    ("brokers --by colour", 2, "actors have no attribute 'colour'; did you mean 'country'?"),
    ("brokers --between eastmark atlantis", 2, "nothing is called 'atlantis'"),
    ("brokers --by kind --between Company Compny", 2, "no actor is of the kind 'Compny'; did you mean"),
    ("brokers --evidence -F csv", 2, "format 'csv' cannot hold entry; use table or json"),
    ("brokers --evidence --compare planned", 2, "give --evidence or --compare, not both"),
    ("brokers --by community --between 1 2", 2, "--between is for country and kind: communities have no "),
    ("brokers --evidence --runs 9", 2, "--runs is for p-values, which --evidence and --between do not have"),
    ("why lan-ta lan-ta", 2, "both ends are the same thing"),
    ("why lan-ta eastmark --avoid eastmark", 2, "a path cannot avoid its own ends"),
    ("brokers --runs 0", 2, "invalid value for '--runs': 0 is not in the range"),
    ("communities --resolution 0", 2, "invalid value for '--resolution': 0.0 is not in the range"),
    ("why lan-ta", 2, "missing argument 'B'; see 'kg why --help'"),
    ("why lan-ta nobody", 2, "nothing is called 'nobody'"),
    ("why lan-ta eastmark --avoid nobody", 2, "nothing is called 'nobody'"),
    ("map --layer moon", 2, "no layer 'moon'; there are all, cases, cooperation, "),
    ("map -o folder", 2, "folder is a folder; name a file"),
    ("export", 2, "missing argument 'FORMAT'; see 'kg export --help'"),
    ("export turtel", 2, "unknown export format 'turtel'"),
    ("export ttl -o folder", 2, "folder is a folder; name a file"),
    ("check nosuch.csv", 2, "no table 'nosuch.csv'"),
    ("check --fail-on sometimes", 2, "unknown level 'sometimes'; use error, warning or never"),
    ("build --project folder", 3, "no ontology/kg.ttl and data/tables.toml in "),
    ("show lan-ta --project nowhere", 3, "no ontology/kg.ttl and data/tables.toml in "),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the things that users trip over."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.rq").write_text("SELECT * {\n ?s ?p", encoding="utf-8")
    (tmp_path / "latin.rq").write_bytes("ASK { ?s ?p 'é' }".encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_mistakes_of_all_kinds() -> None:
    """A list that is empty proves nothing."""
    assert len(MISTAKES) > 50
    assert {code for _, code, _ in MISTAKES} == {2, 3, 4}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("command", "code", "message"), MISTAKES, ids=[command for command, _, _ in MISTAKES]
)
def test_a_mistake_ends_with_one_line(command: str, code: int, message: str, invoke: Invoke) -> None:
    """What was wrong and, where it is known, what would be right; stdout stays empty."""
    result = invoke(*command.split())
    *notes, line = result.stderr.splitlines()
    assert result.stdout == ""
    assert line.startswith(f"kg: {message}")
    assert result.exit_code == code
    assert notes == [] or command.startswith("map")
    assert len(line) < 300


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("show", "two\nlines"), 2, "kg: nothing is called 'two lines'"),
        (("show", "\udcff"), 2, "kg: nothing is called '\\udcff'"),
        (("show", ""), 2, "kg: nothing is called ''"),
        (("query", "   "), 4, "kg: the query does not parse: line 1, column 4"),
        (("query", "SELECT * {\n\n ?s }"), 4, "kg: the query does not parse: line 3, column 6"),
        (("query", "career", "-p", "person=\u2028"), 2, "kg: nothing is called ' '"),
    ],
)
def test_strange_text_in_a_message_stays_on_its_line(
    arguments: tuple[str, ...], code: int, message: str, invoke: Invoke
) -> None:
    """Line breaks, half characters, nothing at all."""
    result = invoke(*arguments)
    assert (result.exit_code, result.stderr) == (code, f"{message}\n")


def test_a_stdin_that_is_not_text_is_no_query(invoke: Invoke) -> None:
    """Nor is an empty one."""
    result = invoke("query", "-", stdin=b"\xff\xfe")
    assert (result.exit_code, result.stderr) == (3, "kg: stdin cannot be read: it is not UTF-8\n")
    result = invoke("query", "-", stdin=b"")
    assert (result.exit_code, result.stderr) == (4, "kg: the query does not parse: line 1, column 1\n")


def test_an_endless_timeout_is_no_mistake(invoke: Invoke) -> None:
    """Only what is no number at all."""
    for seconds in ("inf", "1e300", "86400"):
        assert invoke("query", "ASK {}", "--timeout", seconds).stdout == "true\n"
    result = invoke("query", "ASK {}", "--timeout", "nan")
    assert (result.exit_code, result.stderr.count("\n")) == (4, 1)


def test_a_setting_that_is_wrong_is_told_like_an_option(process: Process) -> None:
    """Whoever set it long ago needs to know the most."""
    done = process("queries", environment={"KG_FORMAT": "cvs"})
    assert done.returncode == 2
    assert done.stderr.startswith(b"kg: unknown format 'cvs'")


def test_a_broken_graph_says_how_to_mend_it(project: Project, invoke: Invoke) -> None:
    """With exit code 4, as anything that the store refuses."""
    build(project)
    project.graph.write_bytes(b"<html>")
    result = invoke("show", "lan-ta", project=project.root)
    assert result.exit_code == 4
    assert result.stderr.endswith("; run 'kg build --force'\n")
    assert result.stderr.count("\n") == 1


def test_a_wrong_row_is_found_and_the_exit_code_is_1(project: Project, invoke: Invoke) -> None:
    """Each finding is a line with its place; then how many there were."""
    factory.change(project, "claims/talent.csv", 2, status="plan", relation="studid")
    result = invoke("build", project=project.root)
    assert (result.exit_code, result.stdout) == (1, "")
    *findings, last = result.stderr.splitlines()
    assert len(findings) == 2
    assert all(line.startswith("data/claims/talent.csv:2: ") for line in findings)
    assert last == "kg: 2 findings; nothing was written"


def test_a_project_without_a_table_layout_is_told_so(project: Project, invoke: Invoke) -> None:
    """It is no project then."""
    (project.data / "tables.toml").unlink()
    result = invoke("build", project=project.root)
    assert result.exit_code == 3
    assert result.stderr.startswith("kg: no ontology/kg.ttl and data/tables.toml in ")


def test_a_mistake_as_a_process_is_the_same(process: Process) -> None:
    """No traceback, no usage, no colour, and the code that a script sees."""
    for command, code, message in MISTAKES[:6]:
        done = process(*command.split())
        assert (done.returncode, done.stdout) == (code, b"")
        assert done.stderr.decode() == f"kg: {message}\n"
