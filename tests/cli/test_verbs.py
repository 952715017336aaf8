"""The other verbs: what each prints of the invented world."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.cli import app
from kg.project import Project
from tests.cli.conftest import Invoke


def table(text: str) -> list[dict[str, str]]:
    """CSV as dictionaries."""
    return list(csv.DictReader(io.StringIO(text)))


def test_build_says_what_was_made_and_where(project: Project, invoke: Invoke) -> None:
    """Once; the second time there is nothing to do, unless it is forced."""
    first, second, third = (
        invoke("build", *options, project=project.root).stdout.splitlines()
        for options in ((), (), ("--force",))
    )
    assert first[0] == third[0] == f"built: {project.graph}"
    assert second[0] == f"up to date: {project.graph}"
    assert first[1].startswith("33 claims, 7 inferences, 9 names, 5 figures, 10 passages; ")
    assert [line[1].partition(";")[0] for line in (first, second, third)] == [first[1].partition(";")[0]] * 3


def test_queries_lists_the_questions(invoke: Invoke) -> None:
    """Name, question, parameters with their defaults."""
    found = {row["name"]: row for row in table(invoke("queries", "-F", "csv").stdout)}
    assert len(found) > 50
    assert all(row["question"].endswith("?") for row in found.values())
    assert found["career"]["parameters"].startswith("person=")
    assert list(found) == sorted(found, key=lambda name: f"{name}.rq")


def test_show_prints_an_entry(invoke: Invoke) -> None:
    """What it is, then names, relations, statements and figures, each with its place below."""
    assert invoke("show", "밤섬").exit_code == 2
    assert invoke("show", "lan ta").stdout.splitlines()[:2] == ["Lan Ta (탑란 · 塔兰)", "Person, id:lan-ta"]
    text = invoke("show", "keepers-who-came-home").stdout
    assert (
        "\nRelations (5)\n  is sought by: Keeper exchange  [proposed]\n      Almanac 2001 Fogs ¶1 s2\n"
        in text
    )
    assert "\nStatements (1)\n  asserts: Fog is one reason why keepers come home.  [claimed]\n" in text


def test_show_prints_json_for_programs(invoke: Invoke, tmp_path: Path) -> None:
    """The same entry; also by the suffix of the output."""
    found = json.loads(invoke("show", "lan-ta", "-F", "json").stdout)
    assert (found["id"], found["kind"]) == ("id:lan-ta", "Person")
    path = tmp_path / "lan-ta.json"
    assert invoke("show", "lan-ta", "-o", str(path)).stdout == ""
    assert json.loads(path.read_text(encoding="utf-8")) == found


def test_find_prints_ids_that_can_be_typed(invoke: Invoke) -> None:
    """Best first, with the name that was found."""
    found = table(invoke("find", "lighthose institute", "-F", "csv", "-n", "1").stdout)
    assert [list(row.values())[:3] for row in found] == [
        ["lighthouse-institute", "Lighthouse Institute", "Lighthouse Institute"],
    ]
    assert invoke("show", found[0]["id"]).exit_code == 0
    assert invoke("find", "塔兰", "--lang", "ko").stdout.splitlines()[2].split()[:2] == ["lan-ta", "탑란"]


def test_find_nothing_is_a_table_without_rows(invoke: Invoke) -> None:
    """And no error."""
    result = invoke("find", "qqqqqq", "-F", "csv")
    assert (result.exit_code, result.stdout) == (0, "id,label,name found,score\n")


def test_network_is_an_edge_list(invoke: Invoke) -> None:
    """One row a claim; on stderr, which claims were used."""
    result = invoke("network", "--layer", "cooperation", "--asserted", "--as-of", "1992")
    assert result.stderr == (
        "cooperation: 5 actors, 3 claims; status ended,established; as of 1992; "
        "1 of them undated; asserted only\n"
    )
    assert [(row["source"], row["relation"], row["target"]) for row in table(result.stdout)] == [
        ("id:eastmark", "kg:isPartyTo", "id:lamp-agreement"),
        ("id:museum-of-fog", "kg:participatesIn", "id:fog-programme"),
        ("id:westmark", "kg:isPartyTo", "id:lamp-agreement"),
    ]


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_network_writes_what_other_programs_read(invoke: Invoke, tmp_path: Path, suffix: str) -> None:
    """By the suffix; with as many edges as the edge list has rows."""
    path = tmp_path / f"talent.{suffix}"
    assert invoke("network", "--layer", "talent", "-o", str(path)).exit_code == 0
    edges = [part for part in ElementTree.parse(path).iter() if part.tag.endswith("}edge")]
    assert len(edges) == len(table(invoke("network", "--layer", "talent").stdout)) == 9


def test_an_empty_network_has_a_header_in_every_format(invoke: Invoke) -> None:
    """No funding is hypothetical; that is an answer too."""
    options = ("network", "--layer", "funding", "--status", "hypothetical")
    assert invoke(*options).stdout == (
        "source,target,claims,relation,layer,status,from,until,symmetric,via,weight,evidence\n"
    )
    for format in ("graphml", "gexf"):
        assert ElementTree.fromstring(invoke(*options, "-F", format).stdout).tag.endswith(format)


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "md"])
def test_an_empty_ranking_has_a_header(invoke: Invoke, format: str) -> None:
    """With the name of the measure."""
    options = ("--layer", "funding", "--status", "hypothetical", "--measure", "degree", "--plain")
    header = invoke("centrality", *options, "-F", format).stdout.splitlines()[0]
    assert header.replace("|", " ").replace(",", " ").split()[-1] == "degree"


def test_centrality_ranks_with_ties(invoke: Invoke) -> None:
    """The rank, who, from where, and the score; ties share a rank, `-n 0` shows all."""
    found = table(
        invoke("centrality", "--layer", "cooperation", "--measure", "degree", "-n", "0", "-F", "csv").stdout
    )
    assert [(row["rank"], row["id"], row["degree"]) for row in found] == [
        ("1", "eastmark", "0.333333"),
        ("1", "lamp-agreement", "0.333333"),
        ("1", "westmark", "0.333333"),
        ("4", "fog-programme", "0.166667"),
        ("4", "harbour-university", "0.166667"),
        ("4", "lighthouse-institute", "0.166667"),
        ("4", "museum-of-fog", "0.166667"),
    ]
    assert found[3]["actor"] == "Fog Programme"
    assert found[3]["country"] == "eastmark"
    assert len(table(invoke("centrality", "-n", "3", "-F", "csv").stdout)) == 3


def test_map_is_written_into_the_build_folder_unless_told_otherwise(
    project: Project, invoke: Invoke, tmp_path: Path
) -> None:
    """The place is said on stderr; `-` is stdout."""
    result = invoke("map", project=project.root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == f"map: {project.map}"
    html = project.map.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert invoke("map", "-o", "-", project=project.root).stdout == html
    assert (
        invoke("map", "-o", str(tmp_path / "m.html"), "--title", "Fogs", project=project.root).exit_code == 0
    )
    assert "<title>Fogs</title>" in (tmp_path / "m.html").read_text(encoding="utf-8")


def test_map_opens_a_browser_only_when_asked(
    project: Project, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And then with the file that it has written."""
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    invoke("map", project=project.root)
    assert opened == []
    invoke("map", "--open", project=project.root)
    assert opened == [str(project.map)]


def test_export_writes_to_stdout_or_to_a_file(invoke: Invoke, tmp_path: Path) -> None:
    """The same bytes."""
    path = tmp_path / "world.ttl"
    assert invoke("export", "ttl", "-o", str(path)).stdout == ""
    assert path.read_bytes() == invoke("export", "ttl").stdout_bytes


def test_export_csv_with_a_byte_order_mark(invoke: Invoke) -> None:
    """For spreadsheets, and only for what they open."""
    assert invoke("export", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfclaim,subject,")
    assert invoke("export", "ttl", "--bom").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("show", "등대연구소"), "id:lighthouse-institute"),
        (("show", "House of Fog"), "id:museum-of-fog"),
        (("query", "career", "-p", "person=塔兰", "--ids"), "id:lan-ta"),
        (
            (
                "query",
                "instruments-shared-by-two-countries",
                "-p",
                "one=동표국",
                "-p",
                "other=Westmark",
                "--ids",
            ),
            "id:lamp-agreement",
        ),
    ],
)
def test_names_are_accepted_where_ids_are(invoke: Invoke, arguments: tuple[str, ...], expected: str) -> None:
    """In any script, for actors and for parameters."""
    result = invoke(*arguments)
    assert result.exit_code == 0, result.stderr
    assert expected in result.stdout


def test_every_verb_is_a_function_of_its_name() -> None:
    """What can be typed can be found."""
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__name__.strip("_") == command.name
