"""Building: what becomes of a row, and that a graph is whole, the same every time, and never lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import build as builder
from kg.build import build
from kg.cli import app
from kg.errors import FindingsError, ProjectError, StoreError
from kg.graph import Graph
from kg.project import Project
from kg.vocabulary import KG, PREFIXES
from tests import factory
from tests.factory import ROOT, append, change

STATUSES = ("claimed", "ended", "established", "hypothetical", "planned", "proposed")
LINE = re.compile(
    r"(?:<[^>]*> ){2}(?:<[^>]*>|\"(?:[^\"\\]|\\.)*\"(?:@[a-zA-Z0-9-]+|\^\^<[^>]*>)?) <[^>]*> \."
)


def lines(project: Project) -> list[str]:
    """The built graph, a statement a line."""
    return project.graph.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def places(tmp_path: Path) -> Project:
    """A project of places only, for what has nothing to do with what a graph says."""
    return factory.plant_places(tmp_path / "places")


def graphs(graph: Graph, pattern: str) -> set[str]:
    """The named graphs in which a pattern is found, in short."""
    rows = graph.store.select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {pattern} }} }}")
    return {row["g"].value.removeprefix(PREFIXES["graph"]) for row in rows}


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("kg:Claim a owl:Class", {"ontology"}),
        ("status:planned a skos:Concept", {"ontology"}),
        ("?s a kg:Country", {"register"}),
        ("?s a kg:Passage", {"register"}),
        ("?s a kg:Source", {"register"}),
        ("?s a kg:Claim ; kg:object id:lamp-agreement", {"source/almanac-2001"}),
        ("?s a kg:Claim ; kg:subject id:bora-deung", {"source/ledger-1999"}),
        ("id:bora-deung kg:studiedAt ?where", {"source/ledger-1999"}),
        ("?s a kg:Claim ; kg:object id:harbour-university ; kg:status status:ended", {"source/ledger-1999"}),
        ("?s a kg:Name ; kg:text 'Of Fogs'@en", {"source/almanac-2001"}),
        ("?s a kg:Name ; kg:text 'LI'@en", {"register"}),
        ("?s a kg:Dataset", {"figures"}),
        ("?s a kg:Figure", {"figures"}),
        ("?s a kg:Inference", {"inferred"}),
        ("?s a kg:Move", {"inferred"}),
        (
            "?s ?p ?o",
            {"figures", "inferred", "ontology", "register", "source/almanac-2001", "source/ledger-1999"},
        ),
    ],
)
def test_everything_stands_in_the_named_graph_of_its_origin(
    pattern: str, named: set[str], graph: Graph
) -> None:
    """A source's claims and names with the first passage of their evidence; the rest by kind."""
    assert graphs(graph, pattern) == named


def test_no_statement_stands_outside_a_named_graph(world: Project) -> None:
    """And none has a blank node, so that every line stands for itself."""
    assert len(lines(world)) > 1000
    assert [line for line in lines(world) if not LINE.fullmatch(line)] == []
    assert lines(world) == sorted(set(lines(world)), key=str.encode)


@pytest.mark.parametrize("status", STATUSES)
def test_a_claim_stands_as_a_triple_of_its_own_exactly_if_its_status_is_factual(
    status: str, project: Project
) -> None:
    """A proposal never becomes a fact by being loaded."""
    change(project, "claims/talent.csv", 2, status=status)
    change(project, "claims/knowledge.csv", 2, status=status)
    triples = {tuple(map(str, quad[:3])) for quad in builder.read(project).dataset.quads()}
    who, document, kg = PREFIXES["id"] + "bora-deung", PREFIXES["source"] + "almanac-2001", PREFIXES["kg"]
    where, what = PREFIXES["id"] + "harbour-university", "Fog is one reason why keepers come home."
    factual = status in {"established", "ended"}
    assert ((who, f"{kg}studiedAt", where) in triples) is factual
    assert ((document, f"{kg}asserts", what) in triples) is factual


def test_what_is_asserted_directly_is_what_factual_claims_and_inferences_say(graph: Graph) -> None:
    """Neither more nor less, in a world whose claims have statuses of every kind."""
    used = graph.store.select("SELECT DISTINCT ?s { ?claim a kg:Claim ; kg:status ?s } ORDER BY ?s")
    assert tuple(row["s"].value.removeprefix(PREFIXES["status"]) for row in used) == STATUSES
    direct = "SELECT ?s ?p ?o { ?p a kg:Relation . ?s ?p ?o }"
    stated = (
        "SELECT DISTINCT ?s ?p ?o { ?claim kg:relation ?p ; kg:subject ?s ; kg:status/kg:factual true "
        "{ ?claim kg:object ?o } UNION { ?claim kg:value ?o } }"
    )
    found = {tuple(str(term) for term in row.values()) for row in graph.store.select(direct)}
    assert found == {tuple(str(term) for term in row.values()) for row in graph.store.select(stated)}
    assert len(found) >= 21 + 7


@pytest.mark.parametrize(
    ("what", "literal"),
    [
        ("amount", '"392651.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("number", '"97.10"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("number", '"-3.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("printed", '"1,204"'),
        ("printed", '"-"'),
        ("from", '"1980"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("from", '"1995-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("from", '"1992-08-24"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("earliest", '"1995-03-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("latest", '"1998-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("text", '"海港大學"@zh-hant'),
        ("value", '"Fog is one reason why keepers come home."@en'),
    ],
)
def test_literals_keep_the_form_in_which_they_were_written(what: str, literal: str, world: Project) -> None:
    """Oxigraph's store would make 392651.5 of 392651.50; the file is written without it."""
    assert [line for line in lines(world) if f"ontology#{what}> {literal} <" in line]


def test_what_was_built_is_counted(project: Project) -> None:
    """By class; the second time nothing is built, and the answer is the same."""
    first, second = build(project), build(project)
    for kind, pattern in ((KG.Claim, "claims/*.csv"), (KG.Name, "names.csv"), (KG.Figure, "figures/*.csv")):
        rows = [row for path in project.tables(pattern) for row in path.read_text("utf-8").splitlines()[1:]]
        assert first.counts[kind] == len(rows) > 0
    assert first.counts[KG.Inference] >= 7
    assert first.counts[KG.Move] >= 1
    assert (first.counts, first.quads, first.path) == (second.counts, second.quads, project.graph)
    assert (first.fresh, second.fresh) == (False, True)


def test_a_second_build_gives_the_same_bytes_under_any_hash_seed(project: Project, world: Project) -> None:
    """In another process, another folder, another time zone and another locale."""
    code = "import sys; from kg.cli import app; app(['build', '--force', '--project', sys.argv[1]])"
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Seoul", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-c", code, project.root], check=True, capture_output=True, env=environment
    )
    assert project.graph.read_bytes() == world.graph.read_bytes()


def test_only_a_change_makes_a_new_graph(places: Project) -> None:
    """Freshness is a digest of the inputs, not a time; the graph itself may not be missing or changed."""
    assert build(places).fresh is False
    os.utime(places.data / "places.csv", (0, 0))
    assert build(places).fresh is True
    assert build(places, force=True).fresh is False
    change(places, "places.csv", 4, note="still no list")
    assert build(places).fresh is False
    places.graph.unlink()
    assert build(places).fresh is False
    places.stamp.write_bytes(b"\xff\xfe")
    assert build(places).fresh is False


def test_a_disk_that_refuses_leaves_the_earlier_graph(
    places: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no half-written file beside it; the next build starts anew."""
    build(places)
    before = places.graph.read_bytes()
    change(places, "places.csv", 4, note="changed")

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == places.graph:
            raise OSError(28, "No space left on device")
        os.rename(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreError) as caught:
        build(places)
    assert str(caught.value) == f"{places.graph} cannot be written: No space left on device"
    assert places.graph.read_bytes() == before
    assert sorted(path.name for path in places.build.iterdir()) == ["graph.nq", "graph.sha256"]
    monkeypatch.undo()
    assert build(places).fresh is False


def test_a_process_that_is_killed_leaves_the_earlier_graph(places: Project) -> None:
    """SIGKILL, just before the new graph takes the place of the old one."""
    build(places)
    before = places.graph.read_bytes()
    change(places, "places.csv", 4, note="changed")
    code = (
        "import os, signal, sys; from kg import build, project; real = os.replace\n"
        "def kill(source, target):\n"
        "    if str(target).endswith('graph.nq'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(source, target)\n"
        "os.replace = kill; build.build(project.find(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, places.root], check=False)
    assert done.returncode == -signal.SIGKILL
    assert places.graph.read_bytes() == before
    assert not places.is_fresh
    assert build(places).fresh is False


def test_a_folder_that_cannot_be_written_is_one_line(places: Project) -> None:
    """With exit code 4; here a file stands where the folder should be."""
    places.build.write_text("", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", "-C", str(places.root)])
    assert result.exit_code == 4
    assert result.stderr == f"kg: {places.stamp} cannot be written: File exists\n"


def test_a_read_only_folder_is_a_store_error(places: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a shared disk; root, who may write everywhere, is told so all the same."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    places.build.mkdir(mode=0o500)
    if os.geteuid() == 0:
        monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    with pytest.raises(StoreError) as caught:
        build(places)
    assert str(caught.value) == f"{places.stamp} cannot be written: Permission denied"
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("content", [b"<urn:a> <urn:b> \n", b"\xff\xfe", b'<urn:a> <urn:b> "\xb0\xa1" .\n'])
def test_a_broken_graph_is_one_line_that_says_what_to_do(content: bytes, places: Project) -> None:
    """Whoever edited or cut it."""
    places.build.mkdir()
    places.graph.write_bytes(content)
    places.stamp.write_text(places.digest, encoding="ascii")
    with pytest.raises(StoreError, match=r"cannot be read: .*; run 'kg build --force'$"):
        build(places)


def test_a_word_file_that_does_not_parse_is_a_project_error_with_its_line(project: Project) -> None:
    """The ontology is the user's as well."""
    path = factory.own_ontology(project) / "places.ttl"
    path.write_text("@prefix kg: <urn:kg#> .\nkg:Place a a .\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=rf"^{re.escape(str(path))}:2: "):
        build(project)


def test_a_class_that_is_its_own_superclass_is_a_project_error(project: Project) -> None:
    """Rather than an endless recursion."""
    path = factory.own_ontology(project) / "places.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nkg:Place rdfs:subClassOf kg:City .\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"^kg:\w+ is its own superclass$"):
        build(project)


def test_the_repository_is_a_project_like_any_other() -> None:
    """Which is why the world can link its ontology and copy its layout."""
    assert (ROOT / "ontology" / "kg.ttl").is_file()
    assert not (factory.WORLD / "data" / "tables.toml").exists()


def test_a_wrong_row_stops_the_build_and_names_it(project: Project) -> None:
    """Whatever else is right."""
    line = append(project, "claims/talent.csv", subject="lan-ta", relation="founded", object="nothing")
    with pytest.raises(FindingsError) as caught:
        build(project)
    assert [str(finding.place) for finding in caught.value.findings] == [
        f"data/claims/talent.csv:{line}: {column}" for column in ("evidence", "object", "status")
    ]
