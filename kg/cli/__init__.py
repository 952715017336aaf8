"""The command line: flat verbs, each of which opens the graph, calls one function, and writes."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import click
import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli import ask, graph, networks, publish
from kg.errors import FindingsError, KGError

__all__ = ["app"]


class Boundary(TyperGroup):
    """The one place where errors become text: a line on stderr, and the documented exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FindingsError as error:
            for finding in error.findings:
                typer.echo(str(finding), err=True)
            typer.echo(f"kg: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KGError as error:
            typer.echo(f"kg: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError:
            # Whoever read us has had enough; Python would complain again when it flushes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None


app = typer.Typer(
    cls=Boundary,
    name="kg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="Argonauts: the actors of Korean and Chinese S&T cooperation, and who says so.",
    epilog="Exit codes: 0 done, 1 findings, 2 usage, 3 project cannot be read, "
    "4 query or store failed, 130 interrupted.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib import metadata

        engines = ("rdflib", "pyoxigraph", "networkx", "pyvis", "pyshacl")
        parts = ", ".join(f"{name} {metadata.version(name)}" for name in engines)
        typer.echo(f"kg {__version__} ({parts})")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the versions and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


for verb in (
    graph.build,
    graph.check,
    ask.query,
    ask.queries,
    ask.show,
    ask.find,
    networks.network,
    networks.centrality,
    networks.map_,
    publish.export,
):
    summary = (verb.__doc__ or "").partition("\n")[0]
    app.command(verb.__name__.strip("_"), short_help=summary)(verb)
