"""The command line: flat verbs, each of which opens the graph, calls one function, and writes."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import click
import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli import (
    ask,
    audits,
    brokers,
    circulation,
    communities,
    graph,
    networks,
    publish,
    rankings,
    site,
    why,
)
from kg.cli.output import hush
from kg.errors import FindingsError, KGError

__all__ = ["app"]

# Help is plain text: with rich, typer would put backslashes before brackets, and take longer to start.
typer.core.HAS_RICH = False


class Boundary(TyperGroup):
    """The one place where errors become text: a line on stderr, and the documented exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors=stream.errors)
        return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """Turns what stops a command into the line that says so, and into its exit code."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        _line(_usage(error))
        raise typer.Exit(error.exit_code) from error
    except FindingsError as error:
        for finding in error.findings:
            typer.echo(str(finding), err=True)
        _line(str(error))
        raise typer.Exit(error.exit_code) from error
    except KGError as error:
        _line(str(error))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:
        # Whoever read us has had enough, and that is no error.
        hush()
        raise typer.Exit(0) from None
    except OSError as error:
        # Files are read and written where errors get a better line; what is left is mostly stdout.
        if error.filename is None:
            hush()
        _line(f"{error.filename or 'stdout'}: {error.strerror}")
        raise typer.Exit(3 if error.filename else 4) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _line(text: str) -> None:
    typer.echo(f"kg: {' '.join(text.splitlines())}", err=True)


def _usage(error: click.UsageError) -> str:
    """What click says, in the grammar of our own messages."""
    text = error.format_message().rstrip(".").replace(". Did you mean", "; did you mean")
    command = error.ctx.command_path if error.ctx else "kg"
    return text[:1].lower() + text[1:] + ("" if text.endswith("?") else f"; see '{command} --help'")


app = typer.Typer(
    cls=Boundary,
    name="kg",
    no_args_is_help=True,
    suggest_commands=False,
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
    """What can be asked of `kg` itself."""


for verb in (
    graph.build,
    graph.check,
    audits.audit,
    ask.query,
    ask.queries,
    ask.show,
    ask.find,
    why.why,
    networks.network,
    rankings.centrality,
    brokers.brokers,
    communities.communities,
    circulation.circulation,
    networks.map_,
    publish.chart,
    publish.export,
    site.site,
):
    summary = (verb.__doc__ or "").partition("\n")[0]
    app.command(verb.__name__.strip("_"), short_help=summary)(verb)
