"""Finds who takes part in a verb of dealing: its subject, its object and the phrases behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.model import DealKind
from kg.rules.deals import status
from kg.rules.deals.belongings import each_share, holders, is_site_of, is_unit, is_whole, taken_private
from kg.rules.deals.clauses import Argument
from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.heads import describing, heads, owners, services
from kg.rules.deals.hosting import is_cloud
from kg.rules.deals.relatives import GROUPS
from kg.rules.deals.spots import speaks_of_goods, text_of
from kg.rules.deals.subjects import following, subjects
from kg.rules.deals.under import is_dealing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Part, Spot


def parts(spot: Spot, frame: Frame, *, passive: bool) -> Iterator[Part]:
    """Yield the tokens of all who take part in a verb, each with its role; first come, first served."""
    held = spot.held
    given = frame.role("giver") and any(a.place == "to" and heads(held, a) for a in spot.arguments)
    first = frame.role("object") if passive else frame.role("giver") if given else frame.role("subject")
    placed = list(_told_behind(spot, frame, passive=passive))
    taken = {mention.ref for i, role in placed if role and (mention := held.mention(i)) is not None}
    acting = (
        _described(spot)
        if passive and frame.has("weak")
        else subjects(held, spot.first) or following(held, spot.first, spot.last)
    )
    if frame.has("goods") and not acting and (passive or (frame.has("weak") and first == "giver")):
        acting = _owned_before(held, spot.first)  # "Acme's chips are made", "Acme's turbines will power"
    if frame.has("goods") and len(acting) > 1:  # "Acme and Borealis agreed to power Borealis's plants"
        acting = [i for i in acting if (mention := held.mention(i)) is None or mention.ref not in taken] or acting
    if frame.has("company") and not passive and spot.antecedent >= 0:
        yield spot.antecedent, frame.role("object")
    yield from ((i, first) for i in acting)
    yield from placed
    if frame.has("percent") and not frame.has("standing"):
        yield from ((i, "seller") for i in holders(held, spot.last))
    yield from _related(spot, frame)


def _related(spot: Spot, frame: Frame) -> Iterator[Part]:
    """Yield whom a relative clause with a preposition is said of: "Acme, in which Borealis put $2 million"."""
    held = spot.held
    if "which" not in held.words and "whom" not in held.words:
        return
    for k in range(spot.first - 1, max(1, spot.first - 12), -1):
        if held.low(k) in ("which", "whom") and held.low(k - 1) in word_list("prepositions"):
            named = held.before_aside(k - 2) if held.low(k - 2) == "," else k - 2
            if named >= 0 and held.is_party(named) and not held.is_possessive(named):
                yield named, frame.role(held.low(k - 1))
            return


def _owned_before(held: Clause, i: int) -> list[int]:
    """Return whose goods a passive at `i` is said of: "Acme's chips are made"."""
    while held.low(i - 1) in word_list("carriers"):
        i -= 1
    return owners(held, Argument("own", held.phrase_start(i - 1), i)) if i > 0 else []


def _told_behind(spot: Spot, frame: Frame, *, passive: bool) -> Iterator[Part]:
    """Yield the parties of the phrases behind a verb; a list of examples goes on with the place before it."""
    held, place = spot.held, ""
    another = _another_verb(held, spot.last)
    for argument in spot.arguments:
        if argument.first > another and place in ("from", "to", "with"):
            return  # "will buy turbines from Acme and rent servers from Borealis"
        crowd = argument.place == "of" and held.low(argument.first - 2) in GROUPS  # "from a group of lenders including"
        if not crowd and (argument.place not in word_list("naming") or frame.role(argument.place)):
            place = argument.place
        if place != "object":
            yield from _placed_parts(spot, frame, replace(argument, place=place), passive=passive)
        elif not passive:
            yield from _object_parts(spot, frame, argument)


def _another_verb(held: Clause, i: int) -> int:
    """Return the token at which a second verb of dealing goes on with the subject of the one before `i`."""
    near = range(i + 1, min(len(held.tokens) - 1, i + 40))
    return next((k for k in near if held.low(k - 1) == "and" and is_dealing(held, k)), len(held.tokens))


def _described(spot: Spot) -> list[int]:
    """Return whom a passive is said of: with "is" its subject, without the party right before it or its commas."""
    held, i = spot.held, spot.first
    if status.is_passive(spot.before(25)):
        return subjects(held, i)
    before = held.before_aside(i - 2 if held.low(i - 1) == "(" else i - 1)  # "Acme (backed by Borealis)"
    if held.is_party(before):
        return [before]
    start = held.phrase_start(i - 1)
    named = held.before_aside(start - 1) if held.low(start - 1) == "," else -1  # "Acme, a startup backed by"
    return [named] if named >= 0 and held.is_party(named) else []


def _object_parts(spot: Spot, frame: Frame, argument: Argument) -> Iterator[Part]:
    held = spot.held
    if frame.has("private"):
        yield taken_private(spot), frame.role("object")
        return
    if frame.has("unit"):
        yield from ((i, frame.role("subject")) for i in owners(held, argument))
        yield from ((i, role) for i in describing(held, argument) if (role := frame.role("object")))
        return
    role = frame.role("object")
    recipient = _recipient(spot, argument) if role and frame.has("goods") else -1
    if recipient >= 0:
        yield recipient, role
    if _is_given(spot, frame, argument):
        unit = frame.has("company") and held.low(argument.last - 1) in word_list("assets")
        yield from ((i, "seller" if unit else role) for i in heads(held, argument))
    if not role and frame.role("owner") == "giver":
        yield from ((i, "giver") for i in heads(held, argument) if is_cloud(held, i))
    owner = "seller" if frame.has("company") and is_unit(spot) else frame.role("owner")
    yield from ((i, owner) for i in owners(held, argument))
    if frame.role("owner") and (
        frame.has("goods") or frame.kind is DealKind.LICENSING or cue("site").search(text_of(spot, argument))
    ):
        yield from ((i, frame.role("owner")) for i in (*describing(held, argument), *services(held, argument)))


def _is_given(spot: Spot, frame: Frame, argument: Argument) -> bool:
    """Tell whether what stands behind a recipient is traded, if anything does: "give Acme a say" is no trade."""
    held = spot.held
    if not (frame.has("goods") and frame.has("weak")) or held.low(argument.last) not in word_list("determiners"):
        return True
    end = held.phrase(argument.last)
    given = text_of(spot, Argument("object", argument.last, max(end, argument.last + 1)))
    return speaks_of_goods(given) or "access" in given or MARKS["quantity"] in given


def _recipient(spot: Spot, argument: Argument) -> int:
    """Return who is given something: "gives Acme access to", "supply Acme with"; -1 when nobody is."""
    held, i = spot.held, argument.first
    i += held.low(i) == "the"
    if not held.is_party(i) or held.is_possessive(i) or i + 1 >= argument.last:
        return -1
    at = i + 1 + (held.low(i + 1) in ("parent", "maker", "owner", "creator"))  # "gives the Acme parent access"
    follows = held.low(at)
    taken = follows in ("access", "immediate", "exclusive", "priority", "dedicated", "direct")
    taken = taken or held.mark(at) in ("money", "quantity")
    taken = taken or follows in ("power", "energy", "capacity")
    taken = taken or (argument.last > at and speaks_of_goods(text_of(spot, Argument("object", at, argument.last))))
    return i if taken or follows in word_list("determiners") else -1


def _placed_parts(spot: Spot, frame: Frame, argument: Argument, *, passive: bool) -> Iterator[Part]:
    held = spot.held
    place = "subject" if passive and argument.place == "by" else argument.place
    role = frame.role(place)
    if frame.has("company") and place == "of" and not is_whole(spot):
        role = "seller" if is_unit(spot) or is_site_of(spot) else ""  # "the retail arm of Acme"
    if not place:
        return
    found = heads(held, argument) or (each_share(held, argument) if frame.has("bought") else [])
    if _access(spot, argument):
        yield from ((i, "giver") for i in _accessed(spot, argument))
    elif role and found:
        yield from ((i, role) for i in found)
    elif (frame.kind in (DealKind.LICENSING, DealKind.LEASE) and place == "of") or (frame.has("room") and role):
        yield from ((i, frame.role("owner")) for i in (*owners(held, argument), *describing(held, argument)))
    elif frame.has("goods") and role and place in ("from", "to", "for", "at") and owners(held, argument):
        yield from ((i, role) for i in owners(held, argument))  # "from Acme's plant"
    elif (frame.has("things") or frame.has("booked")) and place == "of" and owners(held, argument):
        yield from ((i, "giver") for i in owners(held, argument))  # "ordered 200 of Acme's robots"
    elif frame.has("goods") and place != "for" and speaks_of_goods(text_of(spot, argument)):
        yield from ((i, "giver") for i in _accessed(spot, argument))


def _accessed(spot: Spot, argument: Argument) -> list[int]:
    """Return whose goods a phrase speaks of; that chips bear the name of who makes them does not make them theirs."""
    held = spot.held
    found = [*heads(held, argument), *owners(held, argument), *describing(held, argument), *services(held, argument)]
    chips = any(held.mark(i) == "hardware" for i in range(argument.first, argument.last))
    if not (chips and _access(spot, argument)):
        return found
    makers = spot.document.registry.makers
    return [i for i in found if (mention := held.mention(i)) is not None and mention.ref not in makers]


def _access(spot: Spot, argument: Argument) -> bool:
    """Tell whether the phrase says to what somebody is given access."""
    return argument.place == "to" and spot.held.low(argument.first - 2) == "access"
