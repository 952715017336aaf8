"""`kg map`: which part of which network is drawn, how, and into what kind of file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.project import Project
from tests.cli.conftest import Invoke

SVG = "{http://www.w3.org/2000/svg}"


def actors(drawn: str) -> list[str]:
    """The names of the actors in an SVG."""
    (group,) = ElementTree.fromstring(drawn).iterfind(f".//{SVG}g[@class='actors']")
    return sorted((one.findtext(f"{SVG}title") or "").split(" · ")[0] for one in group)


def relations(drawn: str) -> list[str]:
    """What the lines of an SVG say, without status and source."""
    (group,) = ElementTree.fromstring(drawn).iterfind(f".//{SVG}g[@class='relations']")
    return sorted((one.findtext(f"{SVG}title") or "").split(" · ")[0] for one in group)


def payload(html: str) -> dict[str, Any]:
    """The data that a page carries."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


@pytest.fixture
def svg(invoke: Invoke, tmp_path: Path) -> Any:
    """Calls `kg map` with some options and gives the drawing and what was said on stderr."""

    def call(*options: str) -> tuple[str, str]:
        path = tmp_path / "map.svg"
        result = invoke("map", *options, "-o", str(path))
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        return path.read_text(encoding="utf-8"), result.stderr

    return call


# Which part.


def test_the_suffix_says_what_kind_of_file(invoke: Invoke, tmp_path: Path) -> None:
    """A page, a drawing, a picture; each said on stderr with its place."""
    for name, start in (("m.html", b"<!DOCTYPE html>"), ("m.svg", b"<svg "), ("m.PNG", b"\x89PNG\r\n")):
        path = tmp_path / name
        result = invoke("map", "--layer", "funding", "-o", str(path))
        assert path.read_bytes().startswith(start)
        assert result.stderr.splitlines()[-1] == f"map: {path}"


def test_a_drawing_is_the_same_twice(svg: Any) -> None:
    """Byte by byte."""
    assert svg("--layer", "talent") == svg("--layer", "talent")


def test_focus_draws_an_actor_and_its_neighbours(svg: Any) -> None:
    """By any of its names; and all ties among them."""
    drawn, said = svg("--layer", "talent", "--focus", "塔兰")
    assert actors(drawn) == ["Foghorn Company", "Harbour University", "Lan Ta", "Westmark"]
    assert "Lan Ta — founded — Foghorn Company" in relations(drawn)
    assert "Lan Ta · " in drawn
    assert len(said.splitlines()) == 2


def test_hops_reach_farther(svg: Any) -> None:
    """Until all that hangs together is there."""
    found = [
        set(actors(svg("--focus", "lan-ta", *(("--hops", str(hops)) if hops else ()))[0]))
        for hops in (0, 1, 2, 9)
    ]
    assert found[0] == found[1] < found[2] < found[3]


def test_top_draws_the_most_central_with_all_ties_among_them(svg: Any) -> None:
    """How many tie with the last is said; sizes say the measure of the whole network."""
    drawn, said = svg("--layer", "cooperation", "--status", "established,ended", "--top", "3")
    assert actors(drawn) == ["Eastmark", "Lamp Agreement", "Westmark"]
    assert len(relations(drawn)) == 3
    assert said.splitlines()[1] == "drawn: 3 of 7 actors by degree"
    assert "3 / 7" in drawn
    drawn, said = svg("--layer", "cooperation", "--status", "established,ended", "--top", "4")
    assert said.splitlines()[1] == "drawn: 4 of 7 actors by degree; 3 more tie with the last"
    assert "drawn:" not in svg("--layer", "cooperation", "--top", "99")[1]


def test_top_keeps_the_focus_and_ranks_by_the_size(svg: Any) -> None:
    """Whatever its rank; the measure may be any, and is computed on the whole."""
    options = ("--top", "2", "--size-by", "harmonic")
    drawn, said = (
        svg("--focus", "old-pilots-guild", *options) if False else svg("--focus", "lan-ta", *options)
    )
    assert len(actors(drawn)) == 2
    assert "Lan Ta" in actors(drawn)
    assert "by harmonic" in said
    assert "Size by: harmonic" in drawn


# How it looks.


@pytest.mark.parametrize("layout", ["force", "bridge", "circulation", "geographic"])
def test_every_layout_draws_the_same_network(layout: str, svg: Any) -> None:
    """Elsewhere on the sheet; on the earth, with land."""
    drawn, _ = svg("--layout", layout)
    assert actors(drawn) == actors(svg()[0])
    assert relations(drawn) == relations(svg()[0])
    assert (drawn.count("Z") > 80) is (layout == "geographic")


def test_colours_and_sizes_say_what_is_asked_for(svg: Any) -> None:
    """In either spelling; the legend follows."""
    assert "Communities" in svg("--color-by", "community")[0]
    assert svg("--colour-by", "kind") == svg("--color-by", "kind") != svg()
    assert "Size by: PageRank" in svg("--size-by", "pagerank")[0]


def test_a_page_begins_as_it_is_asked_to(invoke: Invoke) -> None:
    """The reader may change it."""
    options = ("--layout", "geographic", "--size-by", "katz", "--color-by", "kind")
    data = payload(invoke("map", *options, "-o", "-").stdout)
    assert (data["layout"], data["size"], data["colour"]) == ("geographic", "katz", "kind")
    assert "katz" in {measure["key"] for measure in data["measures"]}
    plain = payload(invoke("map", "-o", "-").stdout)
    assert plain["layout"] == "force"


def test_a_part_has_the_scores_of_the_whole(invoke: Invoke) -> None:
    """What is small there is not made large by leaving out the others."""
    whole, part = (
        {
            node["id"]: node["card"]["scores"]
            for node in payload(invoke("map", *options, "-o", "-").stdout)["nodes"]
        }
        for options in ((), ("--focus", "lan-ta"))
    )
    assert 1 < len(part) < len(whole)
    assert all(whole[node] == scores for node, scores in part.items())


def test_title_and_language(svg: Any) -> None:
    """Of whatever is drawn."""
    drawn, _ = svg("--title", "Fogs & lamps", "--lang", "zh")
    assert ElementTree.fromstring(drawn).findtext(f"{SVG}title") == "Fogs & lamps"
    assert "图例" not in drawn
    assert "国家和地区" in drawn


def test_a_drawing_is_shown_when_asked(
    project: Project, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the file that was written."""
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    path = str(tmp_path / "m.svg")
    invoke("map", "--layer", "funding", "-o", path, "--open", project=project.root)
    assert opened == [path]


# What is refused: nothing is accepted and then ignored.


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--hops 2", "--hops needs --focus"),
        ("--hops 0 --focus lan-ta", "invalid value for '--hops': 0 is not in the range x>=1"),
        ("--top 0", "invalid value for '--top' / '-n': 0 is not in the range x>=1"),
        ("--open -o -", "--open needs a file; -o - is none"),
        ("--layout bridg", "unknown layout 'bridg'; did you mean 'bridge'?"),
        ("--layout moon", "unknown layout 'moon'; there are force, bridge, circulation, geographic"),
        ("--size-by betweeness", "unknown measure 'betweeness'; did you mean 'betweenness'?"),
        (
            "--size-by constraint",
            "measure 'constraint' is lowest for the most central; sizes cannot say that",
        ),
        ("--color-by age", "unknown colouring 'age'; there are country, kind, community"),
        ("--focus nobody-at-all", "nothing is called 'nobody-at-all'"),
        (
            "--focus otto-lens",
            "'Otto Lens' has no tie in this network; ask for more layers, statuses or years",
        ),
        (
            "--layer policy --layout circulation",
            "layout 'circulation' needs careers, or years, and the network",
        ),
        ("--as-of 1992 --period 1990:1999", "give --as-of or --period, not both"),
        ("--level planet", "no level 'planet'; there are country, organisation, person"),
        ("-o map.csv", "format 'csv' cannot hold page/picture; use svg, png or html"),
        ("-o map.pdf", "no format has the suffix '.pdf'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(options: str, message: str, invoke: Invoke) -> None:
    """Exit code 2, and no file."""
    result = invoke("map", *options.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith(f"kg: {message}")
