"""What every command knows: the store it was given, and how much to say."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class State:
    """The options of ``kg`` itself."""

    store: str
    quiet: bool = False
    verbose: bool = False
    as_of: str | None = None  # a day, as it was written

    def error(self, line: str) -> None:
        """Say in one line what is wrong."""
        click.echo(f"{click.style('kg:', fg='red', bold=True)} {line}", err=True)

    def remark(self, line: str) -> None:
        """Say something on standard error, unless told to be quiet."""
        if not self.quiet:
            click.echo(line, err=True)

    def detail(self, text: str) -> None:
        """Say something that only ``-v`` asks for."""
        if self.verbose:
            click.echo(text, err=True)

    @property
    def animated(self) -> bool:
        """Whether a progress bar has somebody to look at it."""
        return not self.quiet and sys.stderr.isatty()
