"""Finds who takes part in a deal by what is done under it: "will move its servers to Acme under an agreement"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import tag
from kg.rules.deals.frames import entries, verb_list, word_list
from kg.rules.deals.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Part


def under_at(held: Clause, at: int) -> int:
    """Return the token where words for "under" begin that end at `at`: "as part of", "in"; -1 where none do."""
    if held.low(at) == "of" and held.low(at - 1) == "part":
        return at - 2 if held.low(at - 2) == "as" else -1
    return at if held.low(at) in ("in", "under", "through", "via", "as") else -1


def under_deal(held: Clause, frame: Frame, at: int) -> Iterator[Part]:
    """Yield who acts "under" a deal at the token `at`, and who stands beside: "will move to Acme under a pact"."""
    takes_part = any(held.low(k) in word_list("taking_part") for k in range(max(0, at - 8), at))
    role = frame.role("giver") if takes_part else ""
    yield from ((i, role or frame.role("subject")) for i in _acting_under(held, at))
    yield from ((i, frame.role("with")) for i in _beside(held, at))


def _acting_under(held: Clause, under: int) -> list[int]:
    """Return who acts "under" a deal; behind a comma who stands before it: "Acme, in partnership with"."""
    before = held.before_aside(under - 2) if held.low(under - 1) == "," else -1
    if before >= 0 and held.is_party(before) and not held.is_possessive(before):
        return [before]
    verb = next((k for k in range(under - 1, max(-1, under - 25), -1) if is_dealing(held, k)), -1)
    acting = (subjects(held, verb) if verb >= 0 else []) or subjects(held, under)
    return acting or (owner_of_subject(held, verb) if verb >= 0 else [])  # "Acme's turbines will power it under"


def is_dealing(held: Clause, k: int) -> bool:
    """Tell whether a token is a verb of dealing: "agreed to supply", "sold"."""
    entry = entries().get(held.low(k))
    return entry is not None and bool(entry.verbs) and not entry.nouns and not held.mark(k)


def _beside(held: Clause, under: int) -> list[int]:
    """Return to or from whom something goes "under" a deal: "will move its servers to Acme under an agreement"."""
    near = [i for i in range(max(0, under - 25), under) if held.is_party(i)]
    found = [i for i in near if (_is_taken(held, i) if held.is_possessive(i) else _is_beside(held, i))]
    if found or held.low(under) != "under":
        return found
    named = [i for i in near if (told := held.mention(i)) is not None and told.form is Form.NAME]
    return [i for i in named[-1:] if _is_acted_on(held, i)]


def _is_acted_on(held: Clause, i: int) -> bool:
    """Tell whether a name stands behind the verb whose clause goes on: "will train Acme's staff under a contract"."""
    before = held.phrase_start(i) - 1
    verbs = (
        k for k in range(before, max(-1, before - 8), -1) if tag(held.low(k)).startswith("VB") and not held.mark(k)
    )
    verb = next(verbs, -1)
    return verb > 0 and not any(held.is_party(k) or held.low(k) in (",", "by") for k in range(verb + 1, before + 1))


def _is_beside(held: Clause, i: int) -> bool:
    before = held.phrase_start(i) - 1
    if held.low(before) in verb_list("joining") or (held.low(before) in verb_list("letting") and not held.mark(before)):
        return True  # "joined Acme in a venture", "will let Acme use its articles under a deal"
    return held.low(before) in ("to", "from", "with") and held.low(before - 1) not in ("according", "due", "thanks")


def _is_taken(held: Clause, i: int) -> bool:
    """Tell whether what a party owns is used or passed on: "sells Acme's software", "to train on Acme's archive"."""
    at = i - 2 if held.low(i - 1) == "the" else i - 1
    if held.low(at) in ("into", "across", "onto", "in"):
        return any(
            held.low(k) in verb_list("taking_over") for k in range(max(0, at - 6), at)
        )  # "builds it into Acme's"
    return held.low(at - 1 if held.low(at) in ("on", "out") else at) in verb_list("taking_over")


def owner_of_subject(held: Clause, verb: int) -> list[int]:
    """Return whose thing is the subject of the verb at a token: "Acme's backlog includes", "its expansion is paid"."""
    i = verb
    while i > 0 and (held.low(i - 1) in word_list("carriers") or held.low(i - 1) == "being"):
        i -= 1
    start = held.phrase_start(i - 1) if i > 0 else i
    while start > 2 and held.low(start - 1) in word_list("prepositions") and not held.is_party(start - 2):
        start = held.phrase_start(start - 2)  # "its plant near Oslo"
    if any(held.mark(k) in ("title", "person") for k in range(start, i)):
        return []  # "Acme's chief executive Jane Doe hailed"
    return [k for k in range(start, i) if held.is_party(k) and held.is_possessive(k)][:1]
