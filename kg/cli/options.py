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
    "Compare",
    "Format",
    "Inferred",
    "Language",
    "Layer",
    "Level",
    "Output",
    "Period",
    "Project",
    "Robust",
    "Seed",
    "Status",
    "Timeout",
    "Top",
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
        help="cooperation, funding, governance, talent, policy, knowledge or all; or figures: "
        "cases, projects.",
    ),
]
Level = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="Tie countries, organisations or people (country, organisation, person); by default "
        "things as the claims name them.",
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
Period = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="FROM:UNTIL",
        help="Only claims that may hold at some time in it (1992:2017, 1992: or :2017).",
    ),
]
Compare = Annotated[
    str | None,
    typer.Option(
        "--compare",
        metavar="STATUS,…",
        help="Statuses side by side: established,planned; + joins: established,established+planned.",
    ),
]
Robust = Annotated[
    bool,
    typer.Option(
        "--robust/--plain",
        help="Show how far each rank moves without a source, or with a status more or less.",
    ),
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, help="Where chance begins; by default 0.")]
Top = Annotated[int, typer.Option("--top", "-n", min=0, help="How many to show; 0 for all.")]
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
