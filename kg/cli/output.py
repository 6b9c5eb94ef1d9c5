"""Where commands write: standard output or a whole file, in a format asked for or taken from the file's name."""

from __future__ import annotations

import difflib
import errno
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import KgError, why
from kg.files import OutputError, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


class FormatError(KgError):
    """A format that a command does not write."""


output_option = click.option(
    "-o", "--output", metavar="FILE", default="-", help="File to write, whole or not at all; default: standard output."
)


def format_option(help_text: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Give the option ``-f``."""
    return click.option("-f", "--format", "form", metavar="FORMAT", help=help_text)


def chosen(form: str | None, output: str, *, terminal: str, machine: str) -> str:
    """Give the format asked for, else that of the file's suffix, else one for people or one for machines."""
    if form:
        return form
    if output != "-":
        return Path(output).suffix.lstrip(".") or machine
    return terminal if sys.stdout and sys.stdout.isatty() else machine


def known(form: str, forms: Collection[str]) -> str:
    """Give the name of one of `forms` for a name or media type; raises FormatError with a near name for another."""
    name = form.lower().removeprefix(".")
    name = {"application/json": "json", "application/x-ndjson": "jsonl", "ndjson": "jsonl", "txt": "table"}.get(
        name, name
    )
    if name in forms:
        return name
    near = difflib.get_close_matches(name, forms, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(forms)}"
    raise FormatError(f"unknown format '{form}'; {hint}")


def width() -> int:
    """Give the columns that a table may take: those of the terminal, or of ``COLUMNS``."""
    return shutil.get_terminal_size((100, 24)).columns


def write(pieces: Iterable[str | bytes], output: str) -> None:
    """Write text (as UTF-8) and bytes as they come, to standard output for ``-``."""
    if output != "-":
        with whole(output) as file:
            file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        return
    if sys.stdout is None:
        raise OutputError("standard output: it is closed; name a file with -o")
    stream = sys.stdout.buffer
    try:
        for piece in pieces:
            stream.write(piece.encode() if isinstance(piece, str) else piece)
        stream.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE:
            raise
        raise OutputError(f"standard output: cannot be written ({why(error)})") from error
