"""A user's own copies of the sources, held against the digests of the passages; no word of them is kept."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from kg.documents.digest import bare, digest
from kg.documents.segments import Address, Layout, Segment, segments
from kg.errors import ProjectError, UsageError
from kg.files import write
from kg.findings import Finding, Place, Severity
from kg.project import Project
from kg.store import Store
from kg.vocabulary import KG, SKOS, compact

__all__ = ["Copy", "check", "fill"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One source, the file that is a copy of it, and how many of its passages were found there."""

    source: str
    file: str
    found: int
    moved: int
    changed: int

    def __str__(self) -> str:
        counts = f"{self.found} passages found, {self.moved} moved, {self.changed} changed"
        return f"{compact(self.source)}: {counts} in {self.file}"

    def as_dict(self) -> dict[str, str | int]:
        """The counts as plain values, for `--format json`."""
        return {**asdict(self), "source": compact(self.source)}


class _Passage(NamedTuple):
    """A passage as the table has it, and where in the table."""

    iri: str
    section: str
    address: Address
    digest: str
    headings: tuple[str, ...]
    place: Place


class _Text(NamedTuple):
    """A copy, cut into segments, by address and by digest."""

    file: str
    by_address: Mapping[Address, Segment]
    by_digest: Mapping[str, list[Segment]]


def check(store: Store, places: Mapping[str, Place], folder: Path) -> tuple[list[Copy], list[Finding]]:
    """Read the copies in `folder` again: each passage is where it was, elsewhere, or no longer there.

    A `.txt` file is the copy of a source when its name is the source's id, or when the title of the
    source stands near its beginning. A source without a copy is a warning; raises `UsageError` when
    there is no copy of any: a check that has nothing to check must not pass.
    """
    copies, findings = [], []
    texts = _texts(store, places, folder)
    for source, passages in _passages(store, places).items():
        if source not in texts:
            message = f"no copy of it in {folder}; {len(passages)} passages were not checked"
            place = places.get(source, Place(compact(source)))
            findings.append(Finding(place, message, "document-missing", Severity.WARNING))
            continue
        verdicts = [_verdict(passage, texts[source]) for passage in passages]
        counts = Counter(word for word, _ in verdicts)
        copies.append(Copy(source, texts[source].file, counts["found"], counts["moved"], counts["changed"]))
        findings.extend(finding for _, finding in verdicts if finding)
    return copies, findings


def fill(project: Project, store: Store, places: Mapping[str, Place], folder: Path) -> int:
    """Fill the empty digests of the table of passages from the copies in `folder`; the number of them.

    One that is there is never overwritten: who trusts the new words more empties the cell first.
    """
    texts = _texts(store, places, folder)
    new: dict[str, dict[int, str]] = defaultdict(dict)
    for source in texts:
        for passage in _passages(store, places)[source]:
            segment = texts[source].by_address.get(passage.address)
            if segment and not passage.digest and not _is_section(passage):
                new[passage.place.file][passage.place.line] = digest(segment.text)
    for file, cells in new.items():
        path = project.root / file
        write(path, _filled(path.read_text(encoding="utf-8"), cells))
    return sum(len(cells) for cells in new.values())


def _filled(table: str, cells: Mapping[int, str]) -> str:
    """The table with the digests of some lines, written as the tables are written."""
    lines = csv.reader(io.StringIO(table, newline=""))
    header = next(lines)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    start = lines.line_num + 1
    for row in lines:
        if start in cells:
            row[header.index("digest")] = cells[start]
        writer.writerow(row)
        start = lines.line_num + 1
    return text.getvalue()


def _passages(store: Store, places: Mapping[str, Place]) -> dict[str, list[_Passage]]:
    """The passages of each source, as they stand in the table."""
    optional = (KG.paragraph, KG.sentence, KG.exhibit, KG.row, KG.column, KG.digest)
    wanted = " ".join(f"OPTIONAL {{ ?iri <{name}> ?c{n} }}" for n, name in enumerate(optional))
    headings: dict[str, list[str]] = defaultdict(list)
    for row in store.select(f"SELECT ?iri ?text {{ ?iri <{KG.heading}> ?text }} ORDER BY ?iri ?text"):
        headings[row["iri"].value].append(row["text"].value)
    found: dict[str, list[_Passage]] = defaultdict(list)
    for row in store.select(
        f"SELECT * {{ ?iri a <{KG.Passage}> ; <{KG.inSource}> ?source ; <{KG.section}> ?section {wanted} }}"
    ):
        iri, source = row["iri"].value, row["source"].value
        *cells, digested = (row[f"c{n}"].value if f"c{n}" in row else "" for n in range(len(optional)))
        section = row["section"].value
        address = Address("" if cells[2] else section, *cells)
        place = places.get(iri, Place(compact(iri)))
        found[source].append(_Passage(iri, section, address, digested, tuple(headings[iri]), place))
    return {
        source: sorted(found[source], key=lambda passage: (passage.place, passage.iri))
        for source in sorted(found)
    }


def _texts(store: Store, places: Mapping[str, Place], folder: Path) -> dict[str, _Text]:
    """The copies in a folder, cut into segments, by source."""
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}")
    files = {
        path: path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        for path in sorted(folder.glob("*.txt"))
    }
    titles = {row["source"].value: row["title"].value for row in store.select(_TITLES)}
    texts = {}
    for source, passages in _passages(store, places).items():
        path = _copy(files, compact(source).partition(":")[2], titles.get(source, ""))
        if path is None:
            continue
        if "\ufffd" in files[path]:
            raise ProjectError(f"{path}: not UTF-8; save as UTF-8")
        texts[source] = _cut(path.name, files[path], _layout(passages))
    if not texts:
        raise UsageError(f"no .txt file in {folder} is a copy of a source")
    return texts


_TITLES = f"SELECT ?source ?title {{ [] <{KG.inSource}> ?source . ?source <{SKOS.prefLabel}> ?title }}"
#: How far from its beginning the title of a document may stand, in characters.
_BEGINNING = 2_000


def _copy(files: Mapping[Path, str], name: str, title: str) -> Path | None:
    """The file that is a copy of a source: by its name, else by the title that it opens with."""
    named = [path for path in files if path.stem == name]
    titled = [path for path, text in files.items() if title and bare(title) in bare(text[:_BEGINNING])]
    return next(iter(named + titled), None)


def _layout(passages: Sequence[_Passage]) -> Layout:
    """How a source is laid out, by its passages: sections as they come, their headings, exhibits.

    A document begins in a section only if a row for that whole section stands first in the table.
    """
    sections: dict[str, tuple[str, ...]] = {}
    for passage in passages:
        sections[passage.section] = sections.get(passage.section, ()) + passage.headings
    exhibits = dict.fromkeys(passage.address.exhibit for passage in passages if passage.address.exhibit)
    start = passages[0].section if _is_section(passages[0]) else ""
    return Layout(sections, tuple(exhibits), start)


def _cut(file: str, text: str, layout: Layout) -> _Text:
    by_address: dict[Address, Segment] = {}
    by_digest: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments(text, layout):
        by_address.setdefault(segment.address, segment)
        by_digest[digest(segment.text)].append(segment)
    return _Text(file, by_address, by_digest)


def _is_section(passage: _Passage) -> bool:
    return not any(passage.address[1:])


def _verdict(passage: _Passage, text: _Text) -> tuple[str, Finding | None]:
    """Found, moved, changed or unchecked; and what there is to say about it."""
    here = text.by_address.get(passage.address)
    place = Place(passage.place.file, passage.place.line, "digest")
    if _is_section(passage):
        if here:
            return "found", None
        words = ", ".join(f"'{heading}'" for heading in passage.headings)
        message = f"changed: no line of {text.file} is its heading {words}"
        return "changed", Finding(place, message, "passage-changed")
    if not passage.digest:
        message = "no digest; fill it with --write-digests"
        return "unchecked", Finding(place, message, "passage-unchecked", Severity.INFO)
    if here and digest(here.text) == passage.digest:
        return "found", None
    alike = text.by_digest.get(passage.digest)
    if alike:
        there = min(alike, key=lambda segment: _depth(segment.address) != _depth(passage.address))
        message = f"moved: {passage.address} stands at {there.address} ({text.file}:{there.line})"
        return "moved", Finding(place, message, "passage-moved", Severity.INFO)
    return "changed", Finding(place, f"changed: {_instead(passage.address, text)}", "passage-changed")


def _depth(address: Address) -> tuple[bool, ...]:
    return tuple(map(bool, address))


def _instead(address: Address, text: _Text) -> str:
    """What there is at an address whose words are gone, or the nearest that there is."""
    if address in text.by_address:
        return f"other words stand at {address} ({text.file}:{text.by_address[address].line})"
    for near in _above(address):
        if near in text.by_address:
            return f"no {address}; the nearest place is {near} ({text.file}:{text.by_address[near].line})"
    return f"no {address} in {text.file}"


def _above(address: Address) -> Iterator[Address]:
    """The places that an address lies in, from the nearest."""
    yield address._replace(sentence="", row="", column="")
    yield Address(section=address.section)
