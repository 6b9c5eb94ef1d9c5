"""Where a report ends: before the writer's own words, a further verb of the speaker, or the source of the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.rules.speech.clauses import VERB, has_clause, past_adverbials, past_hearer
from kg.rules.speech.cues import cue_forms, frames
from kg.rules.speech.phrases import phrase_right

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line

#: A second speaker who begins behind a comma or dash: '..., and Doe replied, "..."'.
_NEW_SPEECH = re.compile(r"[,;-]+c?[dnmeTjhp]{1,6}[rx]*k[rD]*[,:]q")
#: Quoted words behind a colon that have an attribution of their own: 'denied it: "...," the firm said'.
_OTHER_WORDS = re.compile(r":(?=q,?[dnmeTjhp]{1,8}[rx]*k)")
#: A clause behind a colon with an attribution of its own: "is late: the roof, he said, leaks".
_OTHER_CLAUSE = re.compile(r":(?=[^:;q]{2,40}(?:,[dnmeTjhp]{1,6}[rx]*k[rD]*(?:,|$)|byi))")
#: The source of the whole sentence at its end: "..., chief executive Jane Doe said in a speech on Thursday".
_SOURCE = re.compile(r",[dnmeTjhp]{1,8}k(?:r|D|[io][dnmTejM]{1,6})*$")
#: Where the writer may take over again behind a report.
_WRITER = re.compile(
    r";|(?:,|(?<=q))d[jn]*[nj](?=[wt]|[em][rx]*[vkn])|,w(?=[^,;q]*$)|,c(?=W)"  # ", a figure that", ", and what"
    r"|,?A|(?:,|(?<=q))[cs]?[Kg]|,?[cs]r*k|,?[cs]r*v|,?[cs]r*x!|,?[cs]r*xo|,s|,r,"
)
_FURTHER = re.compile(r",?[cs]r*[xbk]|,k(?=[dnmet])|,cv|,c[dnmejTp]{1,6}[rx!]*[vbxk]")
_AS_REPORTED = re.compile(r"[pm]x(?:[rDi,]|$)|x[dmne]|[^,.;]{1,10}[rx]*(?P<verb>k)[rD]*(?:i[^,]*)?(?:[.,]|$)")
_SAYS_AGAIN = re.compile(r"(?:[pme]|d[jn]*[nT])[rx]*k|W[vyg]")  # "but he said", "but when pressed"
_GOES_ON = re.compile(r"[t:]|q(?![njm])")
_TO_ACT = re.compile(r"(?:p|e|d?[jn]*[nm])o[vkI]")  # "and asked them to wait"
_SO_NAMED = re.compile(r"(?:p|e|d?(?:[jnmDM]|[nmeT]h)*[nmk])[sq]")  # "and described demand as strong"
_RANKED = re.compile(r",(?:di)?d")
_RESUMED = re.compile(r",[rx!]*[vkxb]")  # "the mill, its largest, will close"
_NEAR = 40  # tokens before a remark in which the tense of what is said shows
_AGAIN = re.compile(r"[pem][rx]*k")  # "where she expects"
_FIRST = ("first", "latest", "second", "third", "most", "largest", "biggest")
_CONTRASTS = ("while", "whereas", "though", "although")


def content_end(line: Line, start: int) -> int:
    """Return where a content that begins at `start` ends: before the stop, a semicolon, or the writer's own words."""
    classes, end = line.classes, len(line.classes)
    while end > start and classes[end - 1] in ".,;:-":
        end -= 1
    for other in (
        (_NEW_SPEECH, _OTHER_WORDS, _OTHER_CLAUSE, _SOURCE)
        if "k" in classes[start:end] or ":" in classes[start:end]
        else ()
    ):
        if (match := other.search(classes, start, end)) is not None:
            end = match.start()
    for match in _WRITER.finditer(classes, start, end):
        if match.start() > start and _ends_content(line, match.end(), match.group()):
            end = match.start()
            break
    return _before_remark(line, start, end)


def _before_remark(line: Line, start: int, end: int) -> int:
    """Return where the writer's remark on what is said begins, if there is one: ", the largest such lease"."""
    at = start
    while (at := line.classes.find(",", at + 1, end)) > 0:
        if (VERB.search(line.classes, start, at) or "o" in line.classes[start:at]) and _is_remark(line, start, at, end):
            return at
    return end


def _is_remark(line: Line, start: int, at: int, end: int) -> bool:
    """Tell whether a comma at `at` brings a remark that lasts to the end of the sentence."""
    word, behind = line.word(at + 1), line.word(at + 2)
    if _RANKED.match(line.classes, at, end):
        named = line.classes[at - 1] in "me" and behind != "latest"  # "Acme, its largest buyer"
        return not named and _is_ranked(line, at + 1, end)
    if word == "in":
        return behind in ("a", "an", "what")
    if word == "which" and _AGAIN.match(line.classes, at + 2, end):  # "which she described as"
        return not _RESUMED.search(line.classes, at + 1, end)
    if word == "which":
        return _is_present(line, at + 2) and not _RESUMED.search(line.classes, at + 1, end)
    if word == "where":
        return _AGAIN.match(line.classes, at + 2, end) is not None
    found = phrase_right(line.classes, at + 2) if word == "as" else None
    if found is None or not line.classes.startswith("v", found[1]) or not _is_present(line, found[1]):
        return False
    return any(line.word(i) in ("would", "had", "was", "were") for i in range(max(start, at - _NEAR), at))


def _is_present(line: Line, at: int) -> bool:
    return line.word(at).endswith("s") and line.classes[at] in "vxb" and line.word(at) != "was"


def _is_ranked(line: Line, at: int, end: int) -> bool:
    """Tell whether a phrase says of what is said which of its kind it is: "the latest sign", "its biggest lease"."""
    near = [line.word(i) for i in range(at, min(at + 4, end))]
    first = next((i for i, word in enumerate(near) if word in _FIRST or (len(word) > 5 and word.endswith("est"))), 0)
    return first > 0 and not _RESUMED.search(line.classes, at, end)


def short_end(line: Line, start: int) -> int:
    """Return where a content without a finite verb of its own ends: also before a further verb of the speaker."""
    end = content_end(line, start)
    match = _FURTHER.search(line.classes, start + 1, end)
    return match.start() if match else end


def _ends_content(line: Line, behind: int, shape: str) -> bool:
    """Tell whether the writer takes over with the words of `shape`, which end before `behind`."""
    word = line.word(behind - 1)
    if shape[-1] == "w":
        return word == "which"
    if shape[-1] in "gK":
        return word in words("speech", "narrator") or (shape[-1] == "K" and _reports(line, behind))
    if shape[-1] == "v":
        return word in words("speech", "refusing")
    if shape[-1] in "!o":
        return any(_silence(line.word(at)) for at in range(behind, behind + 3))
    if shape[-1] == "k":
        return _goes_on(line, behind)
    if shape[-1] == "s":
        if word == "but":
            return _SAYS_AGAIN.match(line.classes, behind) is not None
        return word in _CONTRASTS or (word == "as" and _is_reported(line, behind))
    return shape != ",r," or line.word(behind - 2) == "however"


def _is_reported(line: Line, at: int) -> bool:
    """Tell whether "as" brings who else says so: "as Doe reported", "as it had", not "as works would not start"."""
    match = _AS_REPORTED.match(line.classes, at)
    verb = match and match["verb"] and line.lemma(match.end("verb") - 1)
    return match is not None and (not verb or bool(frames()[verb] & {"clause", "hearer"}))


def _silence(word: str) -> bool:
    return word in words("speech", "silent") or cue_forms().get(word, ("",))[0] in words("speech", "silent")


def _goes_on(line: Line, behind: int) -> bool:
    """Tell whether a finite verb of speech that ends before `behind` goes on with words of the speaker's own."""
    allowed = frames()[line.lemma(behind - 1)]
    if _GOES_ON.match(line.classes, behind):
        return True
    if ("request" in allowed and _TO_ACT.match(line.classes, behind)) or (
        "naming" in allowed and _SO_NAMED.match(line.classes, behind)
    ):
        return True
    return "clause" in allowed - {"transitive"} and has_clause(line, behind, len(line.classes), allowed)


def _reports(line: Line, at: int) -> bool:
    """Tell whether an -ing form that ends before `at` brings a report of its own: "adding that"."""
    allowed = frames()[line.lemma(at - 1)]
    start = past_adverbials(line, past_hearer(line.classes, at) if "hearer" in allowed else at)
    if (line.classes[start : start + 1] or " ") in "tq:W" or line.classes[start : start + 2] == ",q":
        return True
    if phrase_right(line.classes, at) is None:
        return False
    return bool(allowed & {"naming", "object", "request"}) or has_clause(line, start, len(line.classes), allowed)
