"""The package is built in layers, in small pieces, and knows nothing of the world that it describes."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg import ontology
from kg.project import Project
from kg.vocabulary import PREFIXES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"
FILES = sorted(PACKAGE.rglob("*.py"))

#: Each part may import from parts above it in this list and from its own line, never from below.
LAYERS = [
    {"errors", "findings", "dates", "identifiers", "vocabulary", "record"},
    {"formats", "project", "ontology", "guard", "files", "arithmetic"},
    {"store", "queries", "sources"},
    {"infer", "claim", "names", "validate", "audit", "coverage", "cube", "documents", "thing"},
    {"build", "graph", "check"},
    {"networks", "show", "plot"},
    {"export", "picture"},
    {"atlas"},
    {"cli"},
]
#: Plain functions of networks and rows, which know nothing else of ours, and whoever wants may use them.
BESIDE = {"analytics", "charts", "maps"}
#: The two doors into the package.
DOORS = {"__init__", "__main__"}

#: Words of the ontology or the data that mean something else in the code, and what.
MEANT_OTHERWISE = {
    "about": "a property of claims; a heading of the map",
    "part": "a piece of something",
    "rank": "a column of rankings",
    "total": "the sum of a row",
    "value": "a variable of our own queries; a property of claims",
}
#: Files that may name a word of the domain, with the words and the reason.
ALLOWED = {
    # The map's own words for its table, in three languages; it has no ontology to ask.
    "kg/maps/words.py": {"Name", "Country", "Relation", "Claim"},
    # How a network is drawn whose maker says nothing about lines.
    "kg/maps/legend.py": {"ended", "planned", "proposed", "claimed", "hypothetical"},
}


def name(path: Path) -> str:
    """A file as the tests call it."""
    return path.relative_to(ROOT).as_posix()


def part(path: Path) -> str:
    """The part of the package that a file belongs to: its module, or its folder."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def run_time(path: Path) -> Iterator[ast.AST]:
    """Every node of a file but those that only a type checker sees."""
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        yield node
        typing = (
            isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        )
        waiting += node.orelse if typing and isinstance(node, ast.If) else ast.iter_child_nodes(node)


def imports(path: Path) -> set[str]:
    """The parts of the package that a file imports, wherever in it."""
    found: set[str] = set()
    for node in run_time(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno}: a relative import"
            module = node.module or ""
            found |= {f"kg.{alias.name}" for alias in node.names} if module == "kg" else {module}
    parts = {module.split(".")[1] for module in found if module.startswith("kg.")}
    return parts & {part(file) for file in FILES}


def level(name_: str) -> int:
    """How high a part stands; a part without a layer is an error."""
    (found,) = [number for number, layer in enumerate(LAYERS) if name_ in layer]
    return found


def test_there_are_files() -> None:
    """A pattern that finds nothing would let every other test here pass."""
    assert len(FILES) > 40


def test_every_part_has_one_layer() -> None:
    """A new module is put somewhere on purpose; one that was removed leaves its place."""
    places = [*BESIDE, *DOORS, *(name_ for layer in LAYERS for name_ in layer)]
    assert sorted(places) == sorted({part(path) for path in FILES})


def test_a_part_without_a_layer_is_noticed() -> None:
    """The test of the test."""
    with pytest.raises(ValueError, match="not enough values"):
        level("utils")


@pytest.mark.parametrize("path", [path for path in FILES if part(path) not in BESIDE | DOORS], ids=name)
def test_imports_go_down(path: Path) -> None:
    """Never up; also not within a function, where it would only hide."""
    assert {other for other in imports(path) - BESIDE - DOORS if level(other) > level(part(path))} == set()


@pytest.mark.parametrize("path", [path for path in FILES if part(path) in BESIDE], ids=name)
def test_what_stands_beside_imports_nothing_of_ours(path: Path) -> None:
    """Only its own siblings, so that it can be used and tested without a graph."""
    assert imports(path) <= {part(path)}


def test_only_the_upper_half_draws_and_computes() -> None:
    """Nothing that reads or builds needs a network or a picture."""
    users = {part(path) for path in FILES if imports(path) & BESIDE} - BESIDE
    assert users <= LAYERS[-1] | LAYERS[-2] | LAYERS[-3] | LAYERS[-4]


def test_no_two_parts_import_each_other() -> None:
    """Within a layer too, imports go one way."""
    graph: dict[str, set[str]] = {}
    for path in FILES:
        if part(path) not in DOORS:
            graph.setdefault(part(path), set()).update(imports(path) - DOORS - {part(path)})
    while leaves := {name_ for name_, below in graph.items() if not below & graph.keys()}:
        graph = {name_: below for name_, below in graph.items() if name_ not in leaves}
    assert graph == {}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_is_small_and_so_are_its_functions(path: Path) -> None:
    """At most 300 lines a file and 60 a function, with its documentation."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    functions = [
        node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {function: length for function, length in lengths.items() if length > 60} == {}


@pytest.mark.parametrize("path", [path for path in FILES if part(path) not in {"cli", *DOORS}], ids=name)
def test_only_the_command_line_talks_and_listens(path: Path) -> None:
    """Nobody else prints, reads the environment or ends the program."""
    used = {ast.unparse(node) for node in run_time(path) if isinstance(node, ast.Attribute | ast.Name)}
    used &= {"print", "input", "exit", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "sys.exit"}
    environment = {ast.unparse(node) for node in run_time(path) if isinstance(node, ast.Attribute)}
    assert used | (environment & {"os.environ", "os.getenv"}) == set()


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file with their lines: no documentation, and not the names that it exports."""
    skipped: set[int] = set()
    for node in ast.walk(tree(path)):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            skipped.add(id(body[0].value))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            skipped.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


@pytest.fixture(scope="module")
def domain() -> dict[str, set[str]]:
    """What the ontology and the tables name: kinds and relations, concepts, things."""
    kinds: set[str] = set()
    concepts: set[str] = set()
    for file in Project(ROOT, ROOT / "build").vocabulary_files():
        for triple in ontology.triples(file):
            if triple.predicate.value != PREFIXES["rdf"] + "type":
                continue
            local = triple.subject.value.removeprefix(PREFIXES["kg"])
            type_ = triple.object.value
            if type_ in {PREFIXES["kg"] + "Relation", PREFIXES["owl"] + "Class"} and local.isalpha():
                kinds.add(local)
            if type_ == PREFIXES["skos"] + "Concept":
                concepts.add(triple.subject.value.rpartition("/")[2])
    things: set[str] = set()
    for table in ("actors", "people", "places", "instruments", "works", "sources"):
        text = (ROOT / "data" / f"{table}.csv").read_text(encoding="utf-8")
        things |= {row["id"] for row in csv.DictReader(io.StringIO(text))}
    return {"kinds": kinds, "concepts": concepts, "things": things}


def test_the_domain_has_words(domain: dict[str, set[str]]) -> None:
    """Kinds, relations, concepts and things, and among them those that everybody knows."""
    assert domain["kinds"] >= {"University", "Claim", "studiedAt", "cooperatesWith"}
    assert domain["concepts"] >= {"planned", "cooperation", "usd"}
    assert domain["things"] >= {"china", "south-korea", "ge-li"}
    assert all(len(words) > 50 for words in domain.values())


@pytest.mark.parametrize("path", [path for path in FILES if part(path) != "vocabulary"], ids=name)
def test_no_module_but_the_vocabulary_names_the_domain(path: Path, domain: dict[str, set[str]]) -> None:
    """Neither as a text of its own nor with a prefix; adding a kind or a country is no change of Python."""
    words = set().union(*domain.values()) - MEANT_OTHERWISE.keys() - ALLOWED.get(name(path), set())
    found = []
    for line, text in constants(path):
        prefixed = {word for _, word in re.findall(r"\b([a-z]+):([A-Za-z][\w-]*)", text)}
        found += [f"{name(path)}:{line}: {word}" for word in ({text} | prefixed) & words]
    assert found == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("templates/*")), ids=name)
def test_no_template_names_the_domain(path: Path, domain: dict[str, set[str]]) -> None:
    """A script of the map knows shapes and lines, and no country."""
    quoted = set(re.findall(r"""["'`]([\w-]+)["'`]""", path.read_text(encoding="utf-8")))
    assert quoted & set().union(*domain.values()) - MEANT_OTHERWISE.keys() == set()


def test_no_permission_is_left_over() -> None:
    """What is allowed is used."""
    for file, words in ALLOWED.items():
        assert words <= {text for _, text in constants(ROOT / file)}, file


@pytest.mark.parametrize(
    "path", [path for path in FILES if part(path) not in {"vocabulary", "identifiers"}], ids=name
)
def test_addresses_stand_in_one_place(path: Path) -> None:
    """Namespaces in the vocabulary, registers at the identifiers, and nowhere else."""
    assert [f"{line}: {text}" for line, text in constants(path) if re.search(r"https?://\w", text)] == []
