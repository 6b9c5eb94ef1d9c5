"""Finds whom a relative clause is said of: "Acme, which", "Acme, a startup that", "Acme is one of the banks that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.rules.deals.asides import described
from kg.rules.deals.frames import word_list

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Clause

GROUPS = ("group", "consortium", "syndicate", "coalition", "alliance")
BEHIND = (
    "led",
    "backed",
    "managed",
    "advised",
    "headed",
    "spearheaded",
    "fronted",
)  # "a consortium led by Acme": Acme acts
COPULAS = ("is", "was", "be", "been", "become", "becomes", "became", "becoming")


def equating(clause: Clause, start: int) -> int:
    """Return the verb that says of its subject that it is what the phrase from `start` names, or one of them; else 0.

    "is one of [the banks]", "is among [the lenders]", "led a group of [banks]".
    """
    k = start - 1
    if clause.low(k) == "among":
        return k - 1 if clause.low(k - 1) in COPULAS else 0
    if clause.low(k) != "of" or clause.low(k - 1) not in (*GROUPS, "one", "part"):
        return 0
    k -= 2
    while k > 0 and (clause.low(k) in word_list("determiners") or tag(clause.low(k)).startswith("JJ")):
        k -= 1
    if clause.low(k) == "of" and clause.low(k - 1) == "part":
        k -= 2
    return max(k, 0) if clause.low(k) in COPULAS or clause.low(k) in BEHIND else 0


def antecedent(clause: Clause, j: int, i: int) -> int:
    """Return the party that a relative pronoun at `j` stands for as subject of the verb at `i`, or -1."""
    if any(clause.is_party(k) or clause.low(k) in word_list("determiners") for k in range(j + 1, i)):
        return -1
    j -= 2 if clause.low(j - 1) == "of" else 0  # "both of which"
    j -= 2 if clause.low(j - 1) == "," else 1
    if not clause.is_party(j) or clause.mark(j) == "name":
        return described(clause, clause.phrase_start(j), j)  # "Acme, a startup that sells"
    return j if not clause.is_possessive(j) else -1


def is_relative(clause: Clause, j: int, i: int) -> bool:
    """Tell whether "that" at `j` is the subject of the verb at `i`, of a thing before it: "a pact that will give"."""
    thing = clause.mark(j - 1) in ("hardware", "service", "product", "quantity", "money")
    if not thing and (clause.is_verb(j - 1) or clause.mark(j - 1) or not tag(clause.low(j - 1)).startswith("NN")):
        return False
    return all(
        not clause.mark(k)
        and (clause.low(k) in word_list("carriers") or tag(clause.low(k)).startswith(("RB", "MD", "VB")))
        for k in range(j + 1, i)
    )
