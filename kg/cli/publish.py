"""`kg export`: the graph for other tools."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Bom, Output, Project
from kg.cli.output import emit

__all__ = ["export"]


def export(
    format: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="ttl, nt, rdfxml, jsonld, trig, nq, graphml, gexf or csv."),
    ],
    output: Output = None,
    bom: Bom = False,
    project: Project = None,
) -> None:
    """Write the whole graph for another tool; the same data gives the same bytes.

    ttl, nt and rdfxml hold all named graphs as one; jsonld, trig and nq keep them
    apart; graphml and gexf hold the network of facts; csv one row a claim.

    \b
    Examples:
      kg export ttl -o argonauts.ttl
      kg export csv --bom -o claims.csv
    """
    from kg.errors import UsageError
    from kg.export import EXPORTS
    from kg.export import export as exported
    from kg.findings import nearest
    from kg.graph import open

    if format not in EXPORTS:
        hint = nearest(format, EXPORTS) or f"; there are {', '.join(EXPORTS)}"
        raise UsageError(f"unknown export format '{format}'{hint}")
    if bom and format != "csv":
        raise UsageError(f"--bom is for csv, not for {format}")
    emit(exported(open(project), format), output, bom=bom)
