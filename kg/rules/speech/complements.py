"""What is said behind a verb of speech: quoted words, a clause, a question, an infinitive, a thing and its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.rules.speech.cues import frames
from kg.rules.speech.phrases import Range, phrase_right

if TYPE_CHECKING:
    from collections.abc import Set

    from kg.rules.speech.lines import Line

#: Any verb but one of which no clause can be made.
VERB = re.compile(r"[vbxky]")
_PREDICATE = re.compile(r"(?:,(?!c)[^,.;:q]{1,20},)?r*(?P<aux>[x!r]*)(?P<verb>[vbxky])")
#: A second speaker who begins behind a comma or dash: '..., and Doe replied, "..."'.
_NEW_SPEECH = re.compile(r"[,;-]+c?[dnmeTjhp]{1,6}[rx]*k[rD]*[,:]q")
#: Where the writer may take over again behind a report.
_WRITER = re.compile(r";|,?A|(?:,|(?<=q))[cs]?[Kg]|,?ck|,?cx!|,s|,r,")
_FURTHER = re.compile(r",?[cs]r*[xb]|,[cs]v|,c[dnmejTp]{1,6}[rx!]*[vbxk]")
_AS_REPORTED = re.compile(r"[^,.;]{1,10}[rx]*k[rD]*(?:i[^,]*)?(?:[.,]|$)")
_GOES_ON = re.compile(r"[t:]|q(?![njm])")
_TO_SOMEBODY = re.compile(r"o(?=[dnmTpe])")
_SPOKEN = frozenset({"clause", "quoted", "hearer", "question"})
_CLAUSAL = frozenset({"clause", "hearer", "attitude", "question"})
_CONTRASTS = ("while", "whereas", "though")
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
    start = past_adverbials(line, _past_hearer(line.classes, at) if "hearer" in allowed else at)
    spoken = _quoted(line, start, allowed)
    if spoken is not None:
        return spoken
    end = content_end(line, start)
    if allowed & _CLAUSAL and (found := _clause(line, start, end, allowed)):
        return found
    return _object(line, at, start, allowed)


def _past_hearer(classes: str, at: int) -> int:
    found = phrase_right(classes, at, wide=False)
    return found[1] if found else at


def past_adverbials(line: Line, at: int) -> int:
    """Skip times, places and hearers: "on Monday", "in a statement", "to reporters", "recently"."""
    classes = line.classes
    while at < len(classes):
        if classes[at] in "rD":
            at += 1
        elif classes[at] == "i" or _TO_SOMEBODY.match(classes, at):
            found = phrase_right(classes, at + 1, wide=False)
            if found is None:
                break
            at = found[1]
        elif line.word(at) in ("last", "this", "earlier", "next") and (classes[at + 1 : at + 2] or " ") in "nDmde":
            at += 2
        else:
            break
    return at


def _quoted(line: Line, start: int, allowed: Set[str]) -> tuple[Range, ...] | None:
    """Return the quoted words that begin at `start`, or what a colon announces; None where neither is there."""
    classes, letter = line.classes, line.classes[start : start + 1]
    if letter in (":", ","):
        quote = _quote_at(classes, start + 1)
        if quote is not None:
            return ((quote, quote + 1),)
        end = content_end(line, start) if letter == ":" and allowed & _SPOKEN else start
        return ((start + 1, end),) if end - start > 3 else None
    if letter != "q":
        return None
    if classes[start + 1 : start + 2] in ("n", "m", "j"):  # "forecast 'phantom' growth"
        return ()
    end = content_end(line, start)
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
        return ((begin, end),) if end - begin > 1 or classes[begin:end] == "q" else ()
    if end - start <= 2 and letter in "Wxb":
        return ()
    if letter == "W":
        fits = "question" in allowed or line.word(start) in _REPORTED_QUESTIONS
        return ((start, end),) if fits else ()
    if letter in "xb" and "clause" in allowed:  # "which Doe says will help, was sold"
        comma = classes.find(",", start, end)
        return ((start, comma if comma > start + 2 else end),)
    return ((start, end),) if letter in "dnmpeTjMgh(" and _has_clause(line, start, end, allowed) else ()


def _has_clause(line: Line, start: int, end: int, allowed: Set[str]) -> bool:
    """Tell whether a subject and its verb follow: "it would raise", "Acme, which makes chips, is hiring"."""
    classes = line.classes
    found = phrase_right(classes, start)
    match = _PREDICATE.match(classes, found[1], end) if found else None
    if found is None or match is None:
        return False
    if "transitive" not in allowed or classes[slice(*found)] == "p" or match["aux"]:
        return True
    return match["verb"] in "xb" or not line.word(match.end() - 1).endswith(("ed", "en", "n", "t"))


def _named(line: Line, at: int) -> tuple[Range, ...]:
    """Read "called it a mistake": something, and what it is said to be."""
    classes = line.classes
    if classes[at : at + 1] == "q":
        return ((at, at + 1),)
    found = phrase_right(classes, at, wide=False)
    if found is not None and classes[found[1] : found[1] + 1] == "i":
        found = phrase_right(classes, at)
    if found is None:
        return ()
    behind = classes[found[1] : found[1] + 1] or " "
    named = line.word(found[1]) == "as" or behind == "d" or (classes[at] == "p" and behind in "jqnmM")
    return ((at, content_end(line, at)),) if named or "q" in classes[slice(*found)] else ()


def _requested(line: Line, at: int) -> tuple[Range, ...]:
    """Read "urged regulators to act", "expects sales to grow"."""
    found = phrase_right(line.classes, at)
    fits = found is not None and line.classes[found[1] : found[1] + 1] == "o"
    return ((at, _short_end(line, at)),) if fits else ()


def _object(line: Line, at: int, start: int, allowed: Set[str]) -> tuple[Range, ...]:
    """Read what is no clause: "vowed to appeal", "warned of delays", "denied taking part"."""
    letter = line.classes[start : start + 1]
    if "infinitive" in allowed and letter == "o":
        return ((start, _short_end(line, start)),)
    if "object" not in allowed or letter in ("", ",", "."):
        return ()
    fits = letter in "gK" or phrase_right(line.classes, at) is not None
    end = _short_end(line, at)
    return ((at, end),) if fits and end > at and line.classes[at:end] != "p" else ()


def _short_end(line: Line, start: int) -> int:
    """Return where a content without a finite verb of its own ends: also before a further verb of the speaker."""
    end = content_end(line, start)
    match = _FURTHER.search(line.classes, start + 1, end)
    return match.start() if match else end


def content_end(line: Line, start: int) -> int:
    """Return where a content that begins at `start` ends: before the stop, a semicolon, or the writer's own words."""
    classes, end = line.classes, len(line.classes)
    while end > start and classes[end - 1] in ".,;:-":
        end -= 1
    if (other := _NEW_SPEECH.search(classes, start, end)) is not None:
        end = other.start()
    for match in _WRITER.finditer(classes, start, end):
        if match.start() > start and _ends_content(line, match.end(), match.group()):
            return match.start()
    return end


def _ends_content(line: Line, behind: int, shape: str) -> bool:
    """Tell whether the writer takes over with the words of `shape`, which end before `behind`."""
    word = line.word(behind - 1)
    if shape[-1] in "gK":
        return word in words("speech", "narrator") or (shape[-1] == "K" and _reports(line, behind))
    if shape[-1] == "!":
        return any(line.word(at) in words("speech", "silent") for at in range(behind, behind + 3))
    if shape[-1] == "k":
        return _GOES_ON.match(line.classes, behind) is not None
    if shape[-1] == "s":
        return word in _CONTRASTS or (word == "as" and _AS_REPORTED.match(line.classes, behind) is not None)
    return shape != ",r," or line.word(behind - 2) == "however"


def _reports(line: Line, at: int) -> bool:
    """Tell whether an -ing form that ends before `at` brings a report of its own: "adding that"."""
    allowed = frames()[line.lemma(at - 1)]
    start = past_adverbials(line, _past_hearer(line.classes, at) if "hearer" in allowed else at)
    if (line.classes[start : start + 1] or " ") in "tq:W" or line.classes[start : start + 2] == ",q":
        return True
    if phrase_right(line.classes, at) is None:
        return False
    return bool(allowed & {"naming", "object", "request"}) or _has_clause(line, start, len(line.classes), allowed)
