"""Follows a change of a few articles: decides anew what they touch, step by step, and tells what was and what comes.

A step decides something of names; where it comes out otherwise than before, all articles that rest on it are concerned
too. What is told of the concerned articles, and of the deals, events and statements that they reach, is gathered twice:
as it was and as it comes. The rest is the same in both, so the difference of the two is the difference of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.fusion.homonyms import Apart, apart, parted
from kg.fusion.identity import keeping
from kg.fusion.statements import renderings
from kg.tally import reach, rows
from kg.tally.meetings import judged
from kg.tally.state import State
from kg.tally.telling import tell
from kg.tally.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kg.fusion.knowledge import Knowledge
    from kg.judgements import Judgement
    from kg.model import Reading, Ref
    from kg.registry import Registry
    from kg.tally.book import Book


class Following:
    """A change under way in a book: the articles of `changed` are other ones before it and after it, or are not there.

    `before` and `after` give what an article says, None where there is none. After `decide`, `was` and `comes` tell
    the parts of both that differ, and `things` the entities that may.
    """

    def __init__(
        self,
        book: Book,
        registry: Registry,
        judgements: Sequence[Judgement],
        changed: Collection[str],
        before: Callable[[str], Reading | None],
        after: Callable[[str], Reading | None],
    ) -> None:
        self.book = book
        self.registry = registry
        self.judgements = judgements
        self.changed = frozenset(changed)
        self.before = State(book, before, registry, after=False)
        self.after = State(book, after, registry, after=True)
        self.states = (self.before, self.after)
        self.concerned = set(changed)
        self.things: set[Ref] = set()
        self.deals = reach.Deals(self.states, judgements)
        self.blocks: set[str] = set()
        self.speakers: set[Ref] = set()

    def decide(self) -> None:
        """Decide anew, step by step, what the change touches, and find how far it reaches."""
        self._names()
        self._people()
        renamed = self._kinds()
        self._reach(renamed, self._owners())
        self._things()

    def was(self) -> Knowledge:
        """The part of what all articles said that may differ now."""
        return tell(self, self.before)

    def comes(self) -> Knowledge:
        """The part of what all articles say that may differ from before."""
        return tell(self, self.after)

    # ----------------------------------------------------------------------------------- steps

    def _names(self) -> None:
        """Which names are one."""
        self._put(self.concerned, lambda state, id_: rows.as_read(state.read(id_)), "read")
        ours = [each for each in self.judgements if each.sort == "entity"]
        told = {name.partition("@")[0] for each in ours for name in (each.a, each.b)}
        names = self._likes(self.book.touched("named", "doing", "renamed") | told)
        keep = keeping(self.after.facts(names), ours, self.registry)
        for ref in names | keep.keys():
            old, new = self.before.keep(ref), keep.get(ref)
            self.book.replace(rows.kept(ref, old) if old else (), rows.kept(ref, new) if new else ())
        kept = self.book.touched("kept")
        self.concerned |= self._articles("in", kept)
        alone = {article for _, at, article in (name.partition("@") for name in kept) if at}
        self.concerned |= {article for article in alone if any(state.read(article) for state in self.states)}
        self._put(self.concerned, lambda state, id_: rows.renamings(state.read(id_), state.keep), "read")

    def _likes(self, names: set[Ref]) -> set[Ref]:
        """The names that others may be one with, with those others and theirs; who stands alone is left out."""
        found: set[Ref] = set()
        queue = set(names)
        while queue:
            likes = {ref: {other for state in self.states for other in state.likes(ref)} for ref in queue}
            found |= {ref for ref, others in likes.items() if others}
            queue = set().union(*likes.values()) - found
        return found

    def _people(self) -> None:
        """Who bears the same name."""
        self._put(self.concerned, lambda state, id_: rows.under_kept_names(state.kept(id_), self.registry), "kept")
        forced = parted(self.judgements)
        for person in sorted(self.book.touched("acting")):
            old = Apart(
                tuple((article, other) for article, _, other in self.before.rows("splits", person)),
                tuple((name, target) for name, target in map(unpacked, self.before.said("giving", person))),
            )
            met = self.after.sightings(person)
            several = len(met) > 1 and (person in forced or person not in self.registry.by_ref)
            new = apart(person, met, forced.get(person, ())) if several else Apart()
            self.book.replace(rows.apart(person, old), rows.apart(person, new))
        self.concerned |= self.book.touched("split")

    def _kinds(self) -> set[Ref]:
        """Of what kind each name is and how it is called; gives the names that are shown otherwise."""
        self._put(self.concerned, lambda state, id_: rows.under_last_names(state.last(id_)), "last")
        kinds = {ref for ref in self.book.touched("entity") if self.before.kind(ref) is not self.after.kind(ref)}
        self.concerned |= self._articles("uses", kinds)
        named = self.book.touched("entity", "place", "former")
        return {ref for ref in named if self.before.name(ref) != self.after.name(ref)}

    def _owners(self) -> set[Ref]:
        """Who stands for whom; gives the organisations for which it is somebody else."""
        self._put(self.concerned, lambda state, id_: rows.fitted(state.fitted(id_), state.kind), "fitted")
        moved = {ref for ref in self.book.touched("owned") if self.before.owner(ref) != self.after.owner(ref)}
        below = {ref for state in self.states for top in moved for ref in state.owned(top)}
        return {ref for ref in below if self.before.root(ref) != self.after.root(ref)}

    def _put(self, articles: Iterable[str], told: Callable[[State, str], Iterator[rows.Row]], step: str) -> None:
        """Put what the articles say now in the place of what they said, for one step."""
        for id_ in sorted(articles):
            old, new = (told(state, id_) if getattr(state, step)(id_) else () for state in self.states)
            self.book.replace(old, new)

    def _articles(self, sort: str, names: Collection[str]) -> set[str]:
        return {article for state in self.states for article in state.articles(sort, names)}

    # ----------------------------------------------------------------------------------- reach

    def _reach(self, renamed: Collection[Ref], moved: Collection[Ref]) -> None:
        deals = {(id_, at) for id_ in self._otherwise("deals") for at in range(self._most(id_))}
        for state in self.states:
            deals |= {(id_, at) for ref in (*renamed, *moved) for id_, at, _ in state.rows("party", ref)}
        self.deals.reach(deals)
        self.deals.judge()
        self.book.replace(*self.deals.amend())
        told = [(state, state.fitted(id_)) for state in self.states for id_ in self._otherwise("events")]
        blocks = {rows.block_of(event) for _, reading in told if reading for event in reading.events}
        blocks |= {block for state in self.states for ref in renamed for block in state.said("about", ref)}
        self.blocks = reach.blocks(self.states, self._and_judged("event", blocks))
        told = [(state, state.fitted(id_)) for state in self.states for id_ in self._otherwise("statements")]
        speakers = {each.speaker for _, reading in told if reading for each in renderings(reading)}
        held = self.book.touched("held")
        speakers |= {who for who in held if self.before.said("held", who) != self.after.said("held", who)}
        self.speakers = reach.speakers(self.states, self._and_judged("statement", speakers))

    def _and_judged(self, sort: str, places: set[str]) -> set[str]:
        """The blocks of events or the speakers, and if there are any, those of names that are judged too."""
        names = judged(self.judgements, sort) if places else ()
        return places | {said for state in self.states for name in names for said in state.said(sort, name)}

    def _otherwise(self, field: str) -> set[str]:
        """The concerned articles that tell otherwise of deals, events or statements, and all that are changed."""
        before, after = self.before.fitted, self.after.fitted
        others = self.concerned - self.changed
        return {*self.changed} | {id_ for id_ in others if getattr(before(id_), field) != getattr(after(id_), field)}

    def _most(self, id_: str) -> int:
        """How many deals an article tells of at most."""
        return max(len(reading.deals) for state in self.states if (reading := state.fitted(id_)))

    def _things(self) -> None:
        """The entities that may be other ones, or have other names that lead to them."""
        self.things = self.book.touched("entity", "place", "former", "keeps", "gives")
        names = self.book.touched("acting", "stands", "given", "kept")
        told = (said for state in self.states for name in names for said in state.said("given", name))
        self.things |= {unpacked(said)[1] for said in told}
