"""A copy of a document in plain text, cut into the places that a locator can point at.

Section, paragraph, sentence; exhibit, row, column. What its headings and exhibits are, the table of
passages says. The rules are few, and the same for every document:

- A blank line ends a paragraph; a line that is a heading or has a bullet begins anew.
- A page break ends none: a paragraph without a full stop goes on in the next block, if that begins
  with a small letter or on a new page.
- A block that begins with the name of an exhibit and a colon is its caption. Lines whose cells stand
  apart by tabs are its rows: the first is the header, and the first cell of each is its label.
- Captions, rows, lines such as "Source: …" and blocks without a letter are no paragraphs.
- A sentence ends at a full stop, question or exclamation mark before white space and a capital or a
  digit, but not after an abbreviation, an initial or a number in front; always at an East Asian one.

They never learn: a library that split better next year would move every sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.documents.digest import bare, normalise

__all__ = ["Address", "Layout", "Segment", "segments", "sentences"]


class Address(NamedTuple):
    """Where a segment stands, in the words of the table of passages; what does not apply is empty.

    >>> print(Address("Fogs", "4", "2"))
    Fogs ¶4 s2
    """

    section: str = ""
    paragraph: str = ""
    sentence: str = ""
    exhibit: str = ""
    row: str = ""
    column: str = ""

    def __str__(self) -> str:
        marks = ("", "¶", "s", "", "row ", "column ")
        return " ".join(mark + text for mark, text in zip(marks, self, strict=True) if text)


class Segment(NamedTuple):
    """One place of a document: its address, its words, and the line of the copy where they begin."""

    address: Address
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is laid out: its sections in order, each with its headings, and its exhibits.

    A heading is a whole line or block; one that ends in an ellipsis is the opening of a paragraph,
    which counts. Where none is given, the name of the section is its heading. A section may be taken
    up again. What stands before the first heading belongs to `start`.
    """

    sections: Mapping[str, tuple[str, ...]]
    exhibits: tuple[str, ...] = ()
    start: str = ""

    def headings(self) -> dict[str, str]:
        """The section that begins with a line, by what of the line is compared."""
        given = {name: words or (name,) for name, words in self.sections.items()}
        return {bare(word): name for name, words in given.items() for word in words if word[-1:] != "…"}

    def openings(self) -> dict[str, str]:
        """The section of a paragraph, by what is compared of its first words."""
        given = self.sections.items()
        return {bare(word): name for name, words in given for word in words if word[-1:] == "…"}


@dataclass(slots=True)
class _Block:
    """Lines that belong together: what they are, and the section or exhibit that they begin."""

    kind: str
    name: str
    line: int
    new_page: bool
    lines: list[str]

    @property
    def text(self) -> str:
        """The words without the marks that plain text sets italics, links and lists with."""
        text = _BULLET.sub("", " ".join(line.strip() for line in self.lines))
        return normalise(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)))


_BULLET = re.compile(r"\A\s*(?:[-•*·▪◦]|\[\d+\])\s+")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:https?|mailto):[^\s)]*\)")
#: What introduces the line under an exhibit that says where it is from.
_NOTE = re.compile(r"(?:Sources?|Notes?|자료|출처|주|资料来源|資料來源|来源|來源|注|註)\s*[:：]")
_STOPPED = re.compile(r"[.!?:;。！？：；]['\"\])」』]*$")


def segments(text: str, layout: Layout) -> Iterator[Segment]:
    """Every segment of a copy: headings, paragraphs and their sentences, then exhibits and their cells."""
    blocks = list(_blocks(text, layout))
    yield from _running(blocks, layout.start)
    yield from _exhibits(blocks)


def _blocks(text: str, layout: Layout) -> Iterator[_Block]:
    """The blocks of a copy in their order; paragraphs that a page break cuts are still in two."""
    headings, openings = layout.headings(), layout.openings()
    block: _Block | None = None
    new_page = False
    lines = text.split("\n")
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        new_page = new_page or "\f" in line
        kind, name = _line(line, after, headings, openings)
        if block and (new_page or name or kind != block.kind or _BULLET.match(line)):
            yield _classified(block, headings, layout.exhibits)
            block = None
        if kind == "blank":
            continue
        if block is None:
            block, new_page = _Block(kind, name, number, new_page, []), False
        block.lines.append(line)
        if kind == "text" and len(block.lines) < 4 and bare(" ".join(block.lines)) in headings:
            yield _classified(block, headings, layout.exhibits)
            block = None
    if block:
        yield _classified(block, headings, layout.exhibits)


def _line(line: str, after: str, headings: Mapping[str, str], openings: Mapping[str, str]) -> tuple[str, str]:
    """What a line is, as far as it and the next one say so, and the section that begins with it.

    A tab at its beginning may indent a paragraph, or leave room above the labels of rows.
    """
    if not line.strip():
        return "blank", ""
    if "\t" in line.strip() or line.count("\t") > 1 or ("\t" in line and "\t" in after.strip()):
        return "row", ""
    key = bare(line)
    if key in headings:
        return "heading", headings[key]
    return "text", next((name for words, name in openings.items() if key.startswith(words)), "")


def _classified(block: _Block, headings: Mapping[str, str], exhibits: Iterable[str]) -> _Block:
    """The block with its final kind: some headings take two lines, and some blocks are no paragraphs."""
    if block.kind != "text":
        return block
    text, key = block.text, bare(block.text)
    if key in headings:
        block.kind, block.name = "heading", headings[key]
    elif exhibit := next((name for name in exhibits if _is_caption(text, name)), ""):
        block.kind, block.name = "caption", exhibit
    elif _NOTE.match(text) or not any(letter.isalpha() for letter in text):
        block.kind = "note"
    return block


def _is_caption(text: str, exhibit: str) -> bool:
    rest = text.removeprefix(normalise(exhibit)).lstrip()
    return text.startswith(normalise(exhibit)) and rest[:1] in {"", ":", ".", "|", "-"}


def _running(blocks: Iterable[_Block], section: str) -> Iterator[Segment]:
    """Headings, paragraphs and sentences; exhibits may stand amid a paragraph, headings may not."""
    counts: Counter[str] = Counter()
    open_: Segment | None = None
    yield Segment(Address(section), "", 1)
    for block in blocks:
        if block.kind not in {"heading", "text"}:
            continue
        if open_ and _goes_on(open_.text, block):
            open_ = open_._replace(text=f"{open_.text} {block.text}")
            continue
        if open_:
            yield from _paragraph(open_)
        open_ = None
        if block.name:
            section = block.name
            yield Segment(Address(section), block.text, block.line)
        if block.kind == "text":
            counts[section] += 1
            open_ = Segment(Address(section, str(counts[section])), block.text, block.line)
    if open_:
        yield from _paragraph(open_)


def _goes_on(text: str, block: _Block) -> bool:
    """Whether a block is the rest of the paragraph that begins with `text`."""
    if block.kind != "text" or block.name or _BULLET.match(block.lines[0]) or _STOPPED.search(text):
        return False
    return block.new_page or block.text[:1].islower()


def _paragraph(whole: Segment) -> Iterator[Segment]:
    yield whole
    for number, sentence in enumerate(sentences(whole.text), 1):
        yield Segment(whole.address._replace(sentence=str(number)), sentence, whole.line)


def _exhibits(blocks: Iterable[_Block]) -> Iterator[Segment]:
    """Each exhibit, as its caption and rows, and each cell: label of the row, of the column, value."""
    caption: _Block | None = None
    rows: list[tuple[int, list[str]]] = []
    for block in (*blocks, _Block("text", "", 0, False, [])):
        if block.kind == "row" and caption:
            lines = enumerate(block.lines, block.line)
            rows.extend((number, [normalise(cell) for cell in line.split("\t")]) for number, line in lines)
        elif block.kind != "note":
            if caption:
                yield from _exhibit(caption, rows)
            caption, rows = (block if block.kind == "caption" else None), []


def _exhibit(caption: _Block, rows: list[tuple[int, list[str]]]) -> Iterator[Segment]:
    address = Address(exhibit=caption.name)
    words = [caption.text, *(" ".join(cells) for _, cells in rows)]
    yield Segment(address, normalise(" ".join(words)), caption.line)
    header = rows[0][1] if rows else []
    for row, (line, (label, *values)) in enumerate(rows[1:], 1):
        for column, value in enumerate(values, 1):
            text = " | ".join((label, header[column] if column < len(header) else "", value))
            yield Segment(address._replace(row=str(row), column=str(column)), text, line)


_END = re.compile(r"[.!?…]+['\"’”\])]*\s+|[。！？]+['\"’”\])」』]*\s*")
#: What a full stop may follow without ending a sentence: one letter, or one of these.
_SHORT = (
    *("al", "cf", "Co", "Corp", "Dr", "Ed", "Eds", "Fig", "Figs", "Inc", "Jr", "Ltd", "Mr", "Mrs", "Ms"),
    *("No", "Nos", "p", "pp", "Ph.D", "Prof", "Sr", "St", "Vol", "vol", "vs"),
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
)
_ABBREVIATED = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _SHORT))}|[^\W\d_])\.\s+$")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph.

    >>> list(sentences("Dr. Ge Li et al. (2009) came from the U.S. Pharmacopeia.. It grew."))
    ['Dr. Ge Li et al. (2009) came from the U.S. Pharmacopeia..', 'It grew.']
    """
    start = 0
    for end in _END.finditer(text):
        after = text[end.end() : end.end() + 5].lstrip("'\"‘“([「『")[:1]
        begins = after.isdigit() or (after.isalpha() and not after.islower())
        whole = text[start : end.end()]
        stops = begins and any(map(str.isalpha, whole)) and not _ABBREVIATED.search(whole)
        if stops or end[0][0] in "。！？":
            yield whole.strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()
