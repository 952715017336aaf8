"""Queries stay inside the graph: no other server, no other file, no change."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from click.testing import CliRunner, Result

from kg import guard
from kg.cli import app
from kg.errors import QueryError
from kg.project import Project
from kg.store import Store
from kg.vocabulary import PREFIXES

PORT_9 = "<http://127.0.0.1:9/>"
CLAUSE = PORT_9 + "{?x ?y ?z}"

CLOSED = {
    "plain": f"SELECT * {{ SERVICE {CLAUSE} }}",
    "small letters": f"SELECT * {{ service {CLAUSE} }}",
    "mixed letters": f"SELECT * {{ sErViCe {CLAUSE} }}",
    "silent": f"SELECT * {{ SERVICE SILENT {CLAUSE} }}",
    "silent without a space": f"SELECT * {{ SERVICESILENT{CLAUSE} }}",
    "no white space at all": f"SELECT*{{SERVICE{CLAUSE}}}",
    "lines and tabs": f"SELECT *\n{{\n\tSERVICE\t\n{CLAUSE}\n}}",
    "a comment before the endpoint": f"SELECT * {{ SERVICE #here\n{CLAUSE} }}",
    "a variable endpoint": f"SELECT * {{ VALUES ?e {{ {PORT_9} }} SERVICE ?e {{?x ?y ?z}} }}",
    "a variable endpoint without a space": f"SELECT * {{ VALUES ?e {{{PORT_9}}} SERVICE?e{{?x ?y ?z}} }}",
    "a dollar endpoint": f"SELECT * {{ VALUES $e {{{PORT_9}}} SERVICE$e{{?x ?y ?z}} }}",
    "a prefixed endpoint": "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e: {?x ?y ?z} }",
    "a keyword that looks like a prefix": "PREFIX : <http://127.0.0.1:9/> SELECT * { service: {?x ?y ?z} }",
    "a keyword that looks like a name": "PREFIX : <http://127.0.0.1:9/> SELECT * { service:n {?x ?y ?z} }",
    "in a subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE {CLAUSE} }} }} }}",
    "in a union": f"SELECT * {{ {{ ?s ?p 7 }} UNION {{ SERVICE {CLAUSE} }} }}",
    "in an optional": f"SELECT * {{ OPTIONAL {{ SERVICE {CLAUSE} }} }}",
    "in a named graph": f"SELECT * {{ GRAPH ?g {{ SERVICE {CLAUSE} }} }}",
    "in MINUS": f"SELECT * {{ ?s ?p ?o MINUS {{ SERVICE {CLAUSE} }} }}",
    "in EXISTS": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {CLAUSE} }} }}",
    "in NOT EXISTS": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ SERVICE {CLAUSE} }} }}",
    "in EXISTS in BIND": f"SELECT * {{ BIND(EXISTS{{ SERVICE {CLAUSE} }} AS ?e) }}",
    "in ASK": f"ASK {{ SERVICE {CLAUSE} }}",
    "in CONSTRUCT": f"CONSTRUCT {{ ?x ?y ?z }} {{ SERVICE {CLAUSE} }}",
    "in DESCRIBE": f"DESCRIBE ?x {{ SERVICE {CLAUSE} }}",
}

REFUSED = {
    "ASK FROM <file:///etc/passwd> {}": "choose what to load",
    "SELECT * FROM <http://example.org/> { ?s ?p ?o }": "choose what to load",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }": "choose what to load",
    "SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }": "choose what to load",
    "SELECT*FROM<urn:x>{?s ?p ?o}": "choose what to load",
    "SELECT*FROMNAMED<urn:x>{GRAPH ?g{?s ?p ?o}}": "choose what to load",
    "ASKFROM<urn:x>{?s ?p ?o}": "choose what to load",
    "CONSTRUCT { ?s ?p ?o } FROM id:x WHERE { ?s ?p ?o }": "choose what to load",
    "DESCRIBE <urn:a> from <urn:x>": "choose what to load",
    "DESCRIBE <urn:a>from<urn:x>": "choose what to load",
    "DESCRIBE * \\u0046ROM <urn:x> {}": "choose what to load",
    "LOAD <http://example.org/>": "LOAD is an update",
    "load silent <file:///etc/passwd> into graph <urn:g>": "LOAD is an update",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }": "INSERT is an update",
    "DELETE WHERE { ?s ?p ?o }": "DELETE is an update",
    "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }": "DELETE is an update",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }": "DELETE is an update",
    "CLEAR ALL": "CLEAR is an update",
    "DROP GRAPH <urn:g>": "DROP is an update",
    "CREATE GRAPH <urn:g>": "CREATE is an update",
    "COPY <urn:g> TO <urn:h>": "COPY is an update",
    "MOVE <urn:g> TO <urn:h>": "MOVE is an update",
    "ADD <urn:g> TO <urn:h>": "ADD is an update",
    "PREFIX x: <urn:x> # now\nclear default": "CLEAR is an update",
}

INNOCENT = [
    'SELECT * { ?s ?p "who offers this SERVICE?" }',
    "SELECT * { ?s ?p 'SERVICE <http://example.org/> { ?s ?p ?o }' }",
    'SELECT * { ?s ?p """one "service" here""" }',
    "SELECT * { ?s ?p '''from\nload ''drop'' ''' }",
    'SELECT * { ?s ?p "a \\"service\\" \\\\" }',
    "SELECT * { ?s ?p ?o } # SERVICE, FROM and LOAD stay outside",
    "# FROM here on\nSELECT * { ?s ?p ?o }",
    "SELECT ?from ?service { ?from kg:from ?service }",
    "SELECT $load $insert { $load ?add $insert }",
    "SELECT*{?s kg:from ?from}",
    "SELECT * { id:civil-service kg:providesService id:from-seoul }",
    "SELECT * { <http://example.org/service#from> <https://example.org/load> <urn:service:from> }",
    "SELECT * { ?s a kg:Service ; kg:from/kg:service ?o }",
    "PREFIX k: <https://w3id.org/argonauts/ontology#> SELECT * { ?s k:from ?o }",
    "PREFIX address: <http://schema.example/> SELECT * { ?s address:from ?o }",
    'SELECT * { ?s ?p "x"@add , "y"@en }',
    "SELECT * { _:service ?p _:from }",
    "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?o > 3 || CONTAINS(?o, 'service')) }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o&&?o>'service') }",
    'SELECT * { ?s ?p ?o FILTER(REGEX(?o, "from|service", "i")) }',
    "SELECT * { << ?s ?p ?o >> kg:from ?from }",
    "SELECT (COUNT(*) AS ?service) { ?s ?p ?o } HAVING (?service > 1)",
]


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED)
def test_a_query_that_asks_another_server_is_refused(text: str) -> None:
    """All spellings, and all places where the grammar allows it."""
    with pytest.raises(QueryError, match=r"queries may not ask other servers \(SERVICE\)"):
        guard.check(text)


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_a_query_that_loads_or_writes_is_refused(text: str, message: str) -> None:
    """FROM and every update; the message says which word it was."""
    with pytest.raises(QueryError, match=message):
        guard.check(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_query_passes(text: str) -> None:
    """The words may stand in strings, comments, IRIs, variables, names and languages; and Oxigraph agrees."""
    guard.check(text)
    ox.Store().query(text, prefixes=dict(PREFIXES))


def test_no_socket_is_opened_by_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by Python, nor by the engine: a server that waits for it on this machine is never called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]

        def connect(*_: object) -> None:
            raise AssertionError("a socket was opened")

        monkeypatch.setattr(socket.socket, "connect", connect)
        store = Store.from_nquads("<urn:a> <urn:b> <urn:c> .")
        for text in CLOSED.values():
            with pytest.raises(QueryError):
                store.query(text.replace("127.0.0.1:9/", f"127.0.0.1:{port}/"))
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.fixture(scope="module")
def ask(world: Project) -> Callable[..., Result]:
    """Calls `kg query` on the invented world."""
    command = typer.main.get_command(app)
    return lambda *arguments, **more: CliRunner().invoke(
        command, ["query", "-C", str(world.root), *arguments], **more
    )


@pytest.mark.parametrize("text", [*CLOSED.values(), *REFUSED], ids=[*CLOSED, *REFUSED])
def test_the_command_line_refuses_with_one_line_and_exit_code_4(
    text: str, ask: Callable[..., Result]
) -> None:
    """The reason goes to stderr, nothing goes to stdout."""
    result = ask(text)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("kg: ")
    assert result.stderr.count("\n") == 1


def test_a_query_in_a_file_or_a_pipe_is_judged_as_well(ask: Callable[..., Result], tmp_path: Path) -> None:
    """However a query comes in, it passes the same gate."""
    (tmp_path / "query.rq").write_text(CLOSED["plain"], encoding="utf-8")
    assert ask("-f", str(tmp_path / "query.rq")).exit_code == 4
    assert ask("-", input=CLOSED["plain"]).exit_code == 4
