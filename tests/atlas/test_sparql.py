"""What the page that asks in SPARQL is made of; that it answers rightly is tested in a browser."""

from __future__ import annotations

import base64
import gzip
import json
import re
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from kg import guard
from kg.atlas import Site, sparql
from kg.atlas.addresses import path as address
from kg.atlas.kinds import KINDS
from kg.errors import UsageError
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.project import Project
from kg.queries import NamedQuery
from kg.store import Rows
from kg.vocabulary import PREFIXES
from tests import factory
from tests.atlas.reader import Written, read


def assets(site: Site) -> dict[str, bytes]:
    """The files of the page by name, without the other pages of the site."""
    own = Site(site.reading.graph, site.reading.language, [kind for kind in KINDS if kind.name == "sparql"])
    return {file.path: file.content for file in own.files()}


@pytest.fixture(scope="module")
def files(graph: Graph) -> dict[str, bytes]:
    """Those of the invented world."""
    return assets(Site(graph))


@pytest.fixture(scope="module")
def page(files: dict[str, bytes]) -> Written:
    """The page itself."""
    return read(files["sparql.html"].decode())


def script(content: bytes, name: str) -> dict[str, str]:
    """What a script gives the page."""
    text = re.sub(r"/\*!.*?\*/\n", "", content.decode(), count=1, flags=re.DOTALL)
    assert text.startswith(f"window.{name} = ")
    found: dict[str, str] = json.loads(text.removeprefix(f"window.{name} = ").removesuffix(";\n"))
    return found


def unpacked(text: str) -> bytes:
    """Base64 of gzip."""
    return gzip.decompress(base64.b64decode(text))


def question(text: str, *parameters: str, graph: Graph) -> NamedQuery:
    """A question of a test's own, with the parameters of one of the repository's."""
    known = {one.name: one for query in graph.queries.values() for one in query.parameters}
    return NamedQuery(
        "own", "What is it?", "0.1.0", tuple(known[name] for name in parameters), text, factory.ROOT
    )


def test_every_named_question_is_an_example(real: Graph) -> None:
    """None of them calls a function that only our own engine has."""
    found = sparql.examples(real)
    assert {one.query.name for one in found} == set(real.queries)
    featured = [one.query.featured for one in found if one.query.featured]
    assert [one.query.featured for one in found[: len(featured)]] == sorted(featured)
    assert len(featured) == 5


def test_an_example_answers_as_the_question_does(real: Graph) -> None:
    """With its parameters written into it, in every row."""
    for one in sparql.examples(real):
        name, expected, found = one.query.name, real.ask(one.query.name), real.query(one.text)
        if isinstance(expected, Rows):
            assert isinstance(found, Rows), name
            assert found.columns == expected.columns, name
            assert sorted(map(str, found.rows)) == sorted(map(str, expected.rows)), name
        else:
            assert found == expected, name


@pytest.mark.parametrize(
    ("pattern", "head"),
    [
        ("SELECT ?actor ?o WHERE {\n  ?actor ?p ?o .\n}", "SELECT ?actor ?o WHERE {"),
        ("SELECT ?actor ?o { ?actor ?p ?o }", "SELECT ?actor ?o {"),
        ("ASK { ?actor ?p ?o }", "ASK {"),
        ("CONSTRUCT { ?actor ?p ?o }\nwhere { ?actor ?p ?o }", "CONSTRUCT { ?actor ?p ?o }\nwhere {"),
        ("SELECT ?actor { { SELECT ?actor WHERE { ?actor ?p ?o } } }", "SELECT ?actor {"),
    ],
)
def test_a_parameter_is_bound_where_the_pattern_begins(real: Graph, pattern: str, head: str) -> None:
    """With what it means beside it; never in the template of CONSTRUCT, nor in a query within the query."""
    query = question(f"#+ question: What?\n#+ since: 0.1.0\n{pattern}\n", "actor", graph=real)
    text = sparql.bound(real, query, {"actor": "id:ge-li"})
    before, line, _ = text.partition("\n  VALUES ?actor { id:ge-li }  # ")
    assert line
    assert before == f"# What is it?\n{head}"
    assert real.query(text) == real.query(query.text, parameters=real.bind(query, {"actor": "id:ge-li"}))


def test_a_value_that_does_not_fit_is_a_mistake(real: Graph) -> None:
    """As when the question is asked by its name."""
    with pytest.raises(UsageError, match="nobody at all"):
        sparql.bound(real, real.queries["career"], {"person": "nobody at all"})


def test_what_the_engine_cannot_answer_is_no_example(project: Project) -> None:
    """A function of our own, in short or in full; or a default that this graph does not have."""
    folder = factory.own_ontology(project) / "queries"
    header = "#+ question: Which?\n#+ since: 0.1.0\n"
    own = f"<{PREFIXES['function']}variant>"
    texts = {
        "in-short": "SELECT ?x { ?x ?y ?z FILTER(function:variant(?y, ?z)) }",
        "in-full": f"SELECT ?x {{ ?x ?y ?z FILTER({own}(?y, ?z)) }}",
        "of-nobody": "#+ param: who thing nobody-here who is meant\nSELECT ?who { ?who ?y ?z }",
        "of-anyone": "SELECT ?x { ?x ?y ?z }",
    }
    for name, text in texts.items():
        (folder / f"{name}.rq").write_text(f"{header}{text}\n", encoding="utf-8")
    factory.few_rules(project)
    from kg.build import build

    build(project)
    names = {one.query.name for one in sparql.examples(open_graph(project.root))}
    assert names & texts.keys() == {"of-anyone"}


def test_an_example_is_a_link_that_anyone_can_share(graph: Graph, page: Written) -> None:
    """The query in full, which no character of it ends early."""
    found = [
        link["href"].removeprefix("#query=") for link in page.all("a") if link["href"].startswith("#query=")
    ]
    assert [unquote(one) for one in found] == [one.text for one in sparql.examples(graph)]
    assert all(re.fullmatch(r"[\w%/?:@!$()*,;~.-]+", one, re.ASCII) for one in found)
    assert len(found) > 20


def test_every_refusal_is_in_the_words_of_the_guard() -> None:
    """For each keyword that it knows; a new one there is a mistake here until it is named."""
    assert sparql.refusals().keys() - {""} == guard._CLOSED.keys()
    assert sparql.refusals()["LOAD"] == "kg query only reads (LOAD is an update)"
    assert sparql.refusals()[""] == "write {} with a / behind the port"


def test_the_graph_of_the_page_is_the_built_file(graph: Graph, files: dict[str, bytes]) -> None:
    """To the byte, and packed without a clock."""
    found = script(files["assets/sparql-graph.js"], "sparqlGraph")
    assert unpacked(found["quads"]) == graph.project.graph.read_bytes()
    assert base64.b64decode(found["quads"])[4:8] == bytes(4), "the time in the head of gzip"


def test_the_engine_of_the_page_is_the_vendored_one(files: dict[str, bytes]) -> None:
    """Its WebAssembly as it is, its code as the text of a classic worker, its licence beside it."""
    vendored = factory.ROOT / "kg" / "atlas" / "vendor" / "oxigraph"
    content = files["assets/sparql-engine.js"]
    found = script(content, "sparqlEngine")
    assert unpacked(found["wasm"]) == (vendored / "web_bg.wasm").read_bytes()
    assert found["code"].startswith((vendored / "web.js").read_text(encoding="utf-8"))
    assert not re.search(r"^\s*(?:export|import)\b|import\.meta|import\(", found["code"], re.MULTILINE)
    assert b"used here under Apache-2.0, see oxigraph-licence.txt" in content[:400]
    assert files["assets/oxigraph-licence.txt"] == (vendored / "LICENSE.txt").read_bytes()


def test_the_page_alone_is_light(files: dict[str, bytes], page: Written) -> None:
    """Engine and graph are named in no element, so that they wait until somebody asks."""
    loaded = [script["src"] for script in page.all("script")]
    assert loaded == ["assets/atlas.js", "assets/sparql.js"]
    assert (
        sum(len(files[name]) for name in ("sparql.html", "assets/sparql.js", "assets/sparql.css")) < 200_000
    )
    assert len(files["assets/sparql-engine.js"]) < 2_000_000


def test_only_this_page_may_run_an_engine(graph: Graph) -> None:
    """WebAssembly and a worker from a blob; all else is as strict as elsewhere, and no page may connect."""
    chosen = [kind for kind in KINDS if kind.name in {"sparql", "sources", "contradictions"}]
    policies = {}
    for path, (_, part) in (site := Site(graph, kinds=chosen)).parts.items():
        if path.endswith(".html"):
            (html, *_) = site.rendered(path)
            (policies[part.path],) = (
                one["content"] for one in read(html.content.decode()).all("meta") if "http-equiv" in one
            )
    own = policies.pop("sparql.html")
    (usual,) = set(policies.values())
    assert own == usual.replace(
        "script-src 'self' file:", "script-src 'self' file: 'wasm-unsafe-eval'; worker-src blob:"
    )
    assert own != usual
    assert "connect-src" not in own
    assert own.startswith("default-src 'none'; ")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_things_are_called_and_linked_as_on_all_pages(invented: Site, language: str) -> None:
    """A link leads to a page that is there, and to everything that has a page there is a link."""
    reading = invented.reading if language == "en" else Site(invented.reading.graph, language).reading
    found = sparql.names(reading)
    linked = {iri for iri, (_, _, leads, _) in found.items() if leads}
    assert {address(iri).partition("#")[0] for iri in linked} <= invented.parts.keys()
    assert {page.describes for page in invented.pages if page.describes} <= linked
    named = {iri: text for iri, (text, spoken, _, _) in found.items() if spoken == language}
    assert len(named) > 100
    assert all(text == reading.label(iri).text for iri, text in named.items())


def test_a_passage_is_called_by_its_place_and_a_status_has_its_line(invented: Site) -> None:
    """So that a place in an answer leads to the page of the passage."""
    found = sparql.names(invented.reading)
    for words, iri in invented.reading.citations.items():
        assert found[iri] == (words, "", True, "")
    lines = {iri: line for iri, (_, _, _, line) in found.items() if line}
    assert lines == dict(invented.reading.lines)


def test_the_page_says_everything_in_its_own_language(graph: Graph) -> None:
    """Labels of fields and buttons; questions and query are English, and say so."""
    html = assets(Site(graph, "ko"))["sparql.html"].decode()
    one = read(html)
    assert one.all("html")[0]["lang"] == "ko"
    assert "SPARQL로 묻기" in one.texts["h1"]
    assert [" ".join(text.split()) for text in one.texts["button"]] == ["", "실행", "중지", "링크 복사"]
    assert next(item for item in one.all("ul") if item.get("data-part") == "examples")["lang"] == "en"
    setup = json.loads(
        one.all("div")[[("data-setup" in div) for div in one.all("div")].index(True)]["data-setup"]
    )
    assert setup["words"]["no_rows"] == "그래프에 해당하는 것이 없습니다."
    assert setup["prefixes"] == dict(PREFIXES)
    assert set(re.findall(r'words\("(\w+)"', _script())) <= {
        key.removeprefix("sparql_") for key in setup["words"]
    }


def _script() -> str:
    folder = factory.ROOT / "kg" / "atlas" / "templates"
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("sparql*.js")))


def test_the_same_graph_gives_the_same_bytes(graph: Graph, files: dict[str, bytes]) -> None:
    """However often it is made."""
    assert assets(Site(graph)) == files


def test_a_literal_with_a_datatype_or_a_quotation_mark_is_written_as_a_query_reads_it() -> None:
    """Whatever a parameter holds, it stays one term."""
    for term in (
        ox.Literal('a "b" \\ \n'),
        ox.Literal("c", language="ko"),
        ox.NamedNode("https://example.org/a b".replace(" ", "_")),
    ):
        text = f"SELECT ?x {{ VALUES ?x {{ {sparql._written(term)} }} }}"
        (solution,) = ox.Store().query(text, prefixes=dict(PREFIXES))
        assert solution["x"] == term
