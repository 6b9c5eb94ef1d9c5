"""Finds ties between entities that no other record carries: parts, makers, partners, customers, seats, founders."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.document import Form, Mention, Title, spelled_out
from kg.finding import Family
from kg.lexicon import alternation, branches, table
from kg.model import Evidence, Found, Kind, Modality, Relation, TimeSpan
from kg.rules.relation_again import again
from kg.rules.relation_examples import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.document import Document, Masked, Thing
    from kg.model import Ref, Span

__all__ = ["RULES", "relations"]

_PLANNED = re.compile(r"\b(?:will|would|to be|plans? to|expects? to|agreed to|intends? to|hopes? to)\b")
_OWNERS = frozenset({"his", "her", "their"})
_DENIED = re.compile(r"\b(?:not|n't|never|no longer|denied|denies|without|neither|nor)\b")


@dataclass(frozen=True, slots=True)
class _Tie:
    """The predicate that a pattern reads and the name of its rule."""

    rule: str
    predicate: str


def relations(document: Document) -> tuple[Relation, ...]:
    """Return the ties in the order of the text, one for each place that says so.

    A pronoun that leads to nobody leaves its end empty; the span says where it stands.
    """
    found = [relation for tie, match in document.plain.each(_ties()) for relation in _read(document, tie, match)]
    found += _through(found)
    found += again(document, [tie for tie in found if tie.predicate in _lasting()])
    known: dict[tuple[str, Ref, Span, Span], Relation] = {}
    ordered = sorted((r for r in found if r.predicate != "contains"), key=lambda r: (r.evidence.start, r.evidence.end))
    for relation in ordered:
        known.setdefault((relation.predicate, relation.subject, relation.subject_span, relation.object_span), relation)
    return tuple(known.values())


def _read(document: Document, tie: _Tie, match: re.Match[str]) -> Iterator[Relation]:
    """Yield the relations of a match of a tie's pattern."""
    masked = document.plain
    if _DENIED.search(match.group()) or not _founds(masked, match):
        return
    subjects, objects = _sides(masked, match)
    evidence = _evidence(document, masked.span(match), tie.rule, match.group())
    for subject in subjects:
        for thing in objects:
            target = _target(thing)
            named = bool(subject.ref) + (target not in ("", None))
            if named == 2 - (_is_open(subject) or _is_open(thing)) and target is not None and target != subject.ref:
                spans = (subject.start, subject.end), (thing.start, thing.end)
                yield Relation(subject.ref, tie.predicate, target, evidence, *spans)


def _founds(masked: Masked, match: re.Match[str]) -> bool:
    """Tell whether the title of a match, if it has one, is a founder's."""
    title = masked.thing(match, "t") if match.groupdict().get("t") else None
    return not isinstance(title, Title) or "found" in title.text.lower()


def _is_open(thing: Thing) -> bool:
    """Tell whether a thing is a pronoun that leads to nobody."""
    return isinstance(thing, Mention) and thing.form is Form.PRONOUN and not thing.ref


def _sides(masked: Masked, match: re.Match[str]) -> tuple[list[Mention], list[Thing]]:
    """Return the subjects and objects of a match. A row of names continues the side that stands before it."""
    subjects, objects = [_subject(masked, match)], [masked.thing(match, "o")]
    for row in ("more", "smore"):
        start = match.start(row) if match.groupdict().get(row) else -1
        if start < 0:
            continue
        behind = {match.start(side): side for side in ("s", "o") if match.start(side) < start}
        if behind[max(behind)] == "s":
            subjects += masked.mentions(match, row)
        else:
            objects += masked.things(match, row)
    return subjects, [thing for thing in objects if not _is_owner(thing)]


def _is_owner(thing: Thing) -> bool:
    """Tell whether a thing is "his" or "their", which own what is meant."""
    return isinstance(thing, Mention) and thing.text.lower() in _OWNERS


def _subject(masked: Masked, match: re.Match[str]) -> Mention:
    """Return the mention behind the group "s"; a pronoun that is none yet becomes an open one."""
    if match.start("s") in masked.atoms:
        return masked.mention(match, "s")
    return Mention(*masked.span(match, "s"), match["s"], Kind.ORGANIZATION, Form.PRONOUN)


def _evidence(document: Document, span: Span, rule: str, said: str) -> Evidence:
    modality = Modality.PLANNED if _PLANNED.search(said) else Modality.ASSERTED
    return Evidence.cut(document.article, *span, rule, modality)


def _target(thing: Thing) -> Ref | str | TimeSpan | None:
    """Return what a relation points to: an entity, a time, or the words for a place that is no known entity."""
    if isinstance(thing, Found):
        return thing.value if isinstance(thing.value, TimeSpan) else _year(thing)
    if isinstance(thing, Mention):
        return thing.ref or (thing.text if thing.kind is Kind.PLACE else "")
    return None


def _year(found: Found[Any]) -> TimeSpan | None:
    """Return the year that a bare number is where something was founded in it: "in 1847"."""
    text = getattr(found.value, "text", "")
    if not re.fullmatch(r"1[5-9]\d\d", text):
        return None
    return TimeSpan(datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31), text, text)


def _through(found: list[Relation]) -> Iterator[Relation]:
    """Yield what an organisation uses through its own product: Acme's servers contain the chips, so Acme uses them."""
    makers = {r.subject: r.object for r in found if r.predicate == "made_by" and isinstance(r.object, str)}
    for relation in found:
        if relation.predicate == "contains":
            yield replace(relation, predicate="uses")
            maker = makers.get(relation.subject)
            if maker is not None:
                yield replace(relation, subject=maker, predicate="uses")


@cache
def _macros() -> Mapping[str, str]:
    words = table("ties")["words"]
    before = branches(table("relations")["before_organization"])
    capital = {f"{key}_first": alternation(word.capitalize() for word in words[key]) for key in ("based", "founded")}
    row = {
        kind: r"(?P<more>(?:(?:, and|,| and| &|, as well as|;) (?:the )?(?:(?:Mr|Mrs|Ms|Dr)\. )?"
        rf"{{{kind}}}(?!'s)){{0,9}})"
        for kind in ("org", "place", "person")
    }
    family = r"(?:{person} (?:[a-z-]+ ){1,3}(?={person}))?"  # "and his longtime partner Bo"
    row["person"] = row["person"].replace("{person}", family + "(?:(?:its )?{title} )?{person}", 1)
    stop = "that|which|who|of|with|and|or|for|to|in|could|would|will|is|was|as"
    be = "is|was|are|were|has been|had been|became|becomes|remains|will be"
    wares = r"(?:[,—–-]+ ?|, | )(?:(?:and|both|including|such as|like|the|{org}(?:'s)?|—) ?){0,4}"
    things = {kind: rf"(?P<more>(?:{wares}{{{kind}}}){{0,6}})" for kind in ("thing", "hardware", "service")}
    return (
        {key: alternation(value) for key, value in words.items()}
        | capital
        | {"orgs": row["org"], "places": row["place"], "people": row["person"]}
        | {f"{kind}s": value for kind, value in things.items()}
        | {
            "own": r"(?:(?:{person}|{org}|their|its|our|my)(?: own)? )?"
            r"(?:(?:[a-z-]+ )?(?:company|firm|startup|business),? )?",
            "be": be,
            "seats": r"(?P<more>(?:(?:, and|,| and| &|; |,? (?:and |but )?(?:later|then|now|previously|formerly)) "
            r"(?:(?:in|at) )?(?:the )?{place}(?!'s)){0,9})",
            "aside": r"(?: \([^()\n]{1,60}\))?",
            "which": rf"(?:which |that |who )?(?:{be})(?: (?:now|also|currently|itself|originally))?",
            "the": rf"(?:(?:the|its|their|an?) )?(?:(?:{before}|[a-z]+-[a-z]+|{{place}}(?:-based|'s)?"
            r"|[a-z]+(?= (?:company|firm|startup|start-up|group|business|specialist)\b)) ){0,5}",
            "a": r"(?:(?:the|an?|one of the) )?(?:[\w-]+ |{quantity} |{place}(?:'s|-based)? ){0,4}?",
            "np": rf"(?:(?!(?:{stop})\b)[\w'-]+ |{{place}}(?:-based|'s)? ){{0,6}}?",
            "in": r"(?:the )?(?:unincorporated |greater |[Tt]ownship of |county of )?"
            r"(?:(?:the )?(?:downtown|central|heart of|cent(?:er|re) of|city of|town of|suburb of) )?(?:the )?",
            "an": r"(?:(?:now|originally|currently|and|is|are|company|firm|startup|group) ){0,3}",
            "wares": r"(?:(?:the|its|a|an|both|of|[a-z][\w-]*|{quantity}|{org}(?:'s)?|{place}) ){0,9}?",
        }
    )


@cache
def _ties() -> Family[_Tie]:
    return Family(
        (_Tie(tie["rule"], tie["predicate"]), spelled_out(source, _macros()))
        for tie in table("ties")["ties"]
        for source in (*tie["patterns"], *_opened(tie))
    )


def _lasting() -> frozenset[str]:
    """Return the predicates that hold of what a name stands for wherever its sentence names it."""
    return frozenset(table("ties")["words"]["open_predicates"])


def _opened(tie: Mapping[str, Any]) -> Iterator[str]:
    """Yield the patterns of a tie with a pronoun for the organisation: "It was founded in 1990"."""
    if tie["predicate"] in _lasting():
        # the first letter goes before the look at the word's edge: so the search can jump to it
        words = "|".join(rf"{word[0]}(?<=\b{word[0]}){word[1:]}\b" for word in table("ties")["words"]["open_subjects"])
        for source in tie["patterns"]:
            if "{s:org}" in source and not source.startswith(("{o:", "(?:(?:{o:")):
                yield source.replace("{s:org}", f"(?P<s>{words})", 1)
