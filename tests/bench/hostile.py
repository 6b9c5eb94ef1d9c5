"""Texts that nobody means well with, of any length: what they cost must grow with their length and no faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: How to write each text `count` pieces long.
SHAPES: Mapping[str, Callable[[int], str]] = {
    "one sentence of deals": lambda count: "Acme Corp bought Beta Labs " * count,
    "deals": lambda count: "Acme Corp bought Beta Labs for $2 billion. " * count,
    "deals in clauses": lambda count: "".join(
        f"Acme {i % 9}, which bought Beta {i % 7} Labs for ${i % 90 + 1} billion, and " for i in range(count)
    ),
    "parties without end": lambda count: "".join(
        f"Acme{i} Corp. signed a deal with Beta{i} Inc. " for i in range(count)
    ),
    "quoted paragraphs": lambda count: (
        "“We like it,” said Jane Doe, chief executive of Acme.\n\n“It helps,” he added.\n\n" * count
    ),
    "posts of many": lambda count: " ".join(
        f"Jane Doe{i}, chief executive of Acme {i % 9}, said the deal was good." for i in range(count)
    ),
    "sums": lambda count: "$1 billion to $2 billion, or about 3 gigawatts of the contract with Acme; " * count,
    "headlines": lambda count: "Acme To Buy Beta Labs In $2 Billion Deal\n\n" * count,
    "companies": lambda count: " ".join(f"Acme{i} Corp bought Beta{i} Labs." for i in range(count)),
    "people": lambda count: " ".join(f"Jane Doe{i} is the CEO of Acme{i}." for i in range(count)),
    "one sentence": lambda count: "word and another thing that goes on, " * count,
    "a list of names": lambda count: "Acme, " * (4 * count),
    "capitals": lambda count: "Ab " * (8 * count),
    "open quotation marks": lambda count: "“" * (20 * count),
    "straight marks": lambda count: '" ' * (10 * count),
    "single marks": lambda count: "' a" * (8 * count),
    "nesting": lambda count: "(“" * (10 * count) + "a" + "”)" * (10 * count),
    "brackets": lambda count: "(" * (20 * count),
    "control characters": lambda count: "\x00\x01\x0b\x1f " * (5 * count),
    "digits": lambda count: "1,000," * (4 * count),
    "points": lambda count: "a." * (15 * count),
    "titles": lambda count: "chief executive officer of " * (2 * count),
    "descriptions": lambda count: "the company " * (3 * count),
    "reports": lambda count: "Doe said that " * (3 * count),
    "lines": lambda count: "Acme said.\n" * (3 * count),
    "turns": lambda count: "Jane Doe: yes\n" * (2 * count),
    "empty lines": lambda count: "\n" * (30 * count),
}
