"""What judgements say of sightings: which belong together and which apart, whatever the rules make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.fusion.naming import Named
    from kg.judgements import Judgement
    from kg.model import Ref

Item = TypeVar("Item")
#: What tells one sighting from all others: the article, then its place in the article.
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of sets of sightings, by key, that are the same thing, and pairs that are not."""

    same: tuple[tuple[frozenset[Key], frozenset[Key]], ...] = ()
    different: tuple[tuple[frozenset[Key], frozenset[Key]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    def mark(self, key: Key) -> tuple[int, ...]:
        """The sets a sighting is in; sightings with other marks must not be thrown together unasked."""
        sides = [side for pair in (*self.same, *self.different) for side in pair]
        return tuple(at for at, side in enumerate(sides) if key in side)

    def joined(self, keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
        """The indexes of sightings that belong together."""
        for first, second in self.same:
            both = [at for at, key in enumerate(keys) if key in first or key in second]
            yield from ((both[0], other) for other in both[1:])

    def part(self, first: Key, second: Key) -> bool:
        """Whether two sightings are judged to be of different things."""
        return any((first in a and second in b) or (first in b and second in a) for a, b in self.different)


NONE: Final = Bonds()


def bonds(
    judgements: Iterable[Judgement],
    found: Sequence[Named[Item]],
    *,
    own: Callable[[Item], Sequence[Ref]],
    article: Callable[[Item], str],
    key: Callable[[Item], Key],
) -> Bonds:
    """Turn judgements on names into bonds between sightings. `found` is what the rules alone make of them.

    A name stands for all sightings of what bears it; within one thing, for those that would bear it alone. A name
    with ``@article`` stands for the sightings in that article. Names of nothing here make no bond.
    """
    homes = {ref: each for each in found for ref in (each.ref, *each.retired)}

    def those(name: str, *, narrow: bool) -> frozenset[Key]:
        ref, _, where = name.partition("@")
        home = homes.get(ref)
        if home is None:
            return frozenset()
        chosen = [item for item in home.group if not where or article(item) == where]
        narrowed = [item for item in chosen if ref in own(item)] if narrow and not where else []
        return frozenset(key(item) for item in narrowed or chosen)

    same, different = [], []
    for each in judgements:
        one = homes.get(each.a.partition("@")[0]) is homes.get(each.b.partition("@")[0])
        pair = those(each.a, narrow=one), those(each.b, narrow=one)
        if all(pair) and each.verdict == "same":
            same.append(pair)
        elif all(pair) and each.verdict == "different" and not pair[0] & pair[1]:
            different.append(pair)
    return Bonds(tuple(same), tuple(different))
