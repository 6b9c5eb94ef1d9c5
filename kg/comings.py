"""Which articles a change of a store adds, replaces, leaves as they are and removes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.roster import Entry, Roster


@dataclass(frozen=True, slots=True)
class Change:
    """What a change did to the articles of a store, by id."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    judged: bool = False  # whether judgements came, went or changed

    def __bool__(self) -> bool:
        return bool(self.size or self.judged)

    @classmethod
    def between(cls, held: Roster, new: Mapping[str, Entry], gone: Collection[str], *, judged: bool) -> Change:
        """What becomes of the articles of a list when some are put and others are gone."""
        known = {id_: held[id_].key == new[id_].key for id_ in sorted(new) if id_ in held}
        return cls(
            added=tuple(id_ for id_ in sorted(new) if id_ not in known),
            replaced=tuple(id_ for id_, same in known.items() if not same),
            unchanged=tuple(id_ for id_, same in known.items() if same),
            removed=tuple(sorted(gone)),
            judged=judged,
        )

    @property
    def size(self) -> int:
        """How many articles are other ones than before."""
        return len(self.added) + len(self.replaced) + len(self.removed)
