"""Where the ontology and the tables are, and where the built graph goes. Only this module knows paths."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from kg import __version__
from kg.errors import ProjectError

__all__ = ["Project", "find"]

#: The copies of `ontology/` and `data/` that the wheel carries, or the checkout that is installed.
BUNDLED = (Path(__file__).parent / "bundled", Path(__file__).parent.parent)


@dataclass(frozen=True)
class Project:
    """A folder that holds `ontology/` and `data/`, and the folder its built files go to."""

    root: Path
    build: Path

    @property
    def ontology(self) -> Path:
        """The folder that says what can be said."""
        return self.root / "ontology"

    @property
    def data(self) -> Path:
        """The folder that says what is claimed, and by whom."""
        return self.root / "data"

    @property
    def graph(self) -> Path:
        """The built graph: sorted N-Quads, the whole dataset in one file."""
        return self.build / "graph.nq"

    @property
    def stamp(self) -> Path:
        """Beside the built graph: the digest of what it was built from."""
        return self.graph.with_suffix(".sha256")

    @property
    def is_fresh(self) -> bool:
        """Whether the built graph is there and made of the inputs as they are now."""
        if not (self.graph.is_file() and self.stamp.is_file()):
            return False
        return self.stamp.read_bytes().strip() == self.digest.encode()

    @property
    def map(self) -> Path:
        """Where the map is written when no output is named."""
        return self.build / "map.html"

    def vocabulary_files(self) -> list[Path]:
        """The modules of the ontology: words, axioms, alignments and concept schemes."""
        folders = (self.ontology, self.ontology / "alignments", self.ontology / "concepts")
        files = [path for folder in folders for path in _files(folder, "*.ttl")]
        if not files:
            raise ProjectError(f"no .ttl file in {self.ontology}")
        return files

    def queries(self, folder: str) -> list[Path]:
        """The `.rq` files of one folder of the ontology, by name."""
        return _files(self.ontology / folder, "*.rq")

    def charts(self) -> list[Path]:
        """The files that declare a chart, by name."""
        return _files(self.ontology / "charts", "*.toml")

    def tables(self, pattern: str) -> list[Path]:
        """The tables that a path or a pattern in `tables.toml` means."""
        return _files(self.data, pattern)

    def name(self, path: Path) -> str:
        """A path as findings print it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def _inputs(self) -> Iterator[Path]:
        """What the graph is made of; questions, networks and shapes only look at it."""
        yield from self.vocabulary_files()
        yield from self.queries("rules")
        yield from self.queries("audits")
        yield self.data / "tables.toml"
        yield from self.tables("**/*.csv")

    @property
    def digest(self) -> str:
        """A fingerprint of every input as it is now, and of the program: what a build has to do."""
        total = hashlib.sha256(__version__.encode())
        for path in self._inputs():
            total.update(f"{self.name(path)}\0{path.stat().st_size}\0".encode())
            total.update(path.read_bytes())
        return total.hexdigest()


def _files(folder: Path, pattern: str) -> list[Path]:
    """The files that `pattern` means, sorted; what an editor hides beside them is none of them."""
    return sorted(path for path in folder.glob(pattern) if path.is_file() and path.name[0] != ".")


def _is_project(folder: Path) -> bool:
    return (folder / "ontology" / "kg.ttl").is_file() and (folder / "data" / "tables.toml").is_file()


def find(root: str | Path | None = None, *, start: Path | None = None) -> Project:
    """The project: `root` if given, else the nearest parent of `start`, else the bundled copy.

    A project of the user's is built into its own `build/`; the bundled copy, which may be
    read-only, into the user's cache folder. Raises `ProjectError` when `root` is not a project.
    """
    if root is not None:
        folder = Path(root).resolve()
        if not _is_project(folder):
            raise ProjectError(f"no ontology/kg.ttl and data/tables.toml in {folder}")
        return Project(folder, folder / "build")
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_project(folder):
            return Project(folder, folder / "build")
    wheel, checkout = BUNDLED
    if _is_project(wheel):
        installation = hashlib.sha256(str(wheel).encode()).hexdigest()[:8]
        return Project(wheel, user_cache_path("argonauts-kg") / installation)
    if _is_project(checkout):
        return Project(checkout, checkout / "build")
    raise ProjectError(f"no ontology/kg.ttl and data/tables.toml in {here} or above")
