"""How the report of `kg check` is written: lines for people and editors, one object for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.cli.output import rows
from kg.vocabulary import compact

if TYPE_CHECKING:
    from kg.check import Report
    from kg.coverage import Coverage

__all__ = ["written"]

_COLUMNS = ("rule", "severity", "file", "line", "column", "message")


def written(report: Report, format: str, *, whole: bool = True) -> str:
    """The report as text. Coverage stands in tables and JSON, and only where the `whole` is reported on."""
    if format == "table":
        return _lines(report, whole)
    findings = [finding.as_dict() for finding in report.findings]
    if format == "json":
        content = {
            "findings": findings,
            "rows": report.rows,
            "triples": report.triples,
            "shapes": report.shapes,
            "documents": [copy.as_dict() for copy in report.copies],
            "coverage": report.coverage.as_dict(),
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return rows(_COLUMNS, [[found[name] for name in _COLUMNS] for found in findings], format)


def _lines(report: Report, whole: bool) -> str:
    """Findings, coverage, copies, and last the sum, which a Makefile can take with `tail`."""
    lines = [
        *map(str, report.findings),
        *(_covered(report.coverage) if whole else ()),
        *map(str, report.copies),
        f"{report.rows:,} rows, {report.triples:,} triples, {report.shapes} shapes: "
        f"{len(report.findings)} findings, {report.seconds:.1f} s",
    ]
    return "".join(f"{line}\n" for line in lines)


def _covered(coverage: Coverage) -> list[str]:
    header = ("source", "section", "passages", "claims", "figures")
    cells = [(compact(s.source), s.section, s.passages, s.claims, s.figures) for s in coverage.sections]
    tables = rows(("table", "figures"), [(compact(iri), n) for iri, n in coverage.tables], "table")
    lists = (
        ("sentences without claim or figure", coverage.silent),
        ("passages without claim, figure or name", coverage.unused),
        ("things without claim or figure", coverage.idle),
        ("sources never cited", coverage.uncited),
    )
    return [
        *rows(header, cells, "table").splitlines(),
        "",
        *tables.splitlines(),
        "",
        *(f"{what}: {', '.join(map(compact, iris)) or 'none'}" for what, iris in lists),
    ]
