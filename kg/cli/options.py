"""The options that commands share: the same words, letters and meaning everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import click
import typer

from kg.cli.output import note

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = [
    "AsOf",
    "Bom",
    "Format",
    "Inferred",
    "Language",
    "Layer",
    "Output",
    "Project",
    "Status",
    "Timeout",
    "opened",
]

Project = Annotated[
    str | None,
    typer.Option(
        "--project",
        "-C",
        metavar="DIR",
        envvar="KG_PROJECT",
        help="Folder with ontology/ and data/; by default the one around the working directory, "
        "else the bundled copy.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-F",
        metavar="FORMAT",
        envvar="KG_FORMAT",
        help="How to write the result; by default what the output's suffix says.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write; by default, or with -, stdout."),
]
Bom = Annotated[
    bool,
    typer.Option("--bom", help="Begin CSV and TSV with a byte-order mark, for spreadsheets."),
]
Layer = Annotated[
    str,
    typer.Option(
        "--layer",
        metavar="LAYER",
        help="cooperation, funding, governance, talent, policy, knowledge or all.",
    ),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS,…",
        help="Statuses of the claims to use, or all; by default those that are facts.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Only claims that may hold on this day (1992, 1992-08 or 1992-08-24); undated ones stay.",
    ),
]
Inferred = Annotated[
    bool,
    typer.Option("--inferred/--asserted", help="Use what rules derived, or only what sources say."),
]
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="LANG",
        envvar="KG_LANG",
        click_type=click.Choice(["en", "ko", "zh"]),
        help="Language of labels: en, ko or zh.",
    ),
]
Timeout = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Give up a query after this long."),
]


def opened(project: str | None) -> Graph:
    """The graph that `--project` means; says on stderr when its tables have changed since it was built."""
    from kg.graph import open

    graph = open(project)
    if not graph.project.is_fresh:
        note("kg: the tables have changed since the graph was built; run 'kg build'")
    return graph
