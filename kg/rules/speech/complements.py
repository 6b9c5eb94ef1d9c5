"""What is said behind a verb of speech: quoted words, a clause, a question, an infinitive, a thing and its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.model import Found, TimeSpan
from kg.rules.speech.clauses import VERB, has_clause, is_about, past_adverbials, past_hearer
from kg.rules.speech.endings import content_end, short_end
from kg.rules.speech.phrases import Range, phrase_right

if TYPE_CHECKING:
    from collections.abc import Set

    from kg.rules.speech.lines import Line

_ASIDE = re.compile(r",(?:r|[vgwij][^,;:q]{1,12}),(?=t)")  # "in a memo, seen by this paper, that"
_ONE_THING = re.compile(r"(?:p|e|dn|m)(?:od?m)?$")  # "confirmed the plan"
_RELATIVE = re.compile(r"w[dnmeTjp]{1,5}[rx]*k$")  # "which the firm says"
_APART = 9  # tokens of such a relative clause
_APART_FROM_NAME = re.compile(r"q(?=c[rx]*[vkxb])")  # 'called it "rich" and raised his target'
_VERDICT = re.compile(r"[de][jn]*n[j]+n|ejn")  # "called the offer good news"
_REDUCED = re.compile(r"[kv]i[dnmejTh]{1,5}q")  # "called the terms offered by Acme “poor”"
_SO_CALLED = re.compile(r"[rD]*[is]q")
_SUBJECT = re.compile(r"q[rx!]*[xb]")  # "“every mill” will need it"
_DAY = re.compile(r"^(?:on |early |late |earlier )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_WHAT = 6  # tokens between "what" and "as"
_FEW = 3  # tokens, with the "as"
_SPOKEN = frozenset({"clause", "quoted", "hearer", "question"})
_CLAUSAL = frozenset({"clause", "that", "hearer", "attitude", "question"})
_REPORTED_QUESTIONS = ("what", "whether", "how", "why")


def complement(line: Line, at: int, allowed: Set[str]) -> tuple[Range, ...]:
    """Return what is said behind a verb that ends before `at`, if anything there can be that.

    `allowed` are the frames of the verb. The first of these readings counts: a thing and its name, a request,
    quoted words, a clause, an infinitive, a noun.
    """
    if "naming" in allowed and (found := _named(line, at)):
        return found
    if "request" in allowed and (found := _requested(line, at)):
        return found
    start = past_adverbials(line, past_hearer(line.classes, at) if "hearer" in allowed else at)
    if {"hearer", "clause"} <= allowed and line.classes[start : start + 1] in ("x", "b", "v"):
        start = past_adverbials(line, at)  # nobody hears: "warned last month's orders fell"
    aside = _ASIDE.match(line.classes, start)
    start = aside.end() if aside else start
    spoken = _quoted(line, start, allowed)
    if spoken is not None:
        return spoken
    end = content_end(line, start)
    if allowed & _CLAUSAL and (found := _clause(line, start, end, allowed)):
        return found
    return _object(line, at, start, allowed)


def _quoted(line: Line, start: int, allowed: Set[str]) -> tuple[Range, ...] | None:
    """Return the quoted words that begin at `start`, or what a colon announces; None where neither is there."""
    classes, letter = line.classes, line.classes[start : start + 1]
    if letter in (":", ","):
        quote = _quote_at(classes, start + 1)
        if quote is not None:
            goes_on = letter == "," and _SUBJECT.match(classes, quote) is not None
            return ((quote, content_end(line, quote) if goes_on else quote + 1),)
        end = content_end(line, start) if letter == ":" and allowed & _SPOKEN else start
        return ((start + 1, end),) if end - start > 3 else None
    if letter != "q":
        return None
    if classes[start + 1 : start + 2] in ("n", "m", "j"):  # "forecast 'phantom' growth"
        return ()
    end = short_end(line, start)
    goes_on = VERB.search(classes, start + 1, end) is not None and classes[start + 1] not in ".,;:-"
    return ((start, end),) if goes_on else ((start, start + 1),)


def _quote_at(classes: str, at: int) -> int | None:
    at += classes[at : at + 1] in ("c", "r", "s") and classes[at + 1 : at + 2] in ("q", ",")
    at += classes[at : at + 1] == ","
    return at if classes[at : at + 1] == "q" else None


def _clause(line: Line, start: int, end: int, allowed: Set[str]) -> tuple[Range, ...]:
    classes, letter = line.classes, line.classes[start : start + 1] or " "
    if letter == "t" or classes[start : start + 2] == ",t":
        begin = start + 1 + (letter == ",")
        if classes[start - 1 : start] == "n" and classes[begin : begin + 1] in ("b", "x"):
            return ()  # "in a letter that was published"
        return ((begin, end),) if end - begin > 1 or classes[begin:end] == "q" else ()
    if end - start <= 2 and letter in "Wxb":
        return ()
    if letter == "W":
        fits = "question" in allowed or line.word(start) in _REPORTED_QUESTIONS
        return ((start, end),) if fits else ()
    if letter in "xb" and "clause" in allowed:  # "which Doe says will help, was sold"
        comma = classes.find(",", start, end)
        return ((start, comma if comma > start + 2 else end),)
    if (
        letter in "vn"
        and "clause" in allowed - {"transitive"}
        and _RELATIVE.search(classes[max(0, start - _APART) : start])
    ):
        return ((start, end),) if letter == "v" or line.word(start).endswith("s") else ()
    if not allowed & (_CLAUSAL - {"that"}):
        return ()
    if letter == "i" and is_about(line, start):
        return ((start, end),) if has_clause(line, start + 1, end, allowed) else ()
    return ((start, end),) if letter in "dnmpeTjMgh(D" and has_clause(line, start, end, allowed) else ()


def _named(line: Line, at: int) -> tuple[Range, ...]:
    """Read "called it a mistake": something, and what it is said to be."""
    classes = line.classes
    if classes[at : at + 1] == "q":
        return ((at, at + 1),)
    if line.word(at) == "as" and "W" in classes[max(0, at - _WHAT) : at]:  # "what both describe as a quarrel"
        end = short_end(line, at + 1)
        return ((at + 1, end),) if end - at > _FEW else ()
    apposed = _SO_CALLED.match(classes, at) if "w" in classes[max(0, at - _WHAT) : at] else None
    if apposed and line.word(apposed.end() - 2) == "as":  # "which she described on Monday as “poor”"
        return ((apposed.end() - 1, apposed.end()),)
    found = phrase_right(classes, at, wide=False)
    if found is not None and classes[found[1] : found[1] + 1] == "i":
        found = phrase_right(classes, at)
    if found is None:
        return ()
    behind = classes[found[1] : found[1] + 1] or " "
    if _VERDICT.search(classes[slice(*found)]) and line.word(at - 1).startswith("call"):
        return ((at, short_end(line, at)),)
    if (reduced := _REDUCED.match(classes, found[1])) is not None:
        return ((at, reduced.end()),)
    quoted = behind == "q" and not classes[slice(*found)].endswith("d")  # not "call this “doping”"
    named = line.word(found[1]) == "as" or behind == "d" or quoted or (classes[at] == "p" and behind in "jnmM")
    if (apart := _APART_FROM_NAME.search(classes, at, short_end(line, at))) is not None:
        return ((at, apart.end()),)
    return ((at, short_end(line, at)),) if named or "q" in classes[slice(*found)] else ()


def _requested(line: Line, at: int) -> tuple[Range, ...]:
    """Read "urged regulators to act", "expects sales to grow"."""
    found = phrase_right(line.classes, at)
    behind = found[1] + (line.classes[found[1] : found[1] + 1] == "D") if found else at
    fits = found is not None and line.classes[behind : behind + 1] == "o"
    return ((at, short_end(line, at)),) if fits else ()


def _object(line: Line, at: int, start: int, allowed: Set[str]) -> tuple[Range, ...]:
    """Read what is no clause: "vowed to appeal", "warned of delays", "denied taking part"."""
    if "hearer" in allowed and line.classes[start : start + 1] in ("", ",", "."):
        start = at  # "promised a plan before the summer"
    letter = line.classes[start : start + 1]
    if letter == "M" or line.word(at).endswith("selves"):  # "pledged $5 million", "promised ourselves"
        return ()
    if "infinitive" in allowed and letter == "o":
        return ((start, short_end(line, start)),)
    if (
        "sum" in allowed
        and line.classes[at - 2 : at - 1] != "x"
        and (found := phrase_right(line.classes, at))
        and "M" in line.classes[slice(*found)]
    ):
        return ((at, short_end(line, at)),)
    if "announced" in allowed and (_is_today(line, at) or _is_today(line, at - 2) or line.classes[at - 2] == "b"):
        at += _is_today(line, at)
        return ((at, short_end(line, at)),) if phrase_right(line.classes, at) else ()
    if "object" not in allowed or letter in ("", ",", "."):
        return ()
    if "hearer" in allowed and start > at and letter in "de":  # "promised the crowd a second mill"
        at = start
    end = short_end(line, at)
    while end > at and _is_day(line, end - 1):  # "confirmed the lease early on Wednesday"
        end -= 1
    fits = letter in "gK" or (phrase_right(line.classes, at) is not None and not _is_retold(line, at))
    return ((at, end),) if fits and end > at and not _ONE_THING.match(line.classes, at, end) else ()


def _is_today(line: Line, at: int) -> bool:
    """Tell whether "today" stands at a place, as in the formula of releases: "today announced a lease"."""
    thing = line.thing(at) if at >= 0 else None
    return line.word(at) == "today" or (
        isinstance(thing, Found) and isinstance(thing.value, TimeSpan) and thing.value.text.lower() == "today"
    )


def _is_day(line: Line, at: int) -> bool:
    """Tell whether a day of the week stands at a place, or a word like "early" before one: that of the saying."""
    thing = line.thing(at)
    if isinstance(thing, Found) and isinstance(thing.value, TimeSpan):
        return _DAY.search(thing.value.text) is not None
    return line.word(at) in ("early", "late") and line.classes[at + 1 : at + 2] == "D"


def _is_retold(line: Line, at: int) -> bool:
    """Tell whether what follows is another's word: "denied a report that it would sell"."""
    at += line.classes[at : at + 1] == "d"
    return line.classes[at + 1 : at + 2] == "t" and line.word(at).removesuffix("s") in words("speech", "nouns")
