"""Turns what a change tells into quads that go and come, when some of what goes is still borne out by other articles.

A claim stays while any words speak for or against it, a value while anything has it, an entity while it is spoken of.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.changes import Delta, between
from kg.fusion.entities import is_thing
from kg.fusion.knowledge import Knowledge
from kg.fusion.people import ties
from kg.graph import CLAIMS, ENTITIES, quads
from kg.iris import claim_ref, ref_of
from kg.prefixes import ID
from kg.tally.rows import urls
from kg.terms import KG, RDF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Ref
    from kg.tally.following import Following

_ARTICLE: Final = f"{ID}graph/article-"
_BACKING: Final = (KG.supports, KG.refutes)
#: Where an entity stands that is spoken of.
_SPOKEN_OF: Final = (RDF.subject, RDF.object, KG.speaker, KG.coSpeaker, KG.spokenFor, SCHEMA.about, KG.ofProduct)


def delta(graph: ox.Store, following: Following) -> Delta:
    """What changes in the graphs of what articles say, `graph` being as it was before the change."""
    return _Settling(graph, following).delta()


def said(before: Knowledge, after: Knowledge) -> Delta:
    """What changes in the graphs of what articles say; only what differs is written out and compared."""
    old, new = _differing(before, after), _differing(after, before)
    return between(quads(old), quads(new))


def _differing(here: Knowledge, there: Knowledge) -> Knowledge:
    """The records that the other knowledge does not have, and the articles that share quads with one that differs."""
    told = {}
    for field in fields(Knowledge):
        other = frozenset(getattr(there, field.name))
        told[field.name] = tuple(record for record in getattr(here, field.name) if record not in other)
    changed = {each.id for each in {*here.articles} ^ {*there.articles}}
    shared = {
        url for knowledge in (here, there) for each in knowledge.articles if each.id in changed for url in urls(each)
    }
    told["articles"] = tuple(each for each in here.articles if each.id in changed or shared.intersection(urls(each)))
    return replace(here, **told)


class _Settling:
    def __init__(self, graph: ox.Store, following: Following) -> None:
        self.graph: Any = graph
        self.following = following
        told = said(following.was(), following.comes())
        self.gone: set[ox.Quad] = set(told.gone)
        self.new: set[ox.Quad] = set(told.new)
        self._coming: dict[Any, set[Any]] = defaultdict(set)
        self._expect(self.new)

    def delta(self) -> Delta:
        self._keep_claims()
        self._entities()
        self._values()
        return between(self.gone, (quad for quad in self.new if quad not in self.graph))

    # ----------------------------------------------------------------------------------- claims

    def _keep_claims(self) -> None:
        going: dict[Any, set[ox.Quad]] = defaultdict(set)
        for quad in self.gone:
            if quad.graph_name == CLAIMS and _is(quad.subject, "claim"):
                going[quad.subject].add(quad)
        for claim, theirs in going.items():
            if self._backed(claim):
                self.gone -= {quad for quad in theirs if quad.predicate != KG.qualifiedBy or self._follows(quad)}

    def _backed(self, node: Any) -> bool:
        """Whether any words speak for or against a claim after the change."""
        return any(self._after(None, property_, node) for property_ in _BACKING)

    def _follows(self, qualified: ox.Quad) -> bool:
        """Whether a claim follows from a tenure, as some article tells of it."""
        claim, tenure = _ref(qualified.subject), _ref(qualified.object)
        return any(
            told == tenure and claim_ref(subject, property_.partition(":")[2], object_) == claim
            for each in self.following.after.witnesses(tenure)
            for subject, property_, object_, told in ties(each.person, each.key, each.organization, each.tense)
        )

    # --------------------------------------------------------------------------------- entities

    def _entities(self) -> None:
        before, after = self.following.before, self.following.after
        was, comes = [], []
        for ref in sorted(self.following.things | set(self._spoken_of())):
            counted = before.counts(ref), after.counts(ref)
            if ref not in self.following.things and all(counted):
                continue  # named as before: what is said of it changes nothing
            node = ox.NamedNode(ID + ref)
            if counted[0] or any(self._before(None, property_, node) for property_ in _SPOKEN_OF):
                was.append(before.thing(ref))
            if counted[1] or any(self._after(None, property_, node) for property_ in _SPOKEN_OF):
                comes.append(after.thing(ref))
        self._change(Knowledge(things=tuple(was)), Knowledge(things=tuple(comes)))

    def _spoken_of(self) -> Iterator[Ref]:
        for quad in (*self.gone, *self.new):
            ref = _ref(quad.object) if quad.predicate in _SPOKEN_OF else ""
            if is_thing(ref):
                yield ref

    def _change(self, was: Knowledge, comes: Knowledge) -> None:
        told = between(quads(was), quads(comes))
        self.gone |= told.gone
        self.new |= told.new
        self._expect(told.new)

    def _expect(self, new: Iterable[ox.Quad]) -> None:
        for quad in new:
            self._coming[quad.object].update((quad.predicate, None))

    # ----------------------------------------------------------------------------------- values

    def _values(self) -> None:
        """Values that the entities have come too, and those that nothing has any longer go."""
        met = self.following.after.values.met
        self._change(Knowledge(), Knowledge(values=tuple(met[ref] for ref in sorted(met))))
        going = {end for quad in self.gone for end in (quad.subject, quad.object) if _is(end, "value")}
        for value in going:
            theirs = set(self.graph.quads_for_pattern(value, None, None, CLAIMS))
            if self._after(None, None, value) or self.following.after.rows("origin", _ref(value)):
                self.gone -= theirs
            else:
                self.gone |= theirs

    # ---------------------------------------------------------------------------------- looking

    def _before(self, *pattern: Any) -> bool:
        return next(self._ours(*pattern), None) is not None

    def _after(self, _: Any, property_: Any, value: Any) -> bool:
        if property_ in self._coming.get(value, ()):
            return True
        return any(quad not in self.gone for quad in self._ours(None, property_, value))

    def _ours(self, subject: Any, property_: Any, value: Any) -> Iterator[ox.Quad]:
        """What articles say; not what was derived or imported."""
        found: Iterable[ox.Quad] = self.graph.quads_for_pattern(subject, property_, value)
        return (quad for quad in found if _said(quad.graph_name))


def _said(graph: Any) -> bool:
    return graph in (CLAIMS, ENTITIES) or (isinstance(graph, ox.NamedNode) and graph.value.startswith(_ARTICLE))


def _is(node: Any, kind: str) -> bool:
    return _ref(node).startswith(f"{kind}/")


def _ref(node: Any) -> Ref:
    """What a node is called here; empty for any other term."""
    return ref_of(node.value) if isinstance(node, ox.NamedNode) and node.value.startswith(ID) else ""
