"""Finds who stands in a phrase: its head, whose it is, whom it bears as an adjective, whose service it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rules.deals.frames import word_list

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Argument, Clause


def heads(held: Clause, argument: Argument) -> list[int]:
    """Return the party that heads a phrase, if one does."""
    last = argument.last - 1
    if last > argument.first and held.mark(last) == "date":
        last -= 1  # "from Acme's arm last year"
    if last >= argument.first and held.low(last) in word_list("branches") and held.low(last + 1) == "of":
        last = held.phrase(last + 2) - 1  # "an affiliate of Acme"
    given = argument.place not in ("object", "of") and held.low(last) in word_list("branches")
    if given and (whole := owners(held, argument)):
        return whole[-1:]  # "from Acme's venture arm"
    if argument.place in ("in", "into") and held.low(last) in word_list("share_words"):
        return [*owners(held, argument), *describing(held, argument)][:1]  # "in Acme's common stock"
    return [last] if last >= argument.first and held.is_party(last) and not held.is_possessive(last) else []


def owners(held: Clause, argument: Argument) -> list[int]:
    """Return the parties in the possessive inside a phrase, and who owns what it names: "a plant owned by Acme"."""
    found = [i for i in range(argument.first, argument.last) if held.is_party(i) and held.is_possessive(i)]
    if not found and held.low(argument.last) in word_list("owning") and held.low(argument.last + 1) == "by":
        last = held.phrase(argument.last + 2) - 1
        return [last] if last > argument.last + 1 and held.is_party(last) and not held.is_possessive(last) else []
    return found


def describing(held: Clause, argument: Argument) -> list[int]:
    """Return the parties that stand before the head of a phrase as its adjectives: "the Acme deal", "Acme chips"."""
    return [
        i
        for i in range(argument.first, argument.last - 1)
        if held.is_party(i) and not held.is_possessive(i) and (held.low(i + 1) != "-" or held.is_party(i + 2))
    ]


def services(held: Clause, argument: Argument) -> list[int]:
    """Return the services inside a phrase."""
    return [i for i in range(argument.first, argument.last) if held.mark(i) == "service"]
