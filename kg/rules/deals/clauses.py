"""Reads what stands around a word of dealing: the names joined to its left and the phrases that follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS
from kg.lexicon import tag
from kg.rules.deals.frames import entries, word_list
from kg.rules.deals.inserted import closed_aside
from kg.rules.deals.phrases import Phrases
from kg.rules.deals.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Masked

_NAMES = {mark: name for name, mark in MARKS.items()}
_TOKEN = re.compile(
    r"[\ue000-\ue00f]|'(?:s|ve|re|ll|d|m)\b|\w+(?:[&/.]\w+)*(?:['-]\w+)*|[^\s\w*]"
)  # asterisks only mark what is bold
_REACH = 420  # so many characters left and right of a word are read at most


@dataclass(frozen=True, slots=True)
class Argument:
    """Words that depend on a word of dealing. `place` is ``object``, a preposition, or "" where neither holds."""

    place: str
    first: int  # tokens
    last: int


class Clause(Phrases):
    """The tokens of one sentence, as far as they are near enough to be read."""

    def listed(self, i: int) -> Iterator[int]:
        """Yield the party at `i` and those coordinated with it to its left: "A, B and C"."""
        yield i
        for _ in range(20):
            start = self.phrase_start(i)
            j = start - 1
            if self.low(j) in ("and", "&", "/") and self.low(j - 1) == ",":
                j -= 1
            if self.low(j) not in ("and", "&", ",", "/", "plus", "-"):
                return
            if self.low(j) in ("/", "-") and self.tokens[j].at + 1 != self.tokens[start].at:
                return  # "/Newswire/ -- Acme": a dash, not a hyphen
            i = self.before_aside(j - 1)
            first = self.phrase_start(i)
            apart = self.low(first - 2) == "according" or self.low(first) in ("unlike", "besides")
            if not self.is_party(i) or apart:
                return  # "according to Acme, Borealis has", "unlike Acme, Borealis"
            yield i

    def before_aside(self, i: int) -> int:
        """Skip back over brackets and legal forms behind a name: "AMD (NASDAQ: AMD)", "Mizuho Bank, Ltd,"."""
        if self.low(i) == ")":
            i = self.opening(i) - 1
        while self.low(i) in word_list("legal_forms"):
            i -= 2 if self.low(i - 1) == "," else 1
        return i - 1 if self.low(i) == "," else i

    def opening(self, i: int) -> int:
        """Return where the bracket that closes at `i` opens; `i` where it does not, near by."""
        for j in range(i, max(-1, i - 20), -1):
            if self.low(j) == "(":
                return j
        return i

    def arguments(self, i: int) -> Iterator[Argument]:
        """Yield the phrases that follow a word of dealing, `i` being the token behind it, up to the clause's end."""
        place, first, limit = "object", i, min(len(self.tokens), i + 60)
        while i < limit:
            low = self.low(i)
            if low == "(":
                i = self._closing(i)
            elif low in word_list("prepositions") or self._gives_examples(i):
                if self._leads_away(i):
                    return
                place = low
                i += 1
            elif low in ("that", "which") and (related := self._goes_on(i)) > i:
                i = related
            elif low == "," and (behind := closed_aside(self, i)) > i:
                place, i = "", behind  # "its arm, which makes cables, to Acme"
            elif self.ends_reach(i):
                return
            elif self.in_phrase(i):
                end = max(self.phrase(i), i + 1)
                if place == "" and self._begins_clause(i, end):
                    return
                yield Argument(place, i, end)
                paired = place == "between" and self.low(end) == "and" and self.is_party(end - 1)
                place = place if paired or self._continues(end, end - 1) else ""
                i = end
            else:
                place = "" if i == first and low == "," else place  # "with the deal, Acme has become"
                i += 1

    def _gives_examples(self, i: int) -> bool:
        """Tell whether examples follow "as" at `i`: "from firms such as Acme"."""
        return self.low(i) == "as" and self.low(i - 1) == "such"

    def _goes_on(self, i: int) -> int:
        """Return where a relative clause at `i` goes on to name who takes part; `i` where none does."""
        after = self.low(i + 1)
        if after in ("was", "were", "is", "are"):
            return i + 3  # "loans that were arranged by"
        return i + 1 if after in word_list("naming") and self.low(i) == "that" else i  # "that included Acme"

    def _leads_away(self, i: int) -> bool:
        """Tell whether the preposition at `i` opens what is no phrase of the word of dealing."""
        low = self.low(i)
        if low in ("to", "by", "for") and not self._begins_phrase(i + 1):
            return True  # "to buy", "by selling"
        if low == "by" and self.low(i - 1) in word_list("reporting"):
            return True  # "the sale, first reported by": whoever reports it takes no part
        return low == "with" and self.low(i - 1) == "," and self._is_absolute(i)  # "the loan, with Acme joining"

    def _is_absolute(self, i: int) -> bool:
        """Tell whether "with" at `i` brings a subject and a participle of its own: ", with Acme joining"."""
        return any(
            self.is_party(k - 1) and not self.mark(k) and self.low(k).endswith("ing")
            for k in range(i + 2, min(len(self.tokens), i + 25))
        )

    def _closing(self, i: int) -> int:
        for j in range(i, min(len(self.tokens), i + 12)):
            if self.low(j) == ")":
                return j + 1
        return i + 1

    def _begins_phrase(self, i: int) -> bool:
        """Tell a noun phrase from an infinitive or a gerund: "to Acme", "for the startup", not "to buy"."""
        if self.mark(i) or self.low(i) in word_list("determiners"):
            return True
        if self.low(i + 1) in word_list("determiners"):
            return False  # "to split the assets"
        if self.low(i - 1) == "to" and self._is_infinitive(i):
            return False  # "to fund chips"
        kind = tag(self.low(i))
        if self.low(i) in word_list("trades") and tag(self.low(i + 1)).startswith("NN"):
            return True  # "for computing power"
        return not kind.startswith("VB") and not (kind == "" and self.low(i).endswith("ing"))

    def _is_infinitive(self, i: int) -> bool:
        """Tell whether a word that may be a noun as well is a verb of dealing with an object: "to fund chips"."""
        entry = entries().get(self.low(i))
        verbal = entry is not None and any(form == "base" for _, form in entry.verbs)
        return verbal and i + 1 < len(self.tokens) and self.in_phrase(i + 1)

    def ends_reach(self, i: int) -> bool:
        """Tell whether what follows at `i` belongs to another clause."""
        low = self.low(i)
        if low == "another" and self.low(i + 1) in ("with", "from"):
            return True  # another deal
        if low == "backed" and not (self.is_party(i - 1) or self.low(i - 1) in (",", ")")):
            return False  # "a round backed by"
        if low == "and" and "money" in (self.mark(i + 1), self.mark(i + 2)) and self.low(i - 1) == ",":
            return True  # ", and now $3 billion to Acme"
        if low == "," and (self.low(i + 1) in word_list("finite") or self._has_object(i + 1)):
            return True  # "which emerged from a deal, has backing from", "bought Acme, sold a mill to"
        return low in word_list("breakers") or (low in ("and", "but") and self._begins_verb(i + 1))

    def _begins_verb(self, i: int) -> bool:
        if self.mark(i):
            return False
        return self.is_verb(i) or tag(self.low(i)) == "VB" or self._has_object(i)

    def _has_object(self, i: int) -> bool:
        """Tell whether a form that may be a participle has an object: "from Acme and selected Borealis"."""
        acts = not self.mark(i) and tag(self.low(i)) in ("VBN", "VBD")
        behind = self.mark(i + 1) == "money" or self.is_party(i + 1) or self.low(i + 1) in word_list("determiners")
        return acts and behind

    def _begins_clause(self, first: int, end: int) -> bool:
        """Tell whether a phrase behind a comma is the subject of a new clause, its verb in it or next to it."""
        if self.mark(end) == "date":
            return self.is_verb(end + 1)  # "Acme last week raised"
        return any(
            self.is_verb(i) and (self.is_party(i - 1) or tag(self.low(i)) != "VBN") for i in range(first + 1, end + 1)
        )

    def _continues(self, i: int, last: int) -> bool:
        """Tell whether a list of parties goes on behind the phrase that ends at `i`, `last` being its last token."""
        if not self.is_party(last):
            return False
        if self.low(i) == "(" and self.low(i + 1) != "and":
            i = self._closing(i)  # "Acme (NYSE: AC), Borealis and"
        if self.low(i) == ",":
            i += 1
            if self.low(i) == "and" and not self._is_row(last):
                return False  # "from Acme, and Borealis": a new clause, where but one is named
        elif self.low(i) not in ("and", "&", "or", "/", "plus", "-", "("):
            return False
        if self.low(i) in ("and", "&", "or", "("):
            i += 1
        if i >= len(self.tokens) or not self.in_phrase(i) or (self.low(i - 1) == "and" and self._begins_verb(i)):
            return False
        end = self.phrase(i)
        return self.is_party(end - 1) and (not self.is_verb(end) or self._is_subject(i - 1, last))

    def _is_row(self, last: int) -> bool:
        """Tell whether names stand in a row of at least two where one ends at token `last`: "Acme, Borealis"."""
        before = self.phrase_start(last) - 1
        return self.low(before) in (",", "and", "&", "or") and self.is_party(self.before_aside(before - 1))

    def _is_subject(self, joint: int, last: int) -> bool:
        """Tell whether "and" at `joint` joins names in the subject of the sentence, its verb being what follows."""
        if self.low(joint) != "and" or joint != last + 1:
            return False
        return not any(self.is_verb(k) or tag(self.low(k)) in ("VBD", "VBN") for k in range(last) if not self.mark(k))


def clause(masked: Masked, position: int) -> Clause:
    """Return the clause around a masked position: its sentence, cut where it is very long."""
    text = masked.text
    start = text.rfind(BOUNDARY, max(0, position - _REACH), position) + 1 or max(0, position - _REACH)
    end = text.find(BOUNDARY, position, position + _REACH)
    end = end if end >= 0 else min(len(text), position + _REACH)
    found = [
        (match.start(), word := match.group(), word.lower(), _NAMES.get(word, ""))
        for match in _TOKEN.finditer(text, start, end)
    ]
    return Clause(masked, tuple(map(Token._make, found)))
