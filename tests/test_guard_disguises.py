"""A `SERVICE` in disguise: what the engine would follow, the guard has refused.

A `SERVICE` that is followed shows itself without a network: Oxigraph refuses port 9 of any host with an error
of its own, before it opens a connection. So the engine itself is asked whether a text that it accepts holds a
`SERVICE`, and rdflib's parser gives a second opinion.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg import guard
from kg.errors import QueryError
from kg.vocabulary import PREFIXES

#: One subject with every kind of object that the texts below ask for, so that each of them has a solution.
WORLD = """
<urn:a> <urn:b> "x" , "x"@en , 1 , 1.5 , 1e5 , true ,
  <urn:c> , id:x , id:x.y , id:x\\' , id:x%20 , <http://h:> .
"""
CLAUSE = "<http://127.0.0.1:9/>{?x ?y ?z}"

#: Each of these was once a way past a guard that cut the text into tokens.
DISGUISES = {
    "glued to true": f"SELECT * {{ ?s ?p trueSERVICE{CLAUSE} }}",
    "glued to a double": f"SELECT * {{ ?s ?p 1e5SERVICE{CLAUSE} }}",
    "glued to an integer": f"SELECT * {{ ?s ?p 1SERVICE{CLAUSE} }}",
    "glued to a string": f'SELECT * {{ ?s ?p "x"SERVICE{CLAUSE} }}',
    "glued to an IRI": f"SELECT * {{ ?s ?p <urn:c>SERVICE{CLAUSE} }}",
    "behind a full stop": f"SELECT * {{ ?s ?p ?o.SERVICE{CLAUSE} }}",
    "behind a name with two dots": f"SELECT * {{ ?s ?p id:x.y.SERVICE{CLAUSE} }}",
    "behind a language": f'SELECT * {{ ?s ?p "x"@en SERVICE{CLAUSE} }}',
    "behind an escape in a name": f"SELECT * {{ ?s ?p id:x\\' . SERVICE {CLAUSE} #'\n }}",
    "behind a percent in a name": f"SELECT * {{ ?s ?p id:x%20 SERVICE {CLAUSE} }}",
    "behind FILTER": f"SELECT * {{ FILTER(true)SERVICE{CLAUSE} }}",
    "behind BIND": f"SELECT * {{ BIND(1AS?v)SERVICE{CLAUSE} }}",
    "behind VALUES": f"SELECT * {{ VALUES ?v {{1}}SERVICE{CLAUSE} }}",
    "behind a carriage return": f"SELECT * {{ # note\rSERVICE {CLAUSE} }}",
    "behind a comment glued to a name": f'SELECT * {{ ?s ?p id:x#"""\nSERVICE{CLAUSE}#"""\n }}',
    "behind a comment in what could be an IRI": f'SELECT * {{ FILTER(0<?v#>"""\n)SERVICE{CLAUSE}#"""\n }}',
    "behind a comparison": f'SELECT * {{ BIND(1 AS ?b) FILTER(0<?b#>"""\n) SERVICE {CLAUSE} #"""\n }}',
    "behind a comparison and a bracket": f"SELECT * {{ BIND(1 AS ?b) FILTER(0<?b)SERVICE{CLAUSE} }}",
    "between escaped quotes": f'SELECT * {{ BIND("\\u0022" AS ?v) SERVICE {CLAUSE} BIND("\\u0022" AS ?w) }}',
    "between long escaped quotes": f'SELECT * {{ BIND("\\U00000022" AS ?v) SERVICE {CLAUSE} #"""\n }}',
    "behind an escaped backslash": f'SELECT * {{ BIND("\\\\" AS ?v) SERVICE {CLAUSE} #"\n }}',
    "behind a backslash by number": f'SELECT * {{ BIND("\\u005C" AS ?v) SERVICE {CLAUSE} #"\n }}',
    "between half a long string": f"SELECT * {{ VALUES ?v {{'''a'}} SERVICE{CLAUSE} #\\q'''\n }}",
    "half a long string and no letter": f"SELECT * {{ VALUES ?v {{'''a'}} SERVICE{CLAUSE} #\\uD800'''\n }}",
    "behind four quotes": f"SELECT * {{ BIND(''''a''' AS ?v) SERVICE {CLAUSE} }}",
    "behind a port": f"PREFIX p: <http://h:> SELECT * {{ ?s ?p p:service {CLAUSE} }}",
    "behind a port by number": f"PREFIX p: <http://h\\u003A> SELECT * {{ ?s ?p p:service {CLAUSE} }}",
    "behind a relative port": f"BASE <http://h:/x> PREFIX p: <//h:> SELECT * {{ ?s ?p p:service {CLAUSE} }}",
}

#: Hidden in the way of SPARQL 1.1, where escapes are read before anything else; rdflib does so.
ESCAPED = [
    f"SELECT * {{ \\u0053ERVICE {CLAUSE} }}",
    f"SELECT * {{ \\U00000053ERVICE {CLAUSE} }}",
    f"SELECT * {{ \\u0073\\u0065\\u0072\\u0076\\u0069\\u0063\\u0065 {CLAUSE} }}",
    f"SELECT * {{ # \\u000A SERVICE {CLAUSE}\n }}",
    f'SELECT * {{ BIND("\\u0022 AS ?v) SERVICE {CLAUSE} #"\n }}',
]

#: What may stand before a SERVICE, harmless in itself, and what may stand behind it.
BEFORE = [
    "", "?s ?p ?o ", "?s ?p ?o.", "?s ?p true", "?s ?p 1e5", "?s ?p 1.5 ", "?s ?p id:x.y.", "?s ?p id:x ",
    '?s ?p id:x#"""\n', "?s ?p id:x#'''\n", "?s ?p id:x\\' ", "?s ?p 'x'@en.", '?s ?p "x"', "?s ?p <urn:c>",
    'BIND("\\u0022" AS ?v{0})', "BIND('\\u0027' AS ?v{0})", "BIND('''' '''AS ?v{0})", 'BIND("" AS ?v{0})',
    "BIND('\\\\' AS ?v{0})", "BIND('\\'' AS ?v{0})", "BIND('\\u005C' AS ?v{0})", "VALUES ?v{0} {{'''a'}}",
    "VALUES ?v{0} {{'' 'b'}}", 'VALUES ?v{0} {{"""a" "b"}}', "VALUES ?v{0} {{<http://x/#'''>}}",
    "BIND(<http://x/#a> AS ?v{0})", 'BIND(1 AS ?v{0})FILTER(0<?v{0}#>"""\n)',
    "BIND(1 AS ?v{0})FILTER(0<?v{0}#>'''\n)", "BIND(1 AS ?v{0})FILTER(0<?v{0})", "FILTER(2>1)", "{{}}",
    "OPTIONAL{{}}", "#'''\n", '#"""\n', "#<\n", '#"\r', "BIND(\"'''\" AS ?v{0})", "BIND('\"\"\"' AS ?v{0})",
]  # fmt: skip
KEYWORDS = ["SERVICE", "service ", "SERVICE\n", "SERVICESILENT", "SERVICE SILENT ", "SERVICE#'''\n"]
AFTER = [
    "", '#"""\n', "#'''\n", '#"\n', "#'\n", "#\\q'''\n", '#\\q"""\n', "#\\uD800'''\n", "#>\n", "FILTER(2>1)",
    'BIND("\\u0022" AS ?w{0})', "BIND('\\u0027' AS ?w{0})",
    "BIND('''x''' AS ?w{0})", "VALUES ?w{0} {{'''a'}}",
]  # fmt: skip


def engine() -> ox.Store:
    """Oxigraph without our guard, over the one subject."""
    store = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{base}> . " for name, base in PREFIXES.items())
    store.load(prefixes + WORLD, format=ox.RdfFormat.TURTLE)
    return store


ENGINE = engine()


def asks_elsewhere(text: str) -> bool:
    """Whether Oxigraph accepts `text` and tries to reach the endpoint that it names."""
    try:
        answer = ENGINE.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        list(answer) if not isinstance(answer, ox.QueryBoolean) else bool(answer)
    except SyntaxError:
        return False
    except (OSError, RuntimeError) as error:
        return "port 9" in str(error) or "service name is unbound" in str(error)
    return False


def parts(value: object) -> Iterator[CompValue]:
    """Every node of rdflib's algebra, from the top."""
    if isinstance(value, CompValue):
        yield value
    if isinstance(value, dict):
        for part in value.values():
            yield from parts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from parts(part)


def has_service(text: str) -> bool:
    """Whether rdflib accepts `text` and finds a SERVICE in it."""
    try:
        tree = translateQuery(parseQuery(text), initNs=dict(PREFIXES)).algebra
    except Exception:  # noqa: BLE001 - rdflib raises bare exceptions
        return False
    return any(part.name == "ServiceGraphPattern" for part in parts(tree))


def is_refused(text: str) -> bool:
    """Whether the guard stops `text`."""
    try:
        guard.check(text)
    except QueryError:
        return True
    return False


@pytest.mark.parametrize("text", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_is_seen_through(text: str) -> None:
    """Refused for the SERVICE in it, or for the port that hides it."""
    with pytest.raises(QueryError, match=r"other servers \(SERVICE\)|behind the port"):
        guard.check(text)


@pytest.mark.parametrize("text", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_is_real(text: str) -> None:
    """Without the guard the engine accepts the text and follows the SERVICE, so none is a straw man."""
    assert asks_elsewhere(text)


@pytest.mark.parametrize("text", ESCAPED)
def test_an_escaped_keyword_is_refused(text: str) -> None:
    """As SPARQL 1.1 reads it: the escape first, then the keyword."""
    assert is_refused(text)


def test_rdflib_reads_an_escaped_keyword() -> None:
    """Not every engine reads escapes as Oxigraph does; the second opinion is needed."""
    assert [has_service(text) for text in ESCAPED[:3]] == [True, True, True]
    assert [asks_elsewhere(text) for text in ESCAPED[:3]] == [False, False, False]


def test_no_combination_of_tricks_hides_a_service() -> None:
    """Whatever stands before and behind: when the engine follows a SERVICE, the guard has refused it."""
    texts = [
        f"SELECT * {{ {before.format(1)}{keyword}{CLAUSE}{after.format(1)} }}"
        for before, keyword, after in itertools.product(BEFORE, KEYWORDS, AFTER)
    ]
    real = [text for text in texts if asks_elsewhere(text)]
    assert len(real) > 2000
    assert [text for text in real if not is_refused(text)] == []


@settings(max_examples=250, deadline=None, derandomize=True)
@given(
    before=st.lists(st.sampled_from(BEFORE), max_size=4),
    keyword=st.sampled_from(KEYWORDS),
    after=st.lists(st.sampled_from([*AFTER, *BEFORE]), max_size=4),
)
def test_no_chain_of_tricks_hides_a_service(before: list[str], keyword: str, after: list[str]) -> None:
    """The same with several of them in a row, in an order that nobody thought of."""
    names = itertools.count()
    first, last = ("".join(trick.format(next(names)) for trick in tricks) for tricks in (before, after))
    text = f"SELECT * {{ {first}{keyword}{CLAUSE}{last} }}"
    assert is_refused(text) or not (asks_elsewhere(text) or has_service(text))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="SERVICEservice<>#\"'\\\n?:.{} aub/0", max_size=60))
def test_any_text_is_judged(text: str) -> None:
    """Passed or refused, but never an error of ours; and what passes reaches nobody."""
    assert is_refused(text) or not asks_elsewhere(text)


def test_a_long_hostile_text_is_judged_quickly() -> None:
    """Thousands of open quotes, angles and colons take time in proportion, not its square."""
    for piece in ('"""', "'''a'", "<a", ":a", "(?x", "\\u0022", "?"):
        assert is_refused(piece * 10_000 + " FROM <urn:x>") is not None
