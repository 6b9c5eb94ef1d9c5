"""Cuts a text into paragraphs and sentences. Offsets count code points of the whole text, the end excluded."""

import re
from collections.abc import Iterator

from kg.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# A mark that may close a sentence, closing marks behind it, then space. Newlines always end a sentence.
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
# A letter alone is an initial, but not behind a noun that letters count: "a Series C".
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'])(?:(?<!Series\s)(?<!series\s)(?<!Class\s)(?<!Model\s)(?<!Plan\s)(?:[A-WYZ]|(?<!\son\s)(?<!\sto\s)(?<!via\s)X)|Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Del|Messrs|Adm|Maj|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Ste?|Mt|Ft|Jr|Sr|Inc|Corp|Co|"
    r"Ltd|Bros|No|Nos|vs|v|approx|est|cf|al|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|"
    r"Pte|Pty|Pvt|Ariz|Calif|Colo|Conn|Fla|Mass|Mich|Minn|Nev|Okla|Ore|Tenn|Tex|Wis|Ave|Blvd|Rd|Dept|Univ|Assn|Fig|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N|E\.U|D\.C|(?:[A-Za-z]\.)+[A-Za-z])$"
)
# After these a sentence can end all the same, when what follows begins a new one.
_MAY_END = re.compile(
    r"(?:Inc|Corp|Co|Ltd|Pte|Pty|Pvt|Ariz|Calif|Colo|Conn|Fla|Mich|Minn|Nev|Okla|Ore|Tenn|Wis|Jr|Sr|al|a\.m|p\.m|(?:[A-Z]\.)+[A-Z])$"
)
_OPENER = re.compile(
    r"\s+[\"“‘«](?=\w)|\s+[\"“‘'(\[]*(?:The|A|An|In|On|At|It|Its|He|She|They|We|I|This|That|These|Those|But|And|So|As|For|If|When|While|"
    r"After|Before|Since|Under|With|However|Meanwhile|Last|Both|Some|Many|Most|Separately|According|Shares)\b"
)


def paragraphs(text: str, start: int = 0) -> list[Span]:
    """Return the spans of the lines that hold more than space, without the space around them."""
    found = []
    for line in _LINE.finditer(text, start):
        words = line.group()
        stripped = words.strip()
        if stripped:
            begin = line.start() + words.index(stripped[0])
            found.append((begin, begin + len(stripped)))
    return found


def sentences(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of a paragraph; together they cover it but for the space between them."""
    start, end = paragraph
    found = []
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_here(text, start, stop, end):
            found.append((start, stop.end()))
            start = _skip_space(text, stop.end(), end)
    if start < end:
        found.append((start, end))
    return found


def _ends_here(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether the mark ends a sentence: no lower case follows, no abbreviation precedes."""
    follows = text[stop.end() : min(stop.end() + 40, end)]
    first = follows.lstrip().lstrip("\"“‘'([")[:1]
    if not first or first.islower():
        return False
    if stop.group()[0] != "." or len(stop.group()) > 1:
        return True
    before = text[max(start, stop.start() - 12) : stop.start()]
    if not _ABBREVIATION.search(before):
        return True
    return bool(_MAY_END.search(before) and _OPENER.match(follows))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def words(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Yield the words of a span: letters and digits with inner apostrophes, hyphens and points."""
    return WORD.finditer(text, *span)


WORD = re.compile(r"\w+(?:['’.&-]\w+)*")


def lower(text: str) -> str:
    """Return a text in lower case, every character in its place."""
    low = text.lower()
    if len(low) == len(text):
        return low  # else a capital became two characters, such as the Turkish dotted I
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)
