"""What a validation found, how much it looked at, and whether that is good enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from kg.errors import ShapesError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.results import Term


class Severity(IntEnum):
    """How much a result matters; the first is the gravest."""

    VIOLATION = 1
    WARNING = 2
    INFO = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text says what a result is about: article (IRI), line and column from 1, and its words."""

    article: str
    line: int
    column: int
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """One result: the node, what is wrong with it, and the shape that says so.

    `path` is an IRI, a SPARQL path, or empty; `component` the local name of the SHACL constraint component.
    """

    focus: Term
    path: str
    value: Term | None
    component: str
    severity: Severity
    shape: str
    messages: tuple[str, ...]
    place: Place | None = None

    @property
    def key(self) -> tuple[int, str, str, str, str, str]:
        """What tells results apart and orders them; two engines agree when their keys do."""
        value = "" if self.value is None else str(self.value)
        return (self.severity, str(self.focus), self.shape, self.path, value, self.component)


@dataclass(frozen=True, slots=True)
class Looked:
    """How many focus nodes a shape with a target found; None when that cannot be told."""

    shape: str
    nodes: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation."""

    found: tuple[Found, ...]
    coverage: tuple[Looked, ...]
    remarks: tuple[str, ...] = field(default=())  # which engine, and what it could not do itself
    partial: bool = False  # only what a change concerns was looked at, which may be nothing

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL defines it: remarks of low severity count too."""
        return not self.found

    @property
    def examined(self) -> int:
        """The focus nodes looked at, once for each shape that looked."""
        return sum(looked.nodes or 0 for looked in self.coverage)

    @property
    def idle(self) -> tuple[str, ...]:
        """Shapes that found nothing to look at."""
        return tuple(looked.shape for looked in self.coverage if looked.nodes == 0)

    def of(self, severity: Severity) -> Iterator[Found]:
        """The results of one severity."""
        return (found for found in self.found if found.severity is severity)

    def passed(self, fail_on: str = "violation") -> bool:
        """Whether nothing as grave as `fail_on` (violation, warning, info, none) was found.

        A validation of the whole that looked at no node has not passed, unless `fail_on` is none. ShapesError for
        another word.
        """
        if fail_on == "none":
            return True
        if fail_on.upper() not in Severity.__members__:
            raise ShapesError(f"fail-on '{fail_on}': no such severity; known are violation, warning, info, none")
        idle = bool(self.coverage) and not self.partial and all(looked.nodes == 0 for looked in self.coverage)
        return not idle and all(found.severity > Severity[fail_on.upper()] for found in self.found)

    def exit_code(self, fail_on: str = "violation") -> int:
        """0 when `passed`, 1 otherwise."""
        return 0 if self.passed(fail_on) else 1
