"""Finds who acts, or is acted on, where an aside, a relative clause or a noun of resolve parts name and verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import tag, words
from kg.rules.deals.frames import word_list

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Clause


def acting(clause: Clause, j: int, i: int) -> int:
    """Return the party that acts in the verb at `i`, as the comma or noun at `j` tells; -1 where it tells nothing."""
    if clause.low(j) == ",":
        return _before_aside(clause, j, i)
    if clause.low(i - 1) == "to" and clause.low(j) in word_list("resolutions"):
        return _resolved(clause, j)
    return -1


def _before_aside(clause: Clause, comma: int, i: int) -> int:
    """Return the party before an aside that ends at `comma`, before a verb: "Acme, founded in 2020, has signed"."""
    if any(clause.mark(k) or not carries(clause, k) for k in range(comma + 1, i)):
        return -1
    for k in range(comma - 1, max(0, comma - 40), -1):
        named = clause.before_aside(k - 1)
        if clause.low(k) != "," or not clause.is_party(named) or clause.is_possessive(named):
            continue
        if clause.low(comma + 1) in ("and", "but") and _is_acted_on(clause, named):
            return -1  # "Acme owns Borealis, a startup, and holds": Acme holds
        if _opens_aside(clause, k + 1):
            return named if clause.low(clause.phrase_start(named) - 1) not in word_list("prepositions") else -1
    return -1


def _is_acted_on(clause: Clause, named: int) -> bool:
    """Tell whether a party is the object of a finite verb right before it."""
    before = clause.phrase_start(named) - 1
    return not clause.mark(before) and tag(clause.low(before)) in ("VBD", "VBZ", "VBP") and clause.is_verb(before)


def _opens_aside(clause: Clause, k: int) -> bool:
    """Tell whether the words from `k` on, behind a comma, describe the name before it: "the chip designer"."""
    described = clause.mention(k)
    nominal = described is not None and described.form is Form.NOMINAL
    return nominal or clause.low(k) in word_list("asides") or clause.mark(k) == "title" or clause.is_possessive(k)


def carries(clause: Clause, k: int) -> bool:
    """Tell whether a word can stand between a subject and its verb: "has", "also", "to"."""
    return (
        clause.low(k) in word_list("carriers")
        or clause.low(k) in word_list("resolving")
        or tag(clause.low(k)).startswith(("RB", "MD", "TO"))
    )


def _resolved(clause: Clause, j: int) -> int:
    """Return whose plan it is: "Acme's decision to buy", "its agreement to sell"; -1 when nobody's."""
    start = clause.phrase_start(j)
    return next((k for k in range(start, j) if clause.is_party(k) and clause.is_possessive(k)), -1)


def antecedent(clause: Clause, i: int) -> int:
    """Return whom a relative clause with its verb at `i` is said of: "Borealis, which Acme bought"; -1 for nobody."""
    s = i - 1
    while s > max(0, i - 8) and not clause.is_party(s) and (carries(clause, s) or tag(clause.low(s)).startswith("VB")):
        s -= 1
    if not clause.is_party(s) or clause.is_possessive(s):
        return -1
    start = clause.phrase_start(list(clause.listed(s))[-1])
    if clause.low(start - 1) not in ("that", "which", "whom"):
        return _described(clause, start) if s > start else -1  # "Borealis, a startup Acme bought"
    if clause.low(start - 2) in word_list("prepositions"):
        return -1  # "Borealis, in which Acme bought": a part of it
    end = start - 2 - (clause.low(start - 2) == ",")
    if clause.is_party(end) and not clause.is_possessive(end):
        return end
    return _described(clause, clause.phrase_start(end))  # "Borealis, the startup that Acme bought"


def whose(clause: Clause, j: int) -> int:
    """Return the party that "whose" at `j` stands for: "Acme, whose", "Acme, a startup whose"; -1 for nobody."""
    before = clause.before_aside(j - 1) if clause.low(j - 1) == "," else j - 1
    if before >= 0 and clause.is_party(before) and not clause.is_possessive(before):
        return before
    return described(clause, clause.phrase_start(before), before) if before > 0 else -1


def described(clause: Clause, start: int, last: int) -> int:
    """Return the company that the phrase from `start` to `last` describes: "Acme, the startup"; -1 where none."""
    mention = clause.mention(last)
    named = (mention is not None and mention.form is Form.NOMINAL) or clause.low(last) in words(
        "organizations", "nouns"
    )
    return _described(clause, start) if named else -1


def _described(clause: Clause, start: int) -> int:
    """Return the party that the phrase beginning at `start` describes: "Acme, the startup"; -1 when it does none."""
    aside = clause.low(start) in ("a", "an", "the") and clause.low(start - 1) == ","
    named = clause.before_aside(start - 1) if aside else -1
    return named if named >= 0 and clause.is_party(named) and not clause.is_possessive(named) else -1
