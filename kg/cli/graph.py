"""`kg build` and `kg check`: from tables to a graph that has been checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Format, Output, Project
from kg.cli.output import emit, note
from kg.cli.report import written

__all__ = ["build", "check"]


def build(
    project: Project = None,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing has changed.")] = False,
) -> None:
    """Build the graph from the tables, with everything that the rules derive.

    A row that is wrong stops the build: every finding is shown, and the earlier
    graph stays as it was. The graph is one file of sorted N-Quads.

    \b
    Examples:
      kg build
      kg build --project ~/my-graph --force
    """
    from kg import build as builder
    from kg.project import find
    from kg.vocabulary import KG

    built = builder.build(find(project), force=force)
    count = built.counts.get
    done = "up to date" if built.fresh else "built"
    typer.echo(f"{done}: {built.path}")
    typer.echo(
        f"{count(KG.Claim, 0):,} claims, {count(KG.Inference, 0):,} inferences, "
        f"{count(KG.Name, 0):,} names, {count(KG.Figure, 0):,} figures, "
        f"{count(KG.Passage, 0):,} passages; {built.quads:,} statements, {built.seconds:.1f} s"
    )


def check(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]…", help="Only the findings of these tables.")
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LEVEL", help="error, warning or never.")
    ] = "error",
    format: Format = None,
    output: Output = None,
    documents: Annotated[
        Path | None,
        typer.Option("--documents", metavar="DIR", help="Find each passage in your own .txt copies."),
    ] = None,
    write_digests: Annotated[
        bool,
        typer.Option("--write-digests", help="First fill the empty digests of passages from them."),
    ] = False,
    project: Project = None,
) -> None:
    """Check the rows, the graph against its shapes, and the ontology against its own.

    Each finding is a line that an editor can jump to: file, line, column, what is
    wrong, and the rule. Ends with 1 if a finding is at or above --fail-on. Then it
    counts what claims and figures cover; json has that too, with every name.

    \b
    Examples:
      kg check
      kg check data/claims/talent.csv --fail-on warning
      kg check --format json
      kg check --documents ~/papers
    """
    from kg import check as checker
    from kg import formats
    from kg.errors import UsageError
    from kg.findings import Severity, worst
    from kg.project import find

    levels = {"error": Severity.ERROR, "warning": Severity.WARNING, "never": None}
    if fail_on not in levels:
        raise UsageError(f"unknown level '{fail_on}'; use error, warning or never")
    if write_digests and documents is None:
        raise UsageError("--write-digests needs --documents DIR to read them from")
    chosen = formats.choose(format, output, "rows", "table")
    if write_digests and documents:
        note(f"{checker.digest(find(project), documents)} digests written")
    report = checker.check(find(project), files or (), documents)
    emit(written(report, chosen.name, whole=not files), output)
    level, found = levels[fail_on], worst(report.findings)
    if level is not None and found is not None and found >= level:
        raise typer.Exit(1)
