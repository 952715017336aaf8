"""The page that asks the graph in SPARQL, in a real browser: from a file, and served below some path."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg import guard
from kg.atlas import Site, sparql, write
from kg.atlas.kinds import KINDS
from kg.errors import QueryError
from kg.files import write as write_file
from kg.graph import Graph
from kg.project import Project
from kg.store import Store, nquads
from tests import factory, test_guard, test_guard_disguises
from tests.browser.conftest import watch

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
#: The rules to check; and no style sheet read a second time, which the policy of the page would stop.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
#: A query that no machine answers soon.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: Answers one query after the other.
ALL = """async (texts) => {
  const answers = [];
  for (const text of texts) answers.push(await argonautsSparql.run(text));
  return answers;
}"""
Visit = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, real_quads: tuple[ox.Quad, ...]) -> Graph:
    """The graph of the repository's own tables, with a built file that is no part of the repository."""
    project = Project(factory.ROOT, tmp_path_factory.mktemp("build"))
    write_file(project.graph, nquads(real_quads))
    return Graph(project, Store(real_quads))


@pytest.fixture(scope="module")
def folder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page in English and in Korean, with what it needs, each in a folder of its own; no other page."""
    kinds = [kind for kind in KINDS if kind.name in {"sparql", "search", "assets"}]
    root = tmp_path_factory.mktemp("served")
    for language in ("en", "ko"):
        write(root / "some path" / language, Site(graph, language, kinds).files())
    return root


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Visit]:
    """Opens the page; at the end nothing may have gone wrong, and nobody been asked for anything."""
    opened: list[SimpleNamespace] = []

    def visit_(address: str = "", language: str = "en", host: str = "", **options: Any) -> SimpleNamespace:
        usual = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        context = browser.new_context(offline=not host, **(usual | options))
        context.set_default_timeout(20_000)
        view = SimpleNamespace(page=context.new_page(), context=context, problems=[], requests=[], loaded=[])
        opened.append(view)
        watch(view)
        view.page.on("request", lambda asked: view.loaded.append(asked.url))
        page = folder / "some path" / language / "sparql.html"
        view.page.goto(
            (host + quote("/some path/") + f"{language}/sparql.html" if host else page.as_uri()) + address
        )
        view.page.wait_for_selector("html[data-ready]", state="attached")
        return view

    yield visit_
    for view in opened:
        view.context.close()
    assert [view.problems for view in opened if view.problems] == []
    assert [view.requests for view in opened if view.requests] == []


def run(view: SimpleNamespace, query: str = "") -> str:
    """Puts a query into the editor and runs it; what the page then shows."""
    if query:
        view.page.fill("#query", query)
    view.page.click("[data-part=run]")
    view.page.wait_for_selector("[data-state=idle] [data-part=answer] > *")
    return str(view.page.inner_text("[data-part=answer]"))


def binding(term: object) -> dict[str, Any]:
    """A term of a triple as SPARQL 1.1 JSON writes it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    assert isinstance(term, ox.Literal)
    found = {"type": "literal", "value": term.value}
    if term.language:
        return found | {"xml:lang": term.language}
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return found if plain else found | {"datatype": term.datatype.value}


def expected(graph: Graph, name: str) -> dict[str, Any]:
    """The answer of our own store to a named question, as SPARQL 1.1 JSON."""
    query = graph.queries[name]
    answer = graph.ask(name)
    if isinstance(answer, tuple):
        rows = [
            {key: binding(getattr(one, key)) for key in ("subject", "predicate", "object")} for one in answer
        ]
        return {"head": {"vars": ["subject", "predicate", "object"]}, "results": {"bindings": rows}}
    json_ = ox.QueryResultsFormat.JSON
    found: dict[str, Any] = json.loads(
        graph.store.serialize(query.text, json_, parameters=graph.bind(query, {}))
    )
    return found


def rows(answer: dict[str, Any]) -> list[str]:
    """The rows of an answer, in an order that does not depend on the engine."""
    return sorted(json.dumps(row, sort_keys=True) for row in answer.get("results", {}).get("bindings", []))


def test_the_page_answers_every_named_question_as_the_store_does(visit: Visit, graph: Graph) -> None:
    """With the prefixes, the union of the named graphs and the parameters that the store gives them."""
    view = visit()
    examples = sparql.examples(graph)
    found = view.page.evaluate(ALL, [one.text for one in examples])
    total = 0
    for one, answer in zip(examples, found, strict=True):
        wanted = expected(graph, one.query.name)
        assert answer.get("boolean") == wanted.get("boolean"), one.query.name
        assert answer["head"] == wanted["head"], one.query.name
        assert rows(answer) == rows(wanted), one.query.name
        total += len(rows(wanted))
    assert len(examples) == len(graph.queries) > 80
    assert total > 1500


def test_a_query_is_refused_exactly_as_the_guard_refuses_it(visit: Visit, graph: Graph) -> None:
    """All that the tests of the guard know, in the same words; what it lets pass, passes here."""
    texts = [
        *test_guard.CLOSED.values(),
        *test_guard.REFUSED,
        *test_guard.INNOCENT,
        *test_guard_disguises.DISGUISES.values(),
        *test_guard_disguises.ESCAPED,
        *(query.text for query in (*graph.queries.values(), *graph.audits.values())),
    ]

    def said(text: str) -> str:
        try:
            guard.check(text)
        except QueryError as error:
            return str(error)
        return ""

    found = visit().page.evaluate("texts => texts.map(argonautsSparql.refusal)", texts)
    assert dict(zip(texts, found, strict=True)) == {text: said(text) for text in texts}
    assert sum(map(bool, found)) > 60


def test_an_example_is_one_click_away_from_its_answer(visit: Visit) -> None:
    """Nothing heavy is loaded before; labels lead to pages, places to passages; the address can be shared."""
    view = visit()
    assert not [url for url in view.loaded if "sparql-engine" in url or "sparql-graph" in url]
    assert "2.3 MB" in view.page.inner_text("[data-part=status]")
    view.page.fill("#filter", "founded what")
    view.page.click("[data-part=examples] li:not([hidden]) a")
    view.page.wait_for_selector("[data-part=answer] table")
    assert "kg:founded" in view.page.input_value("#query")
    assert view.page.url.partition("#query=")[2].startswith("%23%20Who%20founded")
    row = view.page.locator("[data-part=answer] tbody tr", has_text="WuXi PharmaTech").first
    links = row.locator("a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert "id/ge-li.html" in links
    assert "id/wuxi-pharmatech.html" in links
    assert any(link.startswith("passage/stepi-2011-") for link in links)
    assert row.locator(".badge.solid").inner_text() == "Established"
    assert view.page.get_attribute("[aria-current=true][href^='#query']", "href") is not None
    view.page.click("[data-part=copy]")
    view.page.wait_for_selector("[data-part=status]:text-matches('Link copied|now holds the query')")
    view.page.go_back()
    assert "founded" not in view.page.url


def test_an_answer_can_be_taken_along(visit: Visit, graph: Graph) -> None:
    """Rows as CSV and JSON, as the W3C has them; triples as Turtle."""
    view = visit()

    def taken(name: str) -> str:
        with view.page.expect_download() as waiting:
            view.page.click(f"[data-part=answer] button:text-is('{name}')")
        return Path(waiting.value.path()).read_bytes().decode("utf-8")

    people = graph.queries["people"]
    run(view, people.text)
    wanted = graph.store.serialize(people.text, ox.QueryResultsFormat.CSV).decode()
    found = taken("CSV")
    assert sorted(csv.reader(io.StringIO(found))) == sorted(csv.reader(io.StringIO(wanted)))
    assert found.splitlines()[0] == wanted.splitlines()[0]
    assert rows(json.loads(taken("JSON"))) == rows(expected(graph, "people"))
    text = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . FILTER(STRSTARTS(STR(?s), STR(id:))) }"
    assert "<http" not in run(view, text)
    turtle = taken("Turtle")
    triples = {quad.triple for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)}
    assert triples == set(graph.query(text))
    assert len(triples) > 1000
    assert "The first 1,000 rows are shown" in view.page.inner_text("[data-part=answer]")
    assert "id:ge-li" in turtle


def test_a_mistake_is_shown_where_it_is(visit: Visit, graph: Graph) -> None:
    """Line and column of the reader's own text, as kg query says them; a click leads there."""
    view = visit()
    for text in (
        "SELECT * {\n  ?s ?p ?o\n  FILTER(}\n}",
        "SELECT nothing",
        "SELECT * {\n  ?s nobody:p ?o\n}",
    ):
        with pytest.raises(QueryError) as mistake:
            graph.query(text)
        assert run(view, text).startswith(f"The query does not parse: {place(mistake.value)}")
    assert "The prefix there is not known" in view.page.inner_text("[data-part=answer]")
    view.page.click(".mistake button")
    assert view.page.evaluate("document.activeElement.id") == "query"
    line, column = map(int, re.findall(r"\d+", place(mistake.value)))
    wanted = len("SELECT * {\n") * (line - 1) + column - 1
    assert view.page.evaluate("document.activeElement.selectionStart") == wanted


def place(mistake: QueryError) -> str:
    """Where our own store stops to understand a query."""
    return str(mistake).removeprefix("the query does not parse: ")


def test_what_cannot_be_answered_says_why(visit: Visit) -> None:
    """What is refused, in the words of the guard; what this engine lacks; and that there is nothing."""
    view = visit()
    refused = "queries may not ask other servers (SERVICE)"
    assert run(view, "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }") == refused
    assert run(view, "LOAD <file:///etc/hostname>") == "kg query only reads (LOAD is an update)"
    assert "known to kg query only" in run(view, "ASK { FILTER(function:variant('a', 'b')) }")
    assert "The graph knows of none." in run(view, "SELECT ?x { ?x kg:founded 7 }")
    assert run(view, "ASK { id:ge-li kg:founded id:wuxi-pharmatech }").splitlines()[-1] == "Yes."


def test_what_anyone_may_send_in_a_link_stays_text(visit: Visit) -> None:
    """No element, no script, and no link but to what is known or has a host."""
    values = "'<img src=x onerror=alert(1)>' <javascript:alert(1)> id:nobody <https://example.org/>"
    view = visit("#query=" + quote(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}"))
    view.page.wait_for_selector("[data-part=answer] table")
    cells = view.page.locator("[data-part=answer] td")
    found = cells.all_inner_texts()
    assert found == [
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "id:nobody",
        "https://example.org/",
    ]
    assert view.page.locator("[data-part=answer] img").count() == 0
    hrefs = cells.locator("a").evaluate_all("all => all.map((one) => [one.href, one.rel])")
    assert hrefs == [["https://example.org/", "external noreferrer"]]


def test_a_long_query_is_stopped_and_the_next_one_runs(visit: Visit) -> None:
    """The page answers all the while; Escape does what the button does, and so does another question."""
    view = visit("#query=" + quote(ENDLESS))
    for stop in (
        lambda: view.page.click("[data-part=stop]"),
        lambda: view.page.press("#query", "Escape"),
        lambda: view.page.click("[data-part=examples] li:nth-child(3) a"),
    ):
        view.page.wait_for_selector("[data-state=running]")
        view.page.wait_for_function(
            "document.querySelector('[data-part=clock]').textContent"
        ) if False else None
        assert view.page.evaluate("1 + 1") == 2
        stop()
        view.page.wait_for_selector("[data-state=idle]")
        if "Stopped" in view.page.inner_text("[data-part=status]"):
            view.page.fill("#query", ENDLESS)
            view.page.press("#query", "Control+Enter")
    view.page.wait_for_selector("[data-part=answer] table")


def test_the_editor_has_the_keys_of_an_editor(visit: Visit) -> None:
    """Indentation, braces, comments, and undoing all of it; Tab leaves, as everywhere on the page."""
    view = visit()
    view.page.fill("#query", "")
    view.page.focus("#query")
    for key in ("SELECT * {", "Enter", "?s ?p ?o", "Enter", "}"):
        view.page.keyboard.press(key) if key == "Enter" else view.page.keyboard.type(key)
    assert view.page.input_value("#query") == "SELECT * {\n  ?s ?p ?o\n}"
    assert view.page.locator("[data-part=paint] .variable").all_inner_texts() == ["?s", "?p", "?o"]
    assert view.page.inner_text("[data-part=gutter]").split() == ["1", "2", "3"]
    view.page.keyboard.press("Control+/")
    assert view.page.input_value("#query").endswith("\n# }")
    view.page.keyboard.press("Control+/")
    assert view.page.input_value("#query").endswith("o\n}")
    view.page.keyboard.press("Control+z")
    assert view.page.input_value("#query").endswith("\n# }")
    view.page.keyboard.press("Tab")
    assert view.page.evaluate("document.activeElement.dataset.part") == "run"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there")
@pytest.mark.parametrize(
    ("language", "query", "options"),
    [
        ("en", "SELECT * { ?claim kg:subject id:ge-li ; kg:status ?status ; kg:evidence ?where }", {}),
        ("en", "SELECT nothing", {"color_scheme": "dark"}),
        ("ko", "SELECT ?what { ?what a kg:Country } LIMIT 2", PHONE),
    ],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing(visit: Visit, language: str, query: str, options: dict[str, Any]) -> None:
    """Beside an answer, and beside a mistake; and nothing is wider than the screen."""
    view = visit(language=language, **options)
    view.page.locator("#filter").evaluate(
        "(field) => { field.value = 'who founded'; field.dispatchEvent(new Event('input')); }"
    )
    run(view, query)
    view.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = view.page.evaluate("options => axe.run('main', options)", OPTIONS)["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    width = view.page.viewport_size["width"]
    assert view.page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_from_a_server_below_any_path(visit: Visit, folder: Path) -> None:
    """All that it asks for lies beside it, under the same policy."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        view = visit(host=host, language="ko")
        assert "중국" in run(view)
        assert all(url.startswith((f"{host}/some%20path/ko/", "data:", "blob:")) for url in view.loaded)
        assert f"{host}/some%20path/ko/assets/sparql-engine.js" in view.requests
        view.requests.clear()
        blocked = view.page.evaluate("fetch('names.js').then(() => false, () => true)")
        assert blocked
        assert any("connect" in problem for problem in view.problems)
        view.problems.clear()
        server.shutdown()
