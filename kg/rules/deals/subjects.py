"""Finds who acts: the parties that are the subject of a verb, to its left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import tag
from kg.rules.deals.asides import acting, carries
from kg.rules.deals.frames import entries, word_list
from kg.rules.deals.inserted import opened_aside
from kg.rules.deals.relatives import BEHIND, COPULAS, GROUPS, antecedent, equating, is_relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause


_PAYING = ("pay", "pays", "paid", "paying")
_PAID_FOR = ("use", "access", "license", "train", "run", "tap", "rent", "lease")
_CROWD = ("shareholders", "stockholders", "investors", "board", "directors", "management", "executives")

_ACTING = (*_CROWD, "majority", "half", "bulk")  # "the board of Acme", "a majority of Acme was sold"


def subjects(clause: Clause, i: int) -> list[int]:
    """Return the parties that act as subject of the verb at token `i`, in order of the text."""
    if clause.low(i).endswith("ing") and clause.low(i - 1) in _WHEN and (main := _main(clause, i)):
        return main
    if clause.low(i).endswith("ing") and clause.low(i - 1) in ("said", "says"):
        return subjects(clause, i - 1)  # "Acme said buying Borealis would"
    for j in _leftwards(clause, i):
        if _is_barrier(clause, j, i):
            return []
        if clause.low(j) in ("which", "who", "that") and (found := _related(clause, j, i)) is not None:
            return found
        if (owner := acting(clause, j, i)) >= 0:
            return _with_others(clause, owner)[::-1] if clause.low(j) == "," else [owner]
        if _can_act(clause, j, i) and (found := _heading(clause, j, i)) is not None:
            return found
    return _of_verb_before(clause, i)


def _with_others(clause: Clause, owner: int) -> list[int]:
    """Return the party at `owner` and those that act with it: one of "from Acme, and Borealis, a firm, has"."""
    named = list(clause.listed(owner))
    before = clause.low(clause.phrase_start(named[-1]) - 1)
    return named if before not in word_list("prepositions") else [owner]


def _of_verb_before(clause: Clause, i: int) -> list[int]:
    """Return who acts in the verb to which "and" joins the one at `i`: "Acme, a spinoff, was founded in 2011 and"."""
    if clause.low(i - 1) != "and":
        return []
    for k in range(i - 2, max(0, i - 14), -1):
        if clause.low(k) in (",", ";") or clause.is_party(k):
            return []
        if not clause.mark(k) and tag(clause.low(k)) in ("VBD", "VBZ"):
            return subjects(clause, k)
    return []


def resolving(clause: Clause, i: int) -> list[int]:
    """Return whose board or shareholders act in the verb at `i`: they resolve what they approve."""
    found = subjects(clause, i)
    return [j for j in found[-1:] if any(clause.low(k) in _CROWD for k in range(j + 1, i))]


def _leftwards(clause: Clause, i: int) -> Iterator[int]:
    """Yield the tokens before `i` from right to left, as far as a subject can be, without what stands in brackets."""
    j, last, near = i - 1, max(-1, i - 60), True
    while j > last:
        if clause.low(j) == ")":
            j = clause.opening(j)
        yield j
        if near and clause.low(j) == ",":
            j = opened_aside(clause, j)
        near = near and not clause.mark(j) and carries(clause, j)
        j -= 1


def _heading(clause: Clause, j: int, i: int) -> list[int] | None:
    """Return who acts where the party at `j` ends a subject of the verb at `i`; None where it belongs elsewhere."""
    chain = list(clause.listed(j))
    before = clause.phrase_start(chain[-1]) - 1
    if (verb := _of_same_subject(clause, j, before, i)) >= 0:
        return subjects(clause, verb)
    if clause.low(before) in ("told", "tell", "tells", "telling"):
        return None  # whom somebody told
    if clause.low(before) in COPULAS and (held := clause.mention(j)) is not None and held.form is Form.NOMINAL:
        return subjects(clause, before)  # "Acme became the latest publisher to sign": Acme signed
    if _acts(clause, before, i) or (clause.low(before) == "with" and clause.low(j + 1).endswith("ing")):
        return [*_beside_funds(clause, before), *chain[::-1]]
    if len(chain) > 1 and _begins_anew(clause, j, i):
        return [j]  # "in Acme, and Borealis will": the list ends before the new clause
    return None


def _begins_anew(clause: Clause, j: int, i: int) -> bool:
    """Tell whether the last name of a list, at `j`, is the subject of the verb at `i`: not "in talks with Acme to"."""
    joined = clause.low(i - 1) == "and" or clause.low(j + 1) == "to"
    return not joined and all(carries(clause, k) for k in range(j + 1, i))


def following(clause: Clause, i: int, end: int) -> list[int]:
    """Return the subject that follows a participle at `i`, its phrase from `end` on: "By partnering, [Acme] gains"."""
    i -= clause.low(i - 1) == "being"
    going = clause.low(i).split("-")[0].endswith("ing") and clause.low(i - 1) in word_list("opening")
    if not (going or (clause.low(i - 1) == "having" and i == 1)):
        return []
    comma = next((j for j in range(end, min(len(clause.tokens), end + 25)) if clause.low(j) == ","), -1)
    start = comma + 1
    last = clause.phrase(start) - 1 if 0 < start < len(clause.tokens) else -1
    return [last] if last >= start and clause.is_party(last) and not clause.is_possessive(last) else []


_WHEN = ("after", "since", "before", "while", "when", "following")


def _main(clause: Clause, i: int) -> list[int]:
    """Return who acts in the first verb of the sentence: whoever "after signing" is said of."""
    for k in range(1, i - 1):
        if not clause.mark(k) and tag(clause.low(k)).startswith(("VBD", "VBZ", "VBN")) and clause.is_party(k - 1):
            return subjects(clause, k)
    return []


def _can_act(clause: Clause, j: int, i: int) -> bool:
    """Tell whether the token at `j` is a party that stands for itself, as the head of its phrase."""
    if not clause.is_party(j) or _is_gloss(clause, j) or _is_stress(clause, j):
        return False
    if clause.is_possessive(j):
        return _acts_by_unit(clause, j, i)
    return j + 1 == i or _is_head(clause, j) or _is_quoted(clause, j, i)


def _is_stress(clause: Clause, j: int) -> bool:
    """Tell whether a token only stresses who acts: "Acme had itself considered"."""
    mention = clause.mention(j)
    return mention is not None and mention.text.lower() in ("itself", "himself", "herself", "themselves", "ourselves")


def _acts_by_unit(clause: Clause, j: int, i: int) -> bool:
    """Tell whether a part of the party at `j` acts in the verb at `i`: "Acme's venture arm invested"."""
    end = clause.phrase(j)
    end -= clause.mark(end - 1) == "date"
    unit = j + 1 < end <= i and (clause.low(end - 1) in word_list("branches") or clause.low(end - 1) in _CROWD)
    return unit and all(not clause.is_party(k) for k in range(j + 1, i))


def _is_barrier(clause: Clause, j: int, i: int) -> bool:
    """Tell whether the word at `j` ends the reach of the verb at `i`; "after investing" is said of who acts before."""
    if clause.low(j) in ("it", "they", "we", "he", "she") and not clause.mark(j):
        return True  # who acts is nobody known
    if j == i - 1 and clause.low(j) in ("after", "while", "when", "following") and clause.low(i).endswith("ing"):
        return False
    if clause.low(j) not in word_list("barriers") or clause.low(j + 1) in ("to", "part", "well"):
        return False
    return clause.low(j - 1) not in ("is", "are", "was", "were", "been")  # "Acme was reported last week to"


def _acts(clause: Clause, before: int, i: int) -> bool:
    """Tell whether the token before a list of parties lets them act: "led by Acme", "with Acme taking part"."""
    if clause.low(before) not in word_list("prepositions"):
        return True
    if clause.low(before - 1) in BEHIND:  # but "Acme, backed by Borealis": Acme acts
        return not (clause.low(before - 2) == "," and clause.is_party(clause.before_aside(before - 3)))
    if clause.low(before) in ("including", "of", "comprising") and _is_group(clause, before - 1):
        return True
    if clause.low(before) == "of" and (clause.low(before - 1) in _ACTING or _is_branch(clause, before - 1)):
        return True  # "the board of Acme"
    if clause.low(before) == "for" and clause.low(i - 1) == "to":
        return True  # "a deal for Acme to buy"
    if clause.low(before) == "by" and clause.low(i - 1) == "to" and clause.low(before - 1) in word_list("resolutions"):
        return True  # "a bid by Acme to buy"
    with_it = clause.low(before) == "with" and clause.low(i).endswith("ing")
    return with_it and clause.low(i - 1) not in word_list("prepositions") and not _is_finite(clause, before, i)


def _is_finite(clause: Clause, before: int, i: int) -> bool:
    """Tell whether the form at `i` has a verb before it: "with Acme and is working", not "with Acme working"."""
    return any(clause.low(k) in ("and", *COPULAS, "is", "are", "has", "have") for k in range(before + 2, i))


def _is_branch(clause: Clause, j: int) -> bool:
    """Tell whether a part of a company acts that has no name; "Borealis, a unit of Acme, agreed" is about Borealis."""
    start = clause.phrase_start(j)
    named = clause.low(start - 1) == "," and clause.is_party(start - 2)
    return clause.low(j) in word_list("branches") and not named


def _of_same_subject(clause: Clause, j: int, before: int, i: int) -> int:
    """Return the verb before `j` whose subject acts in the verb at `i` too, or -1."""
    if _stands_for_nobody(clause, j):
        return _said_before(clause, j)  # "Acme said it would": whoever said so
    if clause.low(before) in _PAYING and clause.low(i) in _PAID_FOR:
        return before  # "will pay Acme to use its models": whoever pays
    if _is_aimed_at(clause, before, j, i):
        return before  # "which agreed to buy Borealis, also signed"
    return before if _is_object(clause, before, j, i) else -1  # "Acme bought Borealis and agreed to": Acme agreed


def _is_aimed_at(clause: Clause, before: int, j: int, i: int) -> bool:
    """Tell whether the party at `j` is what somebody means "to buy", at `before`, in an aside before another verb."""
    word = clause.low(before)
    dealing = word in entries() and bool(entries()[word].verbs) and clause.low(before - 1) == "to"
    return dealing and clause.low(j + 1) == "," and i > j + 2


def _is_object(clause: Clause, before: int, j: int, i: int) -> bool:
    """Tell whether the party at `j` is the object of a verb at `before`, to which "and" joins the verb at `i`."""
    word = clause.low(before)
    dealing = word in entries() and bool(entries()[word].verbs)
    if clause.mark(before) or clause.is_verb(j + 1) or not (dealing or tag(word).startswith(("VBD", "VBZ", "VBN"))):
        return False
    joints = (k for k in range(j + 1, i) if clause.low(k) in ("and", "but", "then"))
    return any(not any(clause.is_party(k) for k in range(joint, i)) for joint in joints)


def _is_group(clause: Clause, j: int) -> bool:
    """Tell whether a group is named at `j` or just before it: "a consortium of investors including"."""
    return any(clause.low(k) in GROUPS for k in range(j, max(-1, j - 7), -1))


def _is_quoted(clause: Clause, j: int, i: int) -> bool:
    """Tell whether it is the shares of a party that move after what it does: "Acme shares rose after signing"."""
    moved = clause.low(j + 1) in ("shares", "stock") and clause.low(i).endswith("ing")
    return moved and clause.low(i - 1) in ("after", "on", "upon", "following")


def _is_gloss(clause: Clause, j: int) -> bool:
    """Tell whether a name in brackets only repeats the one before: "Acme Electric (AE)", "Acme (NYSE: AE)"."""
    return clause.low(j - 1) == "(" and clause.is_party(j - 2)


def _beside_funds(clause: Clause, before: int) -> list[int]:
    """Return who acts together with those behind the token `before`.

    "Acme and funds managed by [Borealis]", "a syndicate led by Acme and including [Borealis]".
    """
    if clause.low(before) == "by" and clause.low(before - 1) in ("managed", "advised"):
        j = clause.phrase_start(before - 2) - 1
        return list(clause.listed(j - 1))[::-1] if clause.low(j) == "and" and clause.is_party(j - 1) else []
    j = before - 2
    led = clause.low(before) == "including" and clause.low(before - 1) in ("and", ",") and clause.is_party(j)
    return [j] if led and clause.low(clause.phrase_start(j) - 1) == "by" else []


def _stands_for_nobody(clause: Clause, j: int) -> bool:
    mention = clause.mention(j)
    return mention is not None and not mention.ref and mention.form is Form.PRONOUN


def _said_before(clause: Clause, j: int) -> int:
    """Return the token of the verb of saying before `j`, or 0."""
    return next((i for i in range(j - 1, max(-1, j - 12), -1) if clause.low(i) in word_list("barriers")), 0)


def _related(clause: Clause, j: int, i: int) -> list[int] | None:
    """Return whom the relative pronoun at `j` lets act in the verb at `i`: nobody where it stands for a thing."""
    named = antecedent(clause, j, i)
    if named >= 0:
        both = clause.low(j - 1) == "of" and clause.low(j - 2) in ("both", "all")
        return list(clause.listed(named))[::-1] if both else [named]
    if (verb := equating(clause, clause.phrase_start(j - 1))) > 0:
        return subjects(clause, verb)  # "Acme is one of the banks that lent"
    of_things = clause.low(j) == "which" and clause.low(j - 1) == "of"  # "reactors, the first of which will sell"
    return [] if of_things or (clause.low(j) != "who" and is_relative(clause, j, i)) else None


def _is_head(clause: Clause, j: int) -> bool:
    """Tell whether a party is the head of its phrase: "Acme plans", not "Acme shares fell" or "Acme-backed"."""
    after = clause.low(j + 1)
    if after == "-":
        return False
    if after in _CROWD:
        return True  # "Acme shareholders voted against"
    if clause.mark(j + 1) in ("title", "person"):
        return False
    if not after or not clause.in_phrase(j + 1):
        return True
    return clause.is_verb(j + 1) or clause.begins_new(j + 1) or _ends_phrase(clause, j + 1)


def _ends_phrase(clause: Clause, j: int) -> bool:
    """Tell whether the word behind a name is no noun that the name describes."""
    word = clause.low(j)
    kind = tag(word)
    return (
        bool(clause.mark(j)) or kind.startswith(("VB", "RB", "MD", "IN", "TO", "NNP")) or word in word_list("function")
    )
