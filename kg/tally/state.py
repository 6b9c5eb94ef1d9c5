"""What is decided before a change or after it, name by name, out of what the book holds of the name."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kg.fusion import people
from kg.fusion.claims import Values
from kg.fusion.entities import Counts, Entities, owner, top
from kg.fusion.facts import Doings, Facts
from kg.fusion.fitting import fitting
from kg.fusion.former import FormerNames
from kg.fusion.identity import renaming
from kg.fusion.shortening import shorter
from kg.model import Kind
from kg.tally.rows import likes
from kg.tally.unpacking import Remembered, sighting, unpacked, witness

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from kg.fusion.homonyms import Sighting
    from kg.fusion.knowledge import Former, Tenure, Thing
    from kg.model import Reading, Ref
    from kg.registry import Registry
    from kg.tally.book import Book, Entry


class State:
    """All decisions before the change under way in a book, or after it.

    Decisions come in steps: names that are kept, people told apart, kinds, owners. What a step decides may be asked
    once the rows of that step are in the book. `held` gives what an article says in this state, None for nothing.
    """

    def __init__(self, book: Book, held: Callable[[str], Reading | None], registry: Registry, *, after: bool) -> None:
        self.book = book
        self.registry = registry
        self.after = after
        self.read = Remembered(held)
        self.kept = Remembered(self._kept)
        self.last = Remembered(self._last)
        self.fitted = Remembered(self._fitted)
        self.kind = Remembered(self._kind)
        self.root = Remembered(partial(top, self.owner))
        self.values = Values()

    def forget(self) -> None:
        """Hold no readings, that memory does not grow with all that were asked for."""
        for each in (self.read, self.kept, self.last, self.fitted):
            each.forget()

    def rows(self, sort: str, name: str) -> list[Entry]:
        """What the book holds of a name."""
        return self.book.rows(sort, name, after=self.after)

    def articles(self, sort: str, names: Iterable[str]) -> set[str]:
        """The articles that say something of these names."""
        return {article for name in names for article, _, _ in self.rows(sort, name)}

    def said(self, sort: str, name: str) -> set[str]:
        """All that is said of a name, by whichever article."""
        return {said for _, _, said in self.rows(sort, name)}

    # ------------------------------------------------------------------ which names are one

    def keep(self, ref: Ref) -> Ref | None:
        """The name that is kept for this one; None when that is itself."""
        return next((new for _, _, new in self.rows("kept", ref)), None)

    def likes(self, ref: Ref) -> set[Ref]:
        """The names that may be one with this."""
        found = self.said("renamed", ref)
        for like in (*likes(ref), f"head {ref}"):
            found |= self.said("like", like)
        if ref.startswith("org/") and (head := shorter(ref)) and self.rows("named", head):
            found.add(head)
        return found - {ref}

    def facts(self, names: Collection[Ref]) -> Facts:
        """What is known of some names and of all that may be one with them."""
        named = {ref: rows for ref in names if (rows := self.rows("named", ref))}
        pairs = {frozenset((ref, other)): "" for ref in names for other in self.said("renamed", ref)}
        return Facts(
            {ref: {article for article, _, _ in rows} for ref, rows in named.items()},
            {ref: min((day, article) for article, day, _ in rows) for ref, rows in named.items()},
            pairs,
            self._doings,
        )

    def _doings(self, names: Collection[Ref]) -> Mapping[Ref, Doings]:
        found: dict[Ref, Doings] = {}
        for ref in names:
            told = found.setdefault(ref, {})
            for article, _, doing in self.rows("doing", ref):
                told.setdefault((doing,), set()).add(article)
        return found

    def _kept(self, article: str) -> Reading | None:
        reading = self.read(article)
        if reading is None:
            return None
        return renaming(reading, dict(unpacked(said) for _, _, said in self.rows("instead", article)))

    # -------------------------------------------------------------- who bears the same name

    def sightings(self, person: Ref) -> list[Sighting]:
        """All articles that name a person, as they know them."""
        return [sighting(person, article, said) for article, _, said in self.rows("acting", person)]

    def _last(self, article: str) -> Reading | None:
        reading = self.kept(article)
        if reading is None:
            return None
        return renaming(reading, dict(unpacked(said) for _, _, said in self.rows("split", article)))

    def retired(self, ref: Ref) -> tuple[Ref, ...]:
        """The names that lead to this one."""
        names = {name for _, name in map(unpacked, self.said("gives", ref))}
        return tuple(sorted(self.said("keeps", ref) | {name for name in names if self._leads(name) == ref}))

    def _leads(self, name: Ref) -> Ref | None:
        """To whom a name leads that fewer articles would have given; None when it is in use or not kept."""
        told = [unpacked(said) for said in self.said("given", name)]
        elsewhere = "@" not in (self.keep(name) or "@")
        if not told or elsewhere or self.rows("acting", name) or self.rows("stands", name):
            return None
        target: Ref = max(told)[1]
        return target

    # -------------------------------------------------------------------- what each name is

    def _fitted(self, article: str) -> Reading | None:
        reading = self.last(article)
        return None if reading is None else fitting(reading, self.kind)

    def counts(self, ref: Ref) -> Counts | None:
        """How often articles take a name for what, and what they call it."""
        counts = Counts()
        for said, times in Counter(said for _, _, said in self.rows("entity", ref)).items():
            kind, name, weight, *surfaces = unpacked(said)
            counts.add(Kind(kind), name, weight * times, surfaces)
        for _, _, name in self.rows("place", ref):
            counts.add_place(name)
        return counts if counts.kinds else None

    def _kind(self, ref: Ref) -> Kind:
        counts = self.counts(ref)
        return self._entities.kind_of(ref, counts.kinds if counts else {})

    def name(self, ref: Ref) -> str | None:
        """The name to show; None where no article names it."""
        counts = self.counts(ref)
        return self._entities.shown(ref, counts.names) if counts and counts.names else None

    def thing(self, ref: Ref) -> Thing:
        """An entity as all articles have it."""
        return self._entities.thing(ref, self.counts(ref), self.retired(ref))

    @cached_property
    def _entities(self) -> Entities:
        return Entities((), self.registry, _Formers(self))

    # --------------------------------------------------------------------- offices, owners

    def tenure(self, ref: Ref, values: Values) -> Tenure | None:
        """A tenure as all articles have it; None when none tells of it."""
        told = self.witnesses(ref)
        return people.tenure(ref, told, values) if told else None

    def witnesses(self, tenure: Ref) -> list[people.Witness]:
        """What articles say of a tenure."""
        return [witness(said) for _, _, said in self.rows("tenure", tenure)]

    def held(self, person: Ref) -> list[Tenure]:
        """The tenures of a person, each as the first article has it."""
        told = ((ref, self.rows("tenure", ref)[0][2]) for ref in sorted(self.said("held", person)))
        return [people.tenure(ref, [witness(said)], Values()) for ref, said in told]

    def owner(self, ref: Ref) -> Ref | None:
        """To whom an organisation belongs."""
        told: Counter[Ref] = Counter()
        for _, _, said in self.rows("owned", ref):
            whole, count = unpacked(said)
            told[whole] += count
        return owner(told, self.registry.by_ref.get(ref))

    def owned(self, ref: Ref) -> set[Ref]:
        """All that may belong to an organisation, however far down, and it itself."""
        found = {ref}
        queue = [ref]
        while queue:
            at = queue.pop()
            below = (self.said("owns", at) | self._known_parts.get(at, set())) - found
            found |= below
            queue += below
        return found

    @cached_property
    def _known_parts(self) -> Mapping[Ref, set[Ref]]:
        found: dict[Ref, set[Ref]] = {}
        for entry in self.registry.entries:
            if entry.parent:
                found.setdefault(entry.parent, set()).add(entry.ref)
        return found


class _Formers:
    """The former names of companies, out of the articles that tell of them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def _told(self, ref: Ref) -> FormerNames:
        state = self._state
        found = (state.last(article) for article, _, _ in state.rows("former", ref))
        return FormerNames((each for each in found if each), state.registry.by_ref, state.values)

    def names(self, ref: Ref) -> frozenset[str]:
        return self._told(ref).names(ref)

    def of(self, ref: Ref) -> tuple[Former, ...]:
        return self._told(ref).of(ref)
