"""`kg site`: the atlas as static pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Language, Project, opened

__all__ = ["site"]


def site(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where the pages go; an older atlas there is replaced.")
    ],
    language: Language = "en",
    project: Project = None,
    open_: Annotated[bool, typer.Option("--open", help="Show the start page in a browser.")] = False,
) -> None:
    """Write the atlas: a page for everything in the graph, readable without a server.

    Every claim and figure names the place that prints it, and every page has its
    data beside it, as Turtle and JSON-LD. The pages may be put under any address;
    none asks a host for anything. DIR has to be new, empty, or an older atlas.

    \b
    Examples:
      kg site atlas --open
      kg site public/ko --lang ko
    """
    from kg.atlas import START, Site, check, write

    check(folder)
    made = Site(opened(project), language)
    files = write(folder, made.files())
    start = folder / START
    typer.echo(f"atlas: {start}")
    typer.echo(f"{len(made.pages):,} pages, {files:,} files")
    if open_:
        typer.launch(str(start))
