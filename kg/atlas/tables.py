"""A page for each set of figures: the table as it is printed, and every figure with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.atlas import addresses
from kg.atlas.figures import ASPECTS, Figure
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.vocabulary import KG, RDF

__all__ = ["Grid", "datasets", "grid", "pages"]

_NAMES = ("measure", *ASPECTS)


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures in rows and columns as they are printed.

    A heading is what all figures of the row or column have in common, as IRIs or texts; a cell may be empty.
    """

    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[tuple[str, ...], tuple[tuple[Figure, ...], ...]], ...]


def datasets(reading: Reading) -> list[tuple[str, list[Figure]]]:
    """Every dataset with its figures, in reading order."""
    found: dict[str, list[Figure]] = {iri: [] for iri in reading.statements.to(KG.Dataset, RDF.type)}
    for figure in reading.figures.values():
        found.setdefault(figure.dataset, []).append(figure)
    return [(iri, figures) for iri, figures in sorted(found.items()) if iri]


def pages(reading: Reading) -> Iterator[Page]:
    """A page for each dataset."""
    for iri, figures in datasets(reading):
        yield Page(
            addresses.path(iri),
            "dataset.html.j2",
            reading.label(iri).text,
            {
                "iri": iri,
                "figures": figures,
                "grid": grid(reading, figures),
                "source": reading.statements.text(iri, KG.inSource),
                "exhibit": reading.statements.text(iri, KG.exhibit),
                "notes": reading.texts(iri, KG.note),
                "disputed": sum(bool(reading.disputes(one.iri)) for one in figures),
            },
            describes=iri,
        )


def grid(reading: Reading, figures: Sequence[Figure]) -> Grid | None:
    """The figures by the printed rows and columns of their cells; None unless there are several of both."""
    cells: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        for spot in figure.evidence:
            row, column = (reading.statements.text(spot.iri, name) for name in (KG.row, KG.column))
            if row.isdigit() and column.isdigit():
                cells[int(row), int(column)].append(figure)
    rows, columns = (sorted({key[axis] for key in cells}) for axis in (0, 1))
    if len(rows) < 2 or len(columns) < 2:
        return None
    above = _headings(
        {column: [one for key in cells if key[1] == column for one in cells[key]] for column in columns}
    )
    beside = _headings({row: [one for key in cells if key[0] == row for one in cells[key]] for row in rows})
    return Grid(
        tuple(above[column] for column in columns),
        tuple(
            (beside[row], tuple(tuple(cells.get((row, column), ())) for column in columns)) for row in rows
        ),
    )


def _headings(lines: Mapping[int, Sequence[Figure]]) -> dict[int, tuple[str, ...]]:
    """What tells rows (or columns) apart: as few aspects as are needed, each the same all along a line."""
    common = {
        number: {
            name: values.pop() for name in _NAMES if len(values := {getattr(one, name) for one in line}) == 1
        }
        for number, line in lines.items()
    }
    shared = [name for name in _NAMES if all(name in found for found in common.values())]
    variety = {name: len({found[name] for found in common.values()}) for name in shared}
    chosen: list[str] = []
    for name in sorted(shared, key=lambda name: (-variety[name], _NAMES.index(name))):
        if variety[name] == 1 or len(
            {tuple(found[one] for one in chosen) for found in common.values()}
        ) == len(lines):
            break
        chosen.append(name)
    names = [*chosen, *(name for name in shared if variety[name] > 1 and name not in chosen)]

    def heading(found: Mapping[str, str]) -> tuple[str, ...]:
        for size in range(1, len(names) + 1):
            same = sum(
                [other[name] for name in names[:size]] == [found[name] for name in names[:size]]
                for other in common.values()
            )
            if same == 1 and any(found[name] for name in names[:size]):
                return tuple(found[name] for name in names[:size] if found[name])
        return tuple(found[name] for name in names if found[name])

    return {number: heading(found) for number, found in common.items()}
