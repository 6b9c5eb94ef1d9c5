"""The command ``kg``: a table of commands, each loaded when it is called."""

from __future__ import annotations

import difflib
import importlib
import logging
import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import with_common_options
from kg.cli.state import State
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Command, where it lives, and what the help says of it, so that help imports no command. One module per group.
COMMANDS = {
    "build": ("kg.cli.build", "Read articles and build the store."),
    "remove": ("kg.cli.build", "Take articles back out of the store."),
    "import": ("kg.cli.store", "Lay RDF files over the store."),
    "store": ("kg.cli.store", "Look after the store: check, info, backup, compact, migrate."),
    "extract": ("kg.cli.extract", "Print what articles say, without a store."),
    "query": ("kg.cli.ask", "Ask a question of the library, or any SPARQL."),
    "who-said": ("kg.cli.ask", "Who said what, in which role, and when."),
    "deals": ("kg.cli.ask", "Deals with parties, kind, status, value and term."),
    "timeline": ("kg.cli.ask", "What was said, published and planned, in order of time."),
    "conflicts": ("kg.cli.ask", "Where articles disagree, and which reading is preferred."),
    "search": ("kg.cli.store", "Find words in names and statements."),
    "show": ("kg.cli.look", "Everything about one entity, each line with its source."),
    "explain": ("kg.cli.look", "From a fact to the sentences that say it."),
    "path": ("kg.cli.explore", "How two entities are connected, each hop with its sentence."),
    "rank": ("kg.cli.explore", "Who is central, by three measures, with what they mean."),
    "communities": ("kg.cli.explore", "Which entities belong together."),
    "dependencies": ("kg.cli.explore", "Who supplies whom, step by step."),
    "exposure": ("kg.cli.explore", "How much money deals tie an organisation to others with."),
    "plot": ("kg.cli.explore", "Pictures: network, timeline, deals by value, who said how much."),
    "serve": ("kg.cli.serve", "Pages, timeline, graph and a SPARQL endpoint, in the browser."),
    "site": ("kg.cli.serve", "The pages as files that need no server."),
    "same": ("kg.cli.judge", "Say that two names are one thing; the ledger keeps it."),
    "different": ("kg.cli.judge", "Say that two names are two things."),
    "unsure": ("kg.cli.judge", "Pairs to look at, the likeliest first; or say that you cannot tell."),
    "why-same": ("kg.cli.judge", "What speaks for and against two names being one thing."),
    "diff": ("kg.cli.diff", "What one store says and another does not."),
    "validate": ("kg.cli.validate", "Check the store, or RDF files, against SHACL shapes."),
    "export": ("kg.cli.export", "Write the graph to a file."),
    "score": ("kg.cli.score", "Compare what is read with annotated articles."),
}


#: How the help orders them: under each heading, up to the command named.
_SECTIONS = {
    "Read": "extract",
    "Ask": "explain",
    "Explore": "site",
    "Judge what is the same": "why-same",
    "Check and hand on": "score",
}
#: Options that scripts fill with whatever is known of an article or a judgement, if anything.
_MAY_BE_EMPTY = frozenset({"--title", "--publisher", "--url", "-m", "--reason", "--author"})


class _Commands(click.Group):
    """Loads commands from the table, and turns what goes wrong into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)  # noqa: S101 - the table is ours
        return with_common_options(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        for before, given in pairwise(args):
            if not given and before not in _MAY_BE_EMPTY:  # as a path it is this folder, as a filter none
                ctx.fail(f"an empty argument behind '{before}'; is a variable of the shell empty?")
        near = difflib.get_close_matches(args[0], COMMANDS, 1)
        if args[0] not in COMMANDS and near:
            ctx.fail(f"no command '{args[0]}'; did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        names, width = list(COMMANDS), max(map(len, COMMANDS))
        for heading, last in _SECTIONS.items():
            names, under = names[names.index(last) + 1 :], names[: names.index(last) + 1]
            with formatter.section(heading):
                formatter.write_dl([(f"{name:{width}}", COMMANDS[name][1]) for name in under])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            if sys.stdout:  # whoever calls may have closed it
                sys.stdout.flush()
        except KgError as error:
            ctx.obj.error(str(error))
            ctx.exit(error.exit_code)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            (ctx.obj or State("")).error(_usage(error, ctx.invoked_subcommand or ""))
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _leave_pipe()
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.obj.error("interrupted")
            ctx.exit(130)
        return result


def _usage(error: click.UsageError, command: str) -> str:
    """Say in one line what is wrong with how `command` was called, and where to read how it is."""
    said = error.format_message().rstrip(".").replace(". Did you", "; did you")
    if said.startswith("Got unexpected extra argument"):
        said += "; a name of several words stands in quotation marks"
    if said.endswith("?"):
        return said[:1].lower() + said[1:]
    called = error.ctx.command_path if error.ctx else f"kg {command}".rstrip()
    return f"{said[:1].lower()}{said[1:]}; '{called} --help' says more"


def _leave_pipe() -> None:
    """Nobody reads on: send what is still buffered nowhere, so that closing it does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store", metavar="PATH", envvar="KG_STORE", default=".kg", show_default=True, show_envvar=True,
    help="Folder of the store, or ':memory:' for one run.",
)  # fmt: skip
@click.option("--as-of", metavar="DATE", help="Ask what was published by then, whatever the question.")
@click.option("-q", "--quiet", is_flag=True, help="Data and errors only: no remarks, summaries or progress.")
@click.option("-v", "--verbose", is_flag=True, help="Say more, with the traceback of a failing article.")
@click.version_option(package_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, store: str, as_of: str | None, quiet: bool, verbose: bool) -> None:
    """Read news about deals between companies into a graph in which every fact keeps its sentence.

    Data goes to standard output, remarks to standard error. Exit codes: 0 done or conforms, 1 checked and failed,
    2 wrong usage or unreadable input, 3 not supported.
    """
    ctx.obj = State(store, quiet=quiet, verbose=verbose, as_of=as_of)
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s")
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def run(args: Sequence[str] | None = None) -> None:
    """Run the command line; what ``python -m kg`` does."""
    main(args=list(args) if args is not None else None, prog_name="kg")
