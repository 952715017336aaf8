"""Names in every script: what a thing is called, and which thing a name may mean."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.errors import UsageError
from kg.store import Store
from kg.vocabulary import BIBO, KG, PREFIXES, SKOS, compact, expand

__all__ = ["Hit", "Name", "Names", "fold"]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One name of a thing: text, BCP 47 tag, role, and the passages that print it."""

    text: str
    language: str
    role: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a search found: by which of its names, and how well, from 0 to 100."""

    iri: str
    name: str
    score: int


def fold(text: str) -> str:
    """A name as it is compared: no case, no width, no punctuation, single spaces.

    >>> fold("ＫＡＩＳＴ  (Daejeon)") == fold("kaist daejeon")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = (c if unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    return " ".join("".join(letters).split())


class Names:
    """Every label and name of a store, read once; identity is never decided by them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The preferred labels of every thing, class, relation and concept, by IRI and language."""
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._store.select(
            f"SELECT ?thing ?label {{ ?thing <{SKOS.prefLabel}> ?label }} ORDER BY ?thing ?label"
        ):
            label = row["label"]
            labels[row["thing"].value][getattr(label, "language", None) or ""] = label.value
        return labels

    @cached_property
    def printed(self) -> Mapping[str, tuple[Name, ...]]:
        """The names that the names table gives each thing, with their evidence."""
        names: dict[str, set[Name]] = defaultdict(set)
        for row in self._store.select(
            f"SELECT ?thing ?text ?role ?name (GROUP_CONCAT(STR(?where); SEPARATOR=' ') AS ?evidence) "
            f"{{ ?name <{KG.named}> ?thing ; <{KG.text}> ?text ; <{KG.nameRole}> ?role "
            f"OPTIONAL {{ ?name <{KG.evidence}> ?where }} }} GROUP BY ?thing ?text ?role ?name"
        ):
            passages = tuple(sorted(row["evidence"].value.split())) if "evidence" in row else ()
            language = getattr(row["text"], "language", None) or ""
            names[row["thing"].value].add(Name(row["text"].value, language, row["role"].value, passages))
        return {thing: tuple(sorted(found)) for thing, found in names.items()}

    def label(self, iri: str, language: str = "en") -> str:
        """What to call `iri` in `language`, else in English, else its CURIE."""
        labels = self.labels.get(iri, {})
        return labels.get(language) or labels.get("en") or labels.get("") or compact(iri)

    @cached_property
    def _short(self) -> Mapping[str, str]:
        rows = self._store.select(f"SELECT ?source ?text {{ ?source <{BIBO.shortTitle}> ?text }}")
        return {row["source"].value: row["text"].value for row in rows}

    def short(self, iri: str) -> str:
        """How a source is cited, as in *Seo 2017*; for what has no short title, its CURIE."""
        return self._short.get(iri) or compact(iri)

    @cached_property
    def _by_fold(self) -> Mapping[str, Mapping[str, str]]:
        """Folded name or ISO code → the things it may mean, each with the name as written."""
        index: dict[str, dict[str, str]] = defaultdict(dict)
        for thing, labels in self.labels.items():
            if not thing.startswith(PREFIXES["kg"]):
                for text in labels.values():
                    index[fold(text)].setdefault(thing, text)
        for thing, names in self.printed.items():
            for name in names:
                index[fold(name.text)].setdefault(thing, name.text)
        for row in self._store.select(
            f"SELECT ?thing ?code {{ ?thing <{KG.isoCode}> ?code }} ORDER BY ?thing"
        ):
            index[fold(row["code"].value)].setdefault(row["thing"].value, row["code"].value)
        return index

    def resolve(self, text: str) -> str:
        """The IRI that an id, a CURIE, an IRI, an ISO code or any name in any script means.

        Raises `UsageError` when nothing or more than one thing fits, and says what is near.
        """
        for candidate in (text.strip("<>"), expand(text), PREFIXES["id"] + text):
            if candidate and candidate in self.labels:
                return candidate
        things = self._by_fold.get(fold(text), {})
        if len(things) == 1:
            return next(iter(things))
        if things:
            names = ", ".join(sorted(compact(thing).removeprefix("id:") for thing in things))
            raise UsageError(f"'{text}' may be {names}; say which")
        near = self.find(text, limit=1)
        hint = f"; did you mean '{near[0].name}'?" if near else ""
        raise UsageError(f"nothing is called '{text}'{hint}")

    @cached_property
    def _romanised(self) -> Mapping[str, str]:
        """Names in other scripts, spelt out in Latin letters without spaces → the folded name."""
        from anyascii import anyascii

        return {fold(anyascii(name)).replace(" ", ""): name for name in self._by_fold if not name.isascii()}

    def find(self, text: str, *, limit: int = 10, cutoff: int = 70) -> list[Hit]:
        """The things whose names are like `text`, best first; one typing error is forgiven.

        Whole names weigh more than parts of names, so that an abbreviation finds its body first. A
        name in another script is also found by how it is spelt in Latin letters, whatever the
        system: each differs from ours in a few letters.
        """
        best: dict[str, Hit] = {}
        for name, score in self._scored(fold(text), cutoff):
            for thing, written in self._by_fold[name].items():
                if thing not in best or best[thing].score < score:
                    best[thing] = Hit(thing, written, round(score))
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.iri))[:limit]

    def _scored(self, wanted: str, cutoff: int) -> Iterator[tuple[str, float]]:
        from rapidfuzz import fuzz, process  # only a search needs it, and most commands do not search

        if not wanted:
            return
        names = self._by_fold.keys()
        for name, score, _ in process.extract(
            wanted, names, scorer=_likeness, limit=None, score_cutoff=cutoff
        ):
            yield name, score
        letters = wanted.replace(" ", "")
        if not letters.isascii() or len(letters) < 4:
            return
        spelt = process.extract(
            letters, self._romanised.keys(), scorer=fuzz.ratio, limit=None, score_cutoff=80
        )
        yield from ((self._romanised[name], 0.9 * score) for name, score, _ in spelt)


def _likeness(wanted: str, name: str, **_: object) -> float:
    """100 for the same name, up to 95 for one inside the other, less for each letter that differs."""
    from rapidfuzz import fuzz

    whole = fuzz.ratio(wanted, name)
    if len(wanted) < 3 or len(wanted) > len(name):
        return whole
    part = fuzz.partial_ratio(wanted, name)
    # A short word with a letter changed is inside half of all names: it has to be there as it is.
    return max(whole, 0.95 * part if part >= (80 if len(wanted) >= 6 else 100) else 0)
