"""The rules: each a small function over a document, known by a name and by the sentences that define it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name in ``ontology/rules.ttl``, with sentences on which it fires and on which it stays silent.

    A rule fires on a text when a reading of the text holds evidence that bears its name.
    """

    name: str
    fires_on: tuple[str, ...]
    silent_on: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a rule that no sentence defines."""
        if not self.fires_on or not self.silent_on:
            raise ValueError(f"rule {self.name!r}: give sentences on which it fires and on which it stays silent")
