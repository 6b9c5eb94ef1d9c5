"""Where noun phrases begin and end among the words around a word of dealing.

Phrases end at function words and at verbs that a name is the subject of, so that no grammar of English is needed.
"""

from __future__ import annotations

from kg.document import Form
from kg.lexicon import tag
from kg.rules.deals.frames import verb_list, word_list
from kg.rules.deals.tokens import Tokens

_LONGEST = 24  # tokens of a noun phrase
_OPENERS = ("a", "an", "the", "its")
_MEASURES = ("money", "duration", "quantity")


class Phrases(Tokens):
    """Tokens with the noun phrases they make."""

    def in_phrase(self, i: int) -> bool:
        """Tell whether a token can stand inside a noun phrase."""
        token = self.tokens[i]
        if token.mark:
            return token.mark != "quote"
        if token.low == "'" and self.is_party(i - 1):
            return True  # "Acme Studios' plan"
        return token.low in ("'s", "-", "&", "%") or (
            token.text[0].isalnum() and token.low not in word_list("function")
        )

    def phrase(self, i: int) -> int:
        """Return the end of the noun phrase that begins at token `i`; `i` itself when none does."""
        first = i
        while i < min(len(self.tokens), first + _LONGEST) and self.in_phrase(i):
            if i > first and ((self.is_party(i - 1) and self.begins_new(i)) or self._is_pronoun(i) or self._acts(i)):
                break
            i += 4 if self._closes_sum(i + 3) else 1
        return i

    def begins_new(self, i: int) -> bool:
        """Tell whether the token behind a name begins something new: a verb, a date, a sum."""
        if self.mark(i) in ("date", "duration", "money") or self.low(i) in word_list("determiners"):
            return not self.is_possessive(i - 1)
        if self.low(i) in ("one", "two", "last", "next"):
            return not self.is_possessive(i - 1) and self.low(i + 1) in (
                "day",
                "days",
                "week",
                "weeks",
                "month",
                "months",
                "year",
                "years",
            )
        if self.is_verb(i) or tag(self.low(i)) == "VB":
            return self.low(i) not in ("'s", "-", "compute", "power")
        if self.low(i) in verb_list("light") and self.low(i - 2) == "and":
            return True  # "Acme and Borealis end talks"
        if self.low(i) in word_list("adverbs") or (tag(self.low(i)) == "RB" and self.low(i).endswith("ly")):
            return True
        if self.low(i) in verb_list("light") and self._is_object(i + 1, marks=_MEASURES):
            return True
        return not self.mark(i) and not self.is_possessive(i - 1) and self._is_said_of(i)

    def _is_said_of(self, i: int) -> bool:
        """Tell whether the participle behind a name tells what it does, or is the verb of its clause."""
        word, kind, after = self.low(i), tag(self.low(i)), self.low(i + 1)
        if kind in ("VBN", "VBD") and after == "by":
            return True  # "a loan to Acme backed by its chips"
        if kind == "VBN" and (after in word_list("determiners") or self.is_party(i + 1)):
            return True  # "its bet on Acme surprised the market"
        if kind == "VBG" and word not in word_list("trades"):
            return self._is_object(i + 1) or tag(after) in ("NNS", "CD")  # "with Acme covering robots"
        later = self.mark(i + 1) == "date" or after in ("in", "on", "at", "with", "after")
        return later and word.endswith("ed")  # "its offer for Acme lapsed in March"

    def _is_object(self, i: int, marks: tuple[str, ...] = ()) -> bool:
        """Tell whether a phrase begins at `i` that a verb before it can act on: "the", a name, a sum."""
        return self.low(i) in word_list("determiners") or (self.mark(i) in marks if marks else bool(self.mark(i)))

    def _acts(self, i: int) -> bool:
        """Tell whether a word behind a noun is a verb with an object: "[the unit] gives Acme a plant"."""
        if self.mark(i) or tag(self.low(i)) not in ("VBZ", "VBP", "MD") or not self.is_finite(i):
            return False
        if self.low(i + 1) not in _OPENERS and (not self.is_party(i + 1) or self.is_possessive(i - 1)):
            return False
        return self.low(i - 1) not in word_list("determiners") and self.low(i - 1) not in ("'s", "'")

    def _acts_on(self, i: int) -> bool:
        """Tell whether a word before a name is a verb: "regulators blocked [Acme's bid]", not "the embattled Acme"."""
        if self.is_verb(i):
            return True
        acting = self.mark(i - 1) in ("org", "name", "person", "date") or (
            not self.mark(i - 1) and tag(self.low(i - 1)) in ("NNS", "NNP")
        )
        return acting and not self.mark(i) and self.low(i).endswith("ed") and tag(self.low(i)) == "VBN"

    def phrase_start(self, i: int) -> int:
        """Return the beginning of the noun phrase whose last token is `i`."""
        last = i
        while i > max(0, last - _LONGEST) and not self._is_pronoun(i):
            if self._closes_sum(i - 1):
                i -= 3  # "a €2 billion ($2.2 billion) deal"
            elif not (self.in_phrase(i - 1) or self._joins_adjectives(i - 1) or self._tells_more(i - 1)):
                break
            if self.is_party(i) and self._acts_on(i - 1) and self.low(i - 1) not in ("'s", "-"):
                break
            if self.is_party(i - 2) and self.begins_new(i - 1) and not (self.mark(i - 1) or self._determines(i - 1)):
                break
            if self._is_headline_verb(i - 1) or self._is_pronoun(i - 1):
                break
            i -= 1
            if self.low(i) in word_list("determiners") or self._stands_for_one(i):
                break
        return i

    def _determines(self, i: int) -> bool:
        """Tell whether an article or the like opens a phrase at `i`: "awarded Acme [a contract]"."""
        return self.low(i) in word_list("determiners") and not self.mark(i)

    def _closes_sum(self, i: int) -> bool:
        """Tell whether a sum that only converts the one before it ends at `i`, in brackets."""
        return self.low(i) == ")" and self.mark(i - 1) == self.mark(i - 3) == "money" and self.low(i - 2) == "("

    def _is_pronoun(self, i: int) -> bool:
        """Tell whether a token is a pronoun that is no possessive: "it", "they"; at the edge, "its" too."""
        mention = self.mention(i) if self.mark(i) else None
        return mention is not None and mention.form is Form.PRONOUN and not self.is_possessive(i)

    def _stands_for_one(self, i: int) -> bool:
        """Tell whether a token is a pronoun, possessive or not: "it", "its"."""
        mention = self.mention(i) if self.mark(i) else None
        return mention is not None and mention.form is Form.PRONOUN

    def _is_headline_verb(self, i: int) -> bool:
        """Tell whether a word before a noun is the verb of its clause: "shareholders reject", "has signed"."""
        word, kind = self.low(i), tag(self.low(i))
        if self.mark(i) or kind not in ("VB", "VBZ", "VBP", "VBD", "VBN") or self.tokens[i].text.isupper():
            return False
        if word == "compute" or self._tells_more(i):
            return False  # in news of deals a noun; "its previously announced lease"
        if kind in ("VB", "VBP") and (self.mark(i - 1) in _MEASURES or self.low(i - 1) in word_list("determiners")):
            return False  # "a $4 billion compute agreement"
        if word in verb_list("light") and (self.low(i - 1) in word_list("carriers") or tag(self.low(i - 1)) == "RB"):
            return True
        return kind in ("VB", "VBZ", "VBP") or (kind == "VBD" and not word.endswith("ed"))

    def _tells_more(self, i: int) -> bool:
        """Tell whether a participle stands behind an adverb in a noun phrase: "Acme's previously announced [deal]"."""
        before = self.low(i - 2)
        if tag(self.low(i)) not in ("VBN", "VBD"):
            return False
        own = before in word_list("determiners") or before in ("'s", "'") or self.is_possessive(i - 2)
        return own and tag(self.low(i - 1)) == "RB" and not self.mark(i - 1)

    def _joins_adjectives(self, i: int) -> bool:
        """Tell whether the comma at `i` parts adjectives of one noun: "a $6 billion, eight-year lease"."""
        if self.low(i) != "," or i == 0 or i + 1 >= len(self.tokens):
            return False
        before, after = i - 1, i + 1
        return (self.mark(before) in ("money", "duration", "quantity") or tag(self.low(before)) == "JJ") and (
            self.mark(after) in ("money", "duration", "quantity") or tag(self.low(after)) == "JJ"
        )
