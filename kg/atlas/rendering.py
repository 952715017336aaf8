"""A page as HTML: our templates, with every text escaped and every address relative to the page."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg import __version__
from kg.atlas import addresses, records
from kg.atlas.figures import Figure
from kg.atlas.pages import Kind, Page
from kg.atlas.reading import Fact, Reading
from kg.vocabulary import KG, PREFIXES, SKOS, compact

__all__ = ["Renderer"]

#: The properties that templates ask for by name.
TERMS = SimpleNamespace(
    **{
        name: getattr(KG, name) for name in ("evidence", "isDisputedBy", "measure", "note", "status", "value")
    },
    **{name: PREFIXES["skos"] + name for name in ("definition", "example", "scopeNote")},
    exactMatch=SKOS.exactMatch,
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.atlas", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"batched": batched, "heat": heat, "without": without}
    return environment


@dataclass(frozen=True)
class Renderer:
    """Writes the pages of one site: `paths` are those of all its pages, `navigation` the kinds to lead to."""

    reading: Reading
    paths: Collection[str]
    navigation: Sequence[Kind]
    licence: str

    def html(self, page: Page, kind: str) -> bytes:
        """The page as a document; the same page gives the same bytes."""
        template = _environment().get_template(page.template)
        text = template.render(
            **page.context,
            page=page,
            kind=kind,
            navigation=self.navigation,
            reading=self.reading,
            words=self.reading.words,
            terms=TERMS,
            brand=self.reading.label(PREFIXES["kg"].rstrip("#")).text,
            version=__version__,
            licence=self.licence,
            root="../" * page.path.count("/"),
            beside=page.path.rpartition("/")[2].removesuffix(".html"),
            href=self._href(page.path),
            exists=self.paths.__contains__,
            anchor=addresses.anchor,
            shown=shown,
            bare=bare,
            sentence=partial(records.sentence, self.reading),
        )
        return text.encode("utf-8", errors="replace")

    def _href(self, page: str) -> Callable[[str], str]:
        """How `page` links to the thing that an IRI names; nothing where that has no page."""

        def href(iri: str) -> str:
            target = addresses.path(iri)
            known = target and target.partition("#")[0] in self.paths
            return addresses.relative(target, page) if known else ""

        return href


def shown(iri: str) -> str:
    """An IRI as a person reads it: in short where it is ours, else without its scheme.

    >>> shown("https://w3id.org/argonauts/id/ge-li"), shown("https://ror.org/001")
    ('id:ge-li', 'ror.org/001')
    """
    return compact(iri).removeprefix("rule:").removeprefix("https://").removeprefix("http://").rstrip("/")


def bare(printed: str) -> bool:
    """Whether what is printed is only a number, so that its unit has to be said.

    >>> bare("1,234"), bare("58,311 million USD"), bare("-")
    (True, False, False)
    """
    return bool(printed.strip("- ")) and not printed.strip("0123456789.,- ")


def batched(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures in groups of one measure, as these follow each other."""
    return [list(group) for _, group in groupby(figures, key=lambda figure: figure.measure)]


def without(facts: Iterable[Fact], iri: str) -> list[Fact]:
    """Facts but those that say only on which thing's page the reader is."""
    return [fact for fact in facts if fact.values != (iri,)]


def heat(counts: Mapping[str, int], key: str, rows: Mapping[str, Mapping[str, int]]) -> int:
    """How warm a cell of a matrix is, from 0 for nothing to 5 for the largest of all, by square roots.

    >>> heat({"a": 4}, "a", {"x": {"a": 4}, "y": {"a": 16}})
    3
    """
    most = max((count for row in rows.values() for count in row.values()), default=0)
    return math.ceil(5 * math.sqrt(counts.get(key, 0) / most)) if most else 0
