"""What holds for every page of an atlas: its links lead somewhere, it asks nobody, anyone can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest

from kg.atlas import Site
from kg.atlas.addresses import path as address
from kg.atlas.kinds import KINDS
from kg.atlas.words import words
from tests.atlas.reader import Written, read

#: What a Content-Security-Policy of ours forbids, and what it allows of files beside the page.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "base-uri 'none'; form-action 'none'"
)
#: The page that runs an engine of its own, for which it needs more.
RUNS = {"sparql.html"}
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def test_there_are_pages_of_everything(written: dict[str, Written]) -> None:
    """A walk that finds nothing would let every other test here pass."""
    assert len(written) > 2000
    folders = {path.partition("/")[0] for path in written if "/" in path}
    assert folders == {
        *("charts", "claim", "concept", "dataset", "figure", "id", "inference", "name"),
        *("ontology", "passage", "questions", "rule", "source"),
    }


def test_everything_with_an_iri_of_ours_has_its_page(site: Site, atlas: Path) -> None:
    """At the path that its IRI has; cubes and their structures, and named graphs, are for machines."""
    base = "https://w3id.org/argonauts/"
    machines = ("structure/", "dataset/", "graph/", "rule/")
    things = [iri.removeprefix(base) for iri in site.reading.statements.of if iri.startswith(base)]
    wanted = {path for path in things if not path.startswith(machines) and "#" not in path}
    assert {path for path in wanted if not (atlas / f"{path}.html").is_file()} == set()
    assert len(wanted) > 1900


def links(page: str, one: Written) -> Iterator[tuple[str, str]]:
    """The addresses within the atlas to which a page leads: the file, and the fragment."""
    for found in one.addresses:
        parts = urlsplit(found)
        if not parts.scheme:
            path = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
            yield path, unquote(parts.fragment)


def test_every_link_leads_to_a_file_and_to_an_anchor_in_it(written: dict[str, Written], atlas: Path) -> None:
    """Relative, within the folder; a fragment such as `#query=…` is a state of its page and no anchor."""
    files = {path.relative_to(atlas).as_posix() for path in atlas.rglob("*") if path.is_file()}
    anchors = {page: set(one.ids) for page, one in written.items()}
    lost = {
        f"{page} -> {path}#{fragment}"
        for page, one in written.items()
        for path, fragment in links(page, one)
        if path not in files or (fragment and "=" not in fragment and fragment not in anchors[path])
    }
    assert lost == set()
    assert sum(1 for page, one in written.items() for _ in links(page, one)) > 40_000


def test_no_page_loads_anything_from_a_host(written: dict[str, Written]) -> None:
    """An address with a host is one that a reader may follow, and says so."""
    for page, one in written.items():
        for name, attributes in one.elements:
            for key in ("href", "src", "xlink:href"):
                if urlsplit(attributes.get(key, "")).scheme not in {"", "data"}:
                    assert name == "a", f"{page}: <{name}> {attributes}"
                    assert "noreferrer" in attributes["rel"], f"{page}: {attributes}"
                    assert attributes[key].startswith(("https://", "http://")), f"{page}: {attributes}"


def test_no_page_needs_more_than_its_policy_allows(written: dict[str, Written]) -> None:
    """No handler, style or script within the page; the policy forbids all else."""
    for page, one in written.items():
        (policy,) = [meta["content"] for meta in one.all("meta") if "http-equiv" in meta]
        assert policy == (policy if page in RUNS else POLICY), page
        assert not re.search(r"https?:|unsafe-inline|'unsafe-eval'|\*", policy), page
        for name, attributes in one.elements:
            assert not {key for key in attributes if key.startswith("on") or key == "style"}, (
                f"{page}: <{name}>"
            )
            assert name not in {"style", "iframe", "object", "embed", "form", "base"}, page
        for script in one.all("script"):
            assert "src" in script or script["type"] == "application/json", page


def test_every_page_has_a_title_a_language_and_one_heading(written: dict[str, Written]) -> None:
    """Which two pages may share: two documents may say the same."""
    for page, one in written.items():
        assert one.all("html")[0]["lang"] == "en", page
        assert one.texts["title"][0].strip(), page
        assert len(one.texts["h1"]) == 1, page
        assert one.texts["h1"][0].strip(), page
        assert one.all("meta")[0] == {"charset": "utf-8"}, page


def test_every_page_is_well_formed(written: dict[str, Written]) -> None:
    """Elements are closed in their order, ids stand once, languages are languages, pictures have words."""
    for page, one in written.items():
        assert one.unclosed == [], page
        assert len(one.ids) == len(set(one.ids)), f"{page}: {[i for i in one.ids if one.ids.count(i) > 1]}"
        tags = {attributes["lang"] for _, attributes in one.elements if "lang" in attributes}
        assert {tag for tag in tags if not TAG.fullmatch(tag)} == set(), page
        assert all(image["alt"] for image in one.all("img")), page


def test_headings_go_down_one_step_at_a_time(written: dict[str, Written]) -> None:
    """So that a screen reader's outline has no holes."""
    for page, one in written.items():
        levels = [int(name[1]) for name, _ in one.elements if re.fullmatch(r"h[1-6]", name)]
        assert levels[0] in {1, 2}, page
        steps = [f"h{a} h{b}" for a, b in pairwise(levels) if b > a + 1]
        assert steps == [], page


def test_the_navigation_is_the_same_everywhere_and_says_where_one_is(written: dict[str, Written]) -> None:
    """Records and the like belong to no section."""
    for page, one in written.items():
        marked = [link for link in one.all("a") if "aria-current" in link]
        assert len(marked) == (page.partition("/")[0] not in {"claim", "figure", "inference", "name"}), page
    headings = [words("en")[kind.name] for kind in KINDS if kind.leads][1:]
    assert written["id/ge-li.html"].texts["nav"][0].split() == " ".join(headings).split()
    assert "Sources" in headings


@pytest.mark.parametrize(
    ("suffix", "format"), [(".ttl", ox.RdfFormat.TURTLE), (".jsonld", ox.RdfFormat.JSON_LD)]
)
def test_beside_each_page_stands_what_the_graph_says_of_its_thing(
    site: Site, atlas: Path, suffix: str, format: ox.RdfFormat
) -> None:
    """In both syntaxes, with all that the graph says of it, and without a blank node."""
    described = [page for page in site.pages if page.describes]
    assert len(described) > 2000
    for page in described:
        file = (atlas / page.path).with_suffix(suffix)
        triples = {quad.triple for quad in ox.parse(file.read_bytes(), format=format)}
        own = {quad.triple for quad in site.reading.statements.of[page.describes]}
        assert own, page.path
        assert own <= triples, page.path
        assert not any(isinstance(term, ox.BlankNode) for triple in triples for term in triple), page.path


def test_a_description_holds_what_is_claimed_named_and_counted_of_the_thing(site: Site, atlas: Path) -> None:
    """And, of a passage, all that is said at it."""
    reading = site.reading
    ge_li = "https://w3id.org/argonauts/id/ge-li"
    triples = list(ox.parse((atlas / "id/ge-li.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    subjects = {quad.subject.value for quad in triples}
    assert {
        iri for iri, claim in reading.graph.claims.items() if ge_li in (claim.subject, claim.object)
    } < subjects
    assert set(reading.statements.to(ge_li, "https://w3id.org/argonauts/ontology#named")) < subjects
    table = {iri for iri, one in reading.figures.items() if one.dataset.endswith("/seo-2017-table-2")}
    text = (atlas / "dataset/seo-2017-table-2.ttl").read_text(encoding="utf-8")
    assert all(iri.rpartition("/")[2] in text for iri in table)


def test_the_file_of_the_ontology_is_all_of_the_ontology(site: Site, atlas: Path) -> None:
    """So that a tool that resolves any of its terms gets all of them."""
    triples = {
        quad.triple for quad in ox.parse((atlas / "ontology.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    }
    assert triples == set(site.reading.statements.within("https://w3id.org/argonauts/graph/ontology"))


def test_a_term_of_the_ontology_is_where_its_iri_leads(written: dict[str, Written], site: Site) -> None:
    """The fragment is an anchor of the reference, for every term."""
    anchors = set(written["ontology.html"].ids)
    terms = [
        iri for iri in site.reading.statements.of if iri.startswith("https://w3id.org/argonauts/ontology#")
    ]
    assert len(terms) > 150
    assert {iri for iri in terms if address(iri).partition("#")[2] not in anchors} == set()


def test_no_two_pages_differ_by_capitals_only(site: Site) -> None:
    """A disk that takes no notice of capitals has room for both of kg:Country and kg:country."""
    paths = [path.casefold() for path in site.parts]
    assert len(paths) == len(set(paths))


def test_the_atlas_of_another_world_has_the_same_kinds_of_pages(invented: Site) -> None:
    """But no comparison, as no place of its own stands on a side of the map; its links lead somewhere too."""
    files = {file.path: file.content for file in invented.files()}
    pages = {path: read(content.decode()) for path, content in files.items() if path.endswith(".html")}
    assert "comparison.html" not in pages
    assert "Comparison" not in pages["index.html"].texts["nav"][0]
    assert pages["id/lan-ta.html"].texts["h1"] == ["Lan Ta"]
    lost = {
        f"{page} -> {path}"
        for page, one in pages.items()
        if page != "map.html"
        for path, _ in links(page, one)
        if path not in files
    }
    assert lost == set()
