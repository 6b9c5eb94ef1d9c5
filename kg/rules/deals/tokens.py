"""The words around a word of dealing, one by one, and what each of them can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.document import Form, Mention
from kg.lexicon import tag
from kg.rules.deals.frames import word_list

if TYPE_CHECKING:
    from kg.document import Masked

_POSSESSIVES = {"its", "their", "his", "her", "our", "my", "your", "whose"}


class Token(NamedTuple):
    """A word, a mark or a sign of masked text."""

    at: int
    text: str
    low: str
    mark: str


@dataclass(frozen=True)
class Tokens:
    """The tokens of one sentence, as far as they are near enough to be read."""

    masked: Masked
    tokens: tuple[Token, ...]

    @cached_property
    def _index(self) -> dict[int, int]:
        return {token.at: i for i, token in enumerate(self.tokens)}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(token.low for token in self.tokens)

    def index(self, position: int) -> int:
        """Return the token that begins at a masked position, or -1."""
        return self._index.get(position, -1)

    def low(self, i: int) -> str:
        """Return a token in lower case; empty beyond the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def mark(self, i: int) -> str:
        """Return the kind of a token's mark; empty for a word."""
        return self.tokens[i].mark if 0 <= i < len(self.tokens) else ""

    def mention(self, i: int) -> Mention | None:
        """Return the mention of an organisation, person or open name behind a token."""
        thing = self.masked.atoms.get(self.tokens[i].at) if 0 <= i < len(self.tokens) else None
        return thing if isinstance(thing, Mention) else None

    def is_party(self, i: int) -> bool:
        """Tell whether a token can stand for a party."""
        return self.mark(i) in ("org", "name", "person")

    def is_possessive(self, i: int) -> bool:
        """Tell whether a party stands in the possessive: "Acme's", "its"."""
        mention = self.mention(i)
        if self.low(i + 1) in ("'s", "'"):
            return True
        return mention is not None and (mention.form is Form.PRONOUN and mention.text.lower() in _POSSESSIVES)

    def is_verb(self, i: int) -> bool:
        """Tell whether a word is mostly a finite verb."""
        word = self.low(i)
        return word in word_list("auxiliaries") or tag(word).startswith(("VBZ", "VBD", "VBP", "MD"))

    def is_finite(self, i: int) -> bool:
        """Tell whether a word can only be a finite verb: "follows", "will", "is"."""
        return (
            not self.mark(i)
            and tag(self.low(i)) in ("VBZ", "VBP", "MD")
            and self.low(i) not in word_list("function_nouns")
        )
