"""Reports of speech inside one sentence: for each verb of speech who speaks and what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.rules.speech.cues import frames
from kg.rules.speech.phrases import Range, Subject, phrase_left, phrase_right, subject_after, subject_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.speech.lines import Line


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of speech with its subject and the parts of what is said; no part where the words stand elsewhere."""

    line: Line
    cue: Range
    lemma: str
    subject: Subject | None
    parts: tuple[Range, ...]

    @property
    def quoted(self) -> bool:
        """Whether all that is said stands in quotation marks."""
        return bool(self.parts) and all(set(self.line.classes[a:b]) <= set("q,") for a, b in self.parts)


_PREDICATE = re.compile(r"(?:,(?!c)[^,.;:q]{1,20},)?r*(?P<aux>[x!r]*)(?P<verb>[vbxky])")
#: A second speaker who begins behind a comma or dash: '..., and Doe replied, "..."'.
_NEW_SPEECH = re.compile(r"[,;-]+c?[dnmeTjhp]{1,6}[rx]*k[rD]*[,:]q")
_VERB = re.compile(r"[vbxky]")
#: Where the writer may take over again behind a report.
_WRITER = re.compile(r";|,?A|(?:,|(?<=q))[cs]?[Kg]|,?ck|,?cx!|,s|,r,|--")
_FURTHER = re.compile(r",?[cs]r*[xb]|,[cs]v|,c[dnmejTp]{1,6}[rx!]*[vbxk]")
_STOP = re.compile(r"[.]+[()]*$")
_NEGATED = re.compile(r"!r*$")
_SAID_TO = re.compile(r"o(?=[dnmTpe])")
_SMALL_CLAUSE = re.compile(r"s|[djq]|[Mn]")


def reports(line: Line) -> Iterator[Report]:
    """Yield the reports of a line, from left to right. A verb inside another's quotation is not seen at all."""
    floor = 0  # behind the last attribution that closed what it reports
    for match in re.finditer(r"[kKIA]|n(?=t)", line.classes):
        at = match.start()
        found = _READERS.get(match.group(), _report)(line, at, floor)
        if found is not None:
            yield found
            if found.parts and found.parts[-1][1] <= found.cue[0]:
                floor = found.cue[1]


def _report(line: Line, cue: int, floor: int) -> Report | None:
    lemma = line.lemma(cue)
    allowed = frames().get(lemma, frozenset())
    if _NEGATED.search(line.classes[max(0, cue - 3) : cue]) and lemma != "deny":
        return None
    if line.classes[cue] == "I" and line.classes[cue - 2 : cue - 1] in ("j", "v", "b", "g", "n"):
        return None  # "it is important to note", "declined to say"
    before = subject_before(line, cue)
    if before is not None and _mute(line, before):
        return None
    parts = complement(line, cue + 1, lemma, allowed)
    if parts and before is not None and _adjacent_left(line, cue) is None:
        left = _split_left(line, before, floor) if line.classes[parts[0][0]] == "q" else ()
        return Report(line, (cue, cue + 1), lemma, before, (*left, *parts))
    return _closing(line, cue, floor, lemma, allowed, before) or (
        Report(line, (cue, cue + 1), lemma, before, parts) if parts and before else None
    )


def _mute(line: Line, subject: Subject) -> bool:
    """Tell whether the subject is a thing that cannot speak."""
    first, last = subject.words
    stop = next((i for i in range(first, last) if line.classes[i] == "i"), last)
    head = line.tokens[max(first, stop - 1)].lower()
    return line.classes[max(first, stop - 1)] in "ndpjg" and head.removesuffix("s") in words("speech", "mute")


def _split_left(line: Line, subject: Subject, floor: int) -> tuple[Range, ...]:
    """Return the first part of a quotation that its attribution interrupts: '"A," Doe said, "B."'."""
    start = subject.words[0]
    at = start - 1 if line.classes[start - 1 : start] == "," else start
    return ((at - 1, at),) if at > floor and line.classes[at - 1] == "q" else ()


def _adjacent_left(line: Line, at: int) -> int | None:
    """Return the index of the quotation right before `at`, a comma between them or not."""
    at -= line.classes[at - 1 : at] == ","
    return at - 1 if at > 0 and line.classes[at - 1] == "q" else None


# -------------------------------------------------------------------------- what follows the verb


def complement(line: Line, at: int, lemma: str, allowed: frozenset[str]) -> tuple[Range, ...]:
    """Return what is said behind the verb, if anything there can be that."""
    classes = line.classes
    if "naming" in allowed and (found := _named(line, at)):
        return found
    if "request" in allowed and (found := _requested(line, at)):
        return found
    if "hearer" in allowed:
        at = _past_hearer(classes, at)
    start = _past_adverbials(line, at)
    end = content_end(line, start)
    letter = classes[start : start + 1]
    if letter in (":", ",") and _quote_at(classes, start + 1) is not None:
        return _quotes_from(classes, start + 1)
    if letter == "q":
        if classes[start + 1 : start + 2] in ("n", "m", "j"):  # "forecast 'phantom' growth"
            return ()
        return ((start, end),) if _goes_on(classes, start, end) else _quotes_from(classes, start)
    if letter == ":" and allowed & {"clause", "quoted", "hearer", "question"} and end - start > 3:
        return ((start + 1, end),)
    if allowed & {"clause", "hearer", "attitude", "question"} and (found := _clause(line, start, end, allowed)):
        return found
    if "infinitive" in allowed and letter == "o" and end - start > 1:
        return ((start, _short_end(line, start)),)
    if "object" in allowed and (letter in ("g", "K") or phrase_right(classes, at)) and end - at > 1:
        return ((at, _short_end(line, at)),) if letter not in ("", ",", ".") else ()
    return ()


def _short_end(line: Line, start: int) -> int:
    """Return where a content without a finite verb of its own ends: also before a further verb of the speaker."""
    end = content_end(line, start)
    match = _FURTHER.search(line.classes, start + 1, end)
    return match.start() if match else end


def _past_hearer(classes: str, at: int) -> int:
    found = phrase_right(classes, at, wide=False)
    return found[1] if found else at


def _past_adverbials(line: Line, at: int) -> int:
    """Skip times, places and hearers: "on Monday", "in a statement", "to reporters", "recently"."""
    classes = line.classes
    while at < len(classes):
        if classes[at] in "rD":
            at += 1
        elif classes[at] == "i" or _SAID_TO.match(classes, at):
            found = phrase_right(classes, at + 1, wide=False)
            if found is None:
                break
            at = found[1]
        elif line.tokens[at].lower() in ("last", "this", "earlier", "next") and classes[at + 1 : at + 2] in ("n", "D", "m", "d", "e"):
            at += 2
        else:
            break
    return at


def _quote_at(classes: str, at: int) -> int | None:
    at += classes[at : at + 1] in ("c", "r", "s") and classes[at + 1 : at + 2] in ("q", ",")
    at += classes[at : at + 1] == ","
    return at if classes[at : at + 1] == "q" else None


def _quotes_from(classes: str, at: int) -> tuple[Range, ...]:
    first = _quote_at(classes, at)
    return () if first is None else ((first, first + 1),)


def _goes_on(classes: str, start: int, end: int) -> bool:
    """Tell whether a report goes on in the writer's words behind a quotation: 'said "no question" that ...'."""
    return _VERB.search(classes, start + 1, end) is not None and classes[start + 1] not in ".,;:-"


def _clause(line: Line, start: int, end: int, allowed: frozenset[str]) -> tuple[Range, ...]:
    classes, letter = line.classes, line.classes[start : start + 1]
    if letter == "t" or (letter == "," and classes[start + 1 : start + 2] == "t"):
        begin = start + 1 + (letter == ",")
        return ((begin, end),) if end - begin > 1 or classes[begin:end] == "q" else ()
    if letter == "W":
        open_words = {"what", "whether", "how", "why"}
        fits = "question" in allowed or line.tokens[start].lower() in open_words
        return ((start, end),) if fits and end - start > 2 else ()
    if letter in ("x", "b") and "clause" in allowed and end - start > 2:  # "which Doe says will help, was sold"
        comma = classes.find(",", start, end)
        return ((start, comma if comma > start + 2 else end),)
    if letter in tuple("dnmpeTjMghs(") and letter != "s" and _has_clause(line, start, end, allowed):
        return ((start, end),)
    return ()


def _has_clause(line: Line, start: int, end: int, allowed: frozenset[str]) -> bool:
    """Tell whether a subject and its verb follow: "it would raise", "Acme, which makes chips, is hiring"."""
    classes = line.classes
    found = phrase_right(classes, start)
    if found is None:
        return False
    match = _PREDICATE.match(classes, found[1], end)
    if match is None:
        return False
    if "transitive" not in allowed or found[1] - start == 1 and classes[start] == "p":
        return True
    plain = match["verb"] in "xb" or not line.tokens[match.end() - 1].lower().endswith(("ed", "en", "n", "t"))
    return plain or match["aux"] != ""


def _named(line: Line, at: int) -> tuple[Range, ...]:
    """Read "called it a mistake": something, and what it is said to be."""
    found = phrase_right(line.classes, at, wide=False)
    if found is None or line.classes[at] == "q":
        return ((at, at + 1),) if line.classes[at : at + 1] == "q" else ()
    behind = found[1]
    if behind < len(line.classes) and line.classes[behind] == "i":
        wide = phrase_right(line.classes, at)
        behind = wide[1] if wide else behind
    letter = line.classes[behind : behind + 1]
    if letter == "s" and line.tokens[behind].lower() == "as":
        return ((at, content_end(line, at)),)
    quote = line.classes.find("q", at, found[1])
    if line.classes[at] == "p" and letter in tuple("djqnmM") or letter == "d" or quote > at:
        return ((at, content_end(line, at)),)
    return ()


def _requested(line: Line, at: int) -> tuple[Range, ...]:
    """Read "urged regulators to act", "expects sales to grow"."""
    found = phrase_right(line.classes, at)
    if found is None or line.classes[found[1] : found[1] + 1] not in ("o", "n") or line.classes[found[1]] != "o":
        return ()
    return ((at, _short_end(line, at)),)


def content_end(line: Line, start: int) -> int:
    """Return where a content that begins at `start` ends: before the stop, a semicolon, or the writer's own words."""
    classes = line.classes
    end = len(classes)
    while end > start and classes[end - 1] in ".,;:-":
        end -= 1
    if (other := _NEW_SPEECH.search(classes, start, end)) is not None:
        end = other.start()
    for match in _WRITER.finditer(classes, start, end):
        if match.start() > start and _ends_content(line, match.start(), match.group()):
            return match.start()
    return end


def _ends_content(line: Line, at: int, shape: str) -> bool:
    word = line.tokens[at + len(shape) - 1].lower()
    if shape in (";",) or shape.endswith("A"):
        return True
    if shape.endswith("K") and word not in words("speech", "narrator"):
        return bool(complement(line, at + len(shape), line.lemma(at + len(shape) - 1), frames()[line.lemma(at + len(shape) - 1)]))
    if shape[-1] in "gK":
        return word in words("speech", "narrator")
    if shape.endswith("!"):
        return bool(words("speech", "silent").intersection(token.lower() for token in line.tokens[at : at + len(shape) + 3]))
    if shape.endswith("ck"):
        return re.match(r"[t:]|q(?![njm])", line.classes[at + len(shape) :]) is not None
    if shape == ",r,":
        return line.tokens[at + 1].lower() == "however"
    if shape == ",s":
        return _as_reported(line, at + 2) if word == "as" else word in ("while", "whereas", "though")
    return False


def _as_reported(line: Line, at: int) -> bool:
    return re.match(r"[^,.;]{1,10}[rx]*k[rD]*(?:i[^,]*)?(?:[.,]|$)", line.classes[at:]) is not None


# ------------------------------------------------------------------------- what precedes the verb


def _closing(line: Line, cue: int, floor: int, lemma: str, allowed: frozenset[str], before: Subject | None) -> Report | None:
    """Read an attribution behind or inside what is said: '..., Doe said', '"...," said Doe'."""
    if not allowed & {"clause", "quoted", "hearer", "question"} or line.classes[cue] in "KI":
        return None
    for subject, first, last in _attributions(line, cue, allowed, before):
        left = _left(line, first, floor, allowed)
        if left is None:
            continue
        relative = not left and first > 1 and line.classes[first - 2] in "wtW"
        right = _resumed(line, last, left, relative=relative)
        parts = (*left, *right)
        if not left and not right and first > 0:
            continue
        return Report(line, (min(first, cue), max(last, cue + 1)), lemma, subject, parts)
    return None


def _attributions(line: Line, cue: int, allowed: frozenset[str], before: Subject | None) -> Iterator[tuple[Subject, int, int]]:
    """Yield the readings of an attribution: its subject, its first token and the token behind it."""
    inverted_at = cue
    while inverted_at and line.classes[inverted_at - 1] == "r":
        inverted_at -= 1
    inverted = line.classes[inverted_at - 1 : inverted_at] in (",", "q", "-", "") or inverted_at == 0
    if inverted and allowed & {"clause", "quoted", "question"} and (after := subject_after(line, cue)) is not None:
        yield after, inverted_at, after.words[1]
    if before is not None and not before.relative and before.words[0] < cue:
        yield before, before.words[0], cue + 1


def _left(line: Line, first: int, floor: int, allowed: frozenset[str]) -> tuple[Range, ...] | None:
    """Return what stands before an attribution that begins at `first`, or None where that is nothing said."""
    classes = line.classes
    if first == 1 and line.tokens[0].lower() == "as":  # "As Doe said, ..."
        return ()
    if first == 0 or first <= floor:
        return () if first == 0 and _tail_only(classes, first) else None
    as_said = classes[first - 1] == "s" and line.tokens[first - 1].lower() == "as"
    end = first - as_said
    if classes[end - 1] not in ",q-.":
        return None
    end -= classes[end - 1] in ",-"
    if end > 0 and classes[end - 1] in "wtW":  # "which, analysts say, causes delays"
        return ()
    start = _past_openers(line, floor, end)
    if end <= start:
        return None
    if classes[end - 1] == "q":
        return ((start, end),) if _VERB.search(classes, start, end) or end - start == 1 else ((end - 1, end),)
    if as_said:
        start = _last_clause(classes, start, end)
    if "clause" not in allowed and "hearer" not in allowed:
        return None
    return ((start, end),) if _VERB.search(classes, start, end) or "o" in classes[start:end] else ()


def _tail_only(classes: str, first: int) -> bool:
    return _VERB.search(classes, first + 1) is not None


def _past_openers(line: Line, start: int, end: int) -> int:
    while start < end and (line.classes[start] in ",.-cs" and not line.classes[start] == "s" or line.tokens[start].lower() in words("speech", "openers")):
        start += 1
    match = re.match(r"r{1,2},", line.classes[start:end])
    return start + match.end() if match else start


def _last_clause(classes: str, start: int, end: int) -> int:
    """Return where the last of several joined clauses begins: "as reported" vouches for that one alone."""
    at = classes.rfind(",c", start, end)
    return at + 2 if at > 0 and _VERB.search(classes, at, end) else start


def _resumed(line: Line, last: int, left: tuple[Range, ...], *, relative: bool) -> tuple[Range, ...]:
    """Return what goes on behind an inserted attribution: '"A," said Doe, "B"', "A, Doe said, B"."""
    classes = line.classes
    at = _past_adverbials(line, last)
    comma = classes.find(",", last)
    if left and classes[left[-1][1] - 1] == "q":
        quote = classes.find("q", last)
        near = quote > 0 and classes[quote - 1] in ",:-.cs" and _VERB.search(classes, last, quote) is None
        return ((quote, quote + 1),) if near else ()
    if classes[at : at + 1] == "," and comma == at:
        end = content_end(line, at + 1)
        subject = phrase_right(classes, at + 1) or (at + 1, at + 1)
        inside = re.match(r"[rx!]*[vbxky]|ov", classes[subject[1] : end]) and last <= at
        return ((at + 1, end),) if inside or relative else ()
    return ()


# ------------------------------------------------------------------------------ "according to"


def _according(line: Line, at: int, floor: int) -> Report | None:
    classes = line.classes
    if classes[at + 1 : at + 2] != "o":
        return None
    found = phrase_right(classes, at + 2)
    if found is None:
        return None
    stop = _source_end(classes, found[1])
    subject = Subject((found[0], stop))
    cue = (at, stop)
    if at == 0 or (at < 3 and classes[at - 1] in "cs,r"):
        begin = classes.find(",", stop)
        begin = begin + 1 if 0 <= begin < stop + 20 else stop
        parts: tuple[Range, ...] = ((begin, content_end(line, begin)),) if begin < len(classes) - 1 else ()
    else:
        end = at - (classes[at - 1] == ",")
        start = _past_openers(line, floor, end)
        parts = ((start, end),) if end > start else ()
        if classes[stop : stop + 1] == "," and _VERB.search(classes, stop) and classes[stop + 1 : stop + 2] not in ("w", "c", "s", "K", "g"):
            parts = (*parts, (stop + 1, content_end(line, stop + 1)))
    parts = tuple(part for part in parts if part[1] > part[0])
    return Report(line, cue, "according to", subject, parts) if parts else None


def _source_end(classes: str, at: int) -> int:
    """Return the end of a source with what describes it: "people familiar with the matter"."""
    while at < len(classes) and classes[at] in "jiodnmeTMhvgpr" and classes[at] not in ",":
        at += 1
    return at


# ------------------------------------------------------------------------------ "reports that"


def _noun(line: Line, at: int, _floor: int) -> Report | None:
    """Read "reports that ...", "Doe's claim that ..."."""
    classes = line.classes
    if line.tokens[at].lower().removesuffix("s") not in words("speech", "nouns"):
        return None
    begin = at + 2
    end = content_end(line, begin)
    if end - begin < 3:
        return None
    owner = phrase_left(classes, at - 1, line.tokens) if classes[at - 1 : at] == "h" else phrase_left(classes, at + 1, line.tokens)
    if at > 0 and classes[at - 1] == "d" and line.tokens[at - 1].lower() in ("his", "her", "its", "their"):
        owner = (at - 1, at)
    return Report(line, (at, at + 1), line.tokens[at].lower(), Subject(owner), ((begin, end),)) if owner else None


_READERS = {"A": _according, "n": _noun}
