"""What stands on which page, and that an atlas is the same bytes however and wherever it is made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.atlas import Kind, Page, Site
from kg.atlas.kinds import KINDS
from kg.atlas.words import words
from kg.build import build
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.project import Project
from tests import factory
from tests.atlas.reader import Written, read

#: Whatever may stand in a cell of a table and must never be more than text.
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "\u202eright to left\u2066 \u2028 line",
    "A" * 10_000,
)


def page(site: Site, path: str) -> Written:
    """A page of a site, rendered by itself, as a server would."""
    return read(next(iter(site.rendered(path))).content.decode("utf-8"))


def test_a_claim_shows_status_detail_period_and_where_it_is_printed(written: dict[str, Written]) -> None:
    """On the page of its subject, of its object, and of the passage that makes it."""
    subject, passage = written["id/ge-li.html"], written["passage/stepi-2011-gn-2-1.html"]
    founded = next(text for text in subject.texts["li"] if "WuXi PharmaTech" in text)
    assert all(part in founded for part in ("2000", "Established", "STEPI 2011", "Global networks ¶2 s1"))
    assert "../passage/stepi-2011-gn-2-1.html" in subject.addresses
    said = [text for text in passage.texts["li"] if "Ge Li" in text and "founded" in text]
    assert all(part in said[0] for part in ("WuXi PharmaTech", "2000", "Established"))
    told = next(
        text for text in written["id/wuxi-pharmatech.html"].texts["li"] if "Ge Li" in text and "2000" in text
    )
    assert "Established" in told


def test_every_claim_has_its_anchor_on_the_pages_of_both_its_ends(
    site: Site, written: dict[str, Written]
) -> None:
    """And on that of each passage which is its evidence."""
    pages = {path: set(one.ids) for path, one in written.items()}
    for iri, claim in site.reading.graph.claims.items():
        kind, _, name = iri.removeprefix("https://w3id.org/argonauts/").partition("/")
        for thing in {claim.subject, claim.object, *(spot.iri for spot in claim.evidence)} - {""}:
            path = thing.removeprefix("https://w3id.org/argonauts/") + ".html"
            assert f"{kind}-{name}" in pages[path], f"{iri} on {path}"


def test_every_figure_has_its_anchor_on_the_page_of_its_table(
    site: Site, written: dict[str, Written]
) -> None:
    """With what is printed, word for word."""
    for iri, figure in site.reading.figures.items():
        one = written[figure.dataset.removeprefix("https://w3id.org/argonauts/") + ".html"]
        assert f"figure-{iri.rpartition('/')[2]}" in one.ids
        assert any(figure.printed in text for text in one.texts["td"])


def test_what_is_disputed_shows_the_arithmetic_wherever_it_stands(written: dict[str, Written]) -> None:
    """In the table, at the passage, on the pages of those whom it concerns, and among the contradictions."""
    sum_ = "22 + 1 + 1 + 1 + 55 + 104 = 184, printed total 244"
    for path in (
        *("dataset/seo-2017-table-2.html", "passage/seo-2017-tab2-r7-c1.html", "id/south-korea.html"),
        *("id/united-states.html", "contradictions.html", "rule/parts-against-total.html"),
    ):
        assert any(sum_ in text for text in written[path].texts["p"]), path


def test_what_a_rule_derived_names_the_rule_and_what_it_rests_on(
    site: Site, written: dict[str, Written]
) -> None:
    """And has the stated claims at the end of it on its own page."""
    for claim in site.reading.graph.claims.values():
        if claim.inferred:
            one = written[claim.iri.removeprefix("https://w3id.org/argonauts/") + ".html"]
            assert f"../{claim.rule.removeprefix('https://w3id.org/argonauts/')}.html" in one.addresses
            for ground in claim.grounds:
                assert f"claim-{ground.iri.rpartition('/')[2]}" in one.ids


def test_a_table_stands_as_it_is_printed(written: dict[str, Written]) -> None:
    """Rows and columns are named by what their cells have in common."""
    grid = written["dataset/seo-2017-table-2.html"]
    rows = [row.split("\n") for row in grid.texts["tr"]]
    texts = [" ".join("".join(row).split()) for row in rows]
    assert texts[0] == "United StatesJapanChinaGermanyFranceEnglandCanada"
    assert texts[1] == "Attraction of foreign researchers22454174"
    assert texts[8].startswith("All modes · Partner share of cases34.64.77.0")


def test_the_reference_says_all_of_a_term(written: dict[str, Written]) -> None:
    """Labels in three languages, definition, example, both directions, hints, and how often it is used."""
    one = written["ontology.html"]
    said = next(text for text in one.texts["section"] if text.startswith("\n# studied at"))
    for part in ("studied at", "수학한 기관", "就读于", "Example:", "was attended by", "kg:studiedAt"):
        assert part in said, part
    term = written["ontology/relation/studiedAt.html"]
    assert any("Ge Li" in text and "Columbia University" in text for text in term.texts["li"])


def test_the_two_sides_stand_beside_each_other(written: dict[str, Written]) -> None:
    """Where a number is printed of both; each year is said where the two differ."""
    one = written["comparison.html"]
    rows = [" ".join(row.split()) for row in one.texts["tr"]]
    (spent,) = [row for row in rows if "58,311 million USD" in row]
    assert "211,862 million USD" in spent
    assert "2015" in spent
    assert any("602 Projects" in row and "414 Projects" in row for row in rows)


def test_a_question_shows_its_query_and_the_answer(site: Site, written: dict[str, Written]) -> None:
    """Every row of it, and as CSV the ids."""
    one = written["questions/who-founded-what.html"]
    assert any("kg:founded" in text for text in one.texts["pre"])
    assert any("Ge Li" in text and "WuXi PharmaTech" in text for text in one.texts["tr"])
    (file,) = site.rendered("questions/who-founded-what.csv")
    assert b"id:ge-li,id:wuxi-pharmatech" in file.content
    assert "Yes." in written["questions/is-it-established.html"].texts["p"]


def test_the_start_page_answers_the_questions_that_say_so(site: Site, written: dict[str, Written]) -> None:
    """In the order of their numbers; and says what is not known."""
    headings = [text.strip() for text in written["index.html"].texts["h3"]]
    featured = [query for query in site.reading.graph.queries.values() if query.featured]
    assert headings == [query.question for query in sorted(featured, key=lambda query: query.featured)]
    assert len(headings) == 5
    gaps = " ".join(" ".join(written["index.html"].texts["ul"]).split())
    assert "Claims without any date 613 of 638" in gaps


def test_a_passage_has_neighbours(written: dict[str, Written]) -> None:
    """So that a document can be walked through."""
    rels = {link.get("rel"): link["href"] for link in written["passage/seo-2017-abs-1-2.html"].all("a")}
    assert rels["prev"] == "../passage/seo-2017-abs-1-1.html"
    assert rels["next"] == "../passage/seo-2017-abs-1-3.html"


def test_names_carry_their_languages(written: dict[str, Written]) -> None:
    """For fonts, and for whoever has the page read aloud."""
    tags = {
        attributes["lang"]
        for _, attributes in written["id/south-korea.html"].elements
        if "lang" in attributes
    }
    assert {"en", "ko", "zh", "zh-hans"} <= tags


@pytest.mark.parametrize("language", ["ko", "zh"])
def test_an_atlas_in_another_language(graph: Graph, language: str) -> None:
    """Its own words and the labels; what has no label there is in English, and says so."""
    site = Site(graph, language)
    one = page(site, "id/lan-ta.html")
    assert one.all("html")[0]["lang"] == language
    assert one.texts["h1"] == [{"ko": "탑란", "zh": "塔兰"}[language]]
    assert words(language)["things"] in one.texts["nav"][0]
    assert any(element[1].get("lang") == "en" for element in one.elements)


def test_every_word_stands_in_three_languages_and_is_used() -> None:
    """A word that no page says is one that nobody translates again."""
    folder = factory.ROOT / "kg" / "atlas"
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in {".j2", ".py"}
    )
    code += " ".join(f'"{kind.name}"' for kind in KINDS)
    for key, *_ in [
        line.split(" = ", 1)
        for line in (folder / "words.toml").read_text("utf-8").splitlines()
        if " = " in line
    ]:
        assert f"words.{key}" in code or f'"{key}"' in code or key.startswith(("download_", "sparql")), key
        assert all(words(language)[key] for language in ("en", "ko", "zh")), key


def test_what_anyone_may_write_stays_text(project: Project) -> None:
    """In names, notes, qualifications and statements: no element, attribute or script comes of it."""
    for line, text in enumerate(HOSTILE, start=2):
        factory.change(project, "actors.csv", line, note=text)
    factory.change(project, "actors.csv", 2, name=HOSTILE[0], name_ko=HOSTILE[1], name_zh=HOSTILE[4])
    factory.change(project, "claims/talent.csv", 2, qualification=HOSTILE[1], note=HOSTILE[3])
    factory.change(project, "claims/knowledge.csv", 2, value=HOSTILE[2])
    build(project)
    site = Site(
        open_graph(project.root),
        kinds=[kind for kind in KINDS if kind.name not in {"map", "downloads", "figures"}],
    )
    plain = Site(open_graph(project.root))
    pages = {file.path: file.content.decode("utf-8") for file in site.files() if file.path.endswith(".html")}
    shown = "".join(pages.values())
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "A" * 10_000 in shown
    for path, html in pages.items():
        one = read(html)
        assert one.unclosed == [], path
        assert all("src" in script or script["type"] == "application/json" for script in one.all("script")), (
            path
        )
        assert not [
            name for name, attributes in one.elements for key in attributes if key.startswith("on")
        ], path
        assert all(image["src"] == "map.svg" for image in one.all("img")), path
    (index,) = plain.rendered("assets/names.js")
    content = index.content.decode("utf-8").removeprefix("window.atlasNames = ").removesuffix(";\n")
    assert any(HOSTILE[0] in row for row in json.loads(content))


def test_two_atlases_are_equal_to_the_byte(world: Project, tmp_path: Path) -> None:
    """Made by two processes that order sets differently."""
    script = """
import sys
from pathlib import Path
import kg
from kg.atlas import Site, write
write(Path(sys.argv[2]), Site(kg.open(sys.argv[1])).files())
"""
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", script, str(world.root), str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        found.append(
            {
                path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in files
            }
        )
    assert found[0] == found[1]
    assert len(found[0]) > 500


def test_a_kind_of_pages_is_a_row(graph: Graph) -> None:
    """Its pages are rendered like all others, and it is in the navigation if it leads anywhere."""

    def pages(_: object) -> list[Page]:
        return [Page("lamps.html", "questions.html.j2", "Lamps", {"questions": [], "counts": {}})]

    site = Site(graph, kinds=[KINDS[0], Kind("sources", pages, "lamps.html"), Kind("map", pages)])
    one = page(site, "lamps.html")
    assert one.texts["h1"] == ["Lamps"]
    assert one.texts["nav"][0].split() == ["Sources"]
