"""What a change of a few articles does to the graph: which quads go and come, and what is derived anew from them.

The cost of deriving is that of what the change touches: the claims and statements with other words than before, those
that compete with them, and the articles that carry them. The rules run in a small graph of just these, so that they
cannot see more; the result is that of deriving everything, quad for quad.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.derive import derive
from kg.graph import CLAIMS, DERIVED, ENTITIES, FACTS, ontology_graphs
from kg.prefixes import ID
from kg.terms import KG, RDF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_ARTICLE: Final = f"{ID}graph/article-"
_BACKING: Final = (KG.supports, KG.refutes)


@dataclass(frozen=True, slots=True)
class Delta:
    """Quads that go and quads that come; never one in both."""

    gone: frozenset[ox.Quad] = frozenset()
    new: frozenset[ox.Quad] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.gone or self.new)

    def __iter__(self) -> Iterator[ox.Quad]:
        return chain(self.gone, self.new)

    def __or__(self, other: Delta) -> Delta:
        """Both changes; they are of different quads."""
        return Delta(self.gone | other.gone, self.new | other.new)

    def apply(self, graph: ox.Store) -> None:
        """Make the change in a graph."""
        for quad in self.gone:
            graph.remove(quad)
        graph.extend(self.new)

    def nodes(self) -> frozenset[str]:
        """The nodes of ours that the change says something of, or whose neighbours it changes."""
        ends = (term for quad in self for term in (quad.subject, quad.object))
        return frozenset(term.value for term in ends if isinstance(term, ox.NamedNode) and term.value.startswith(ID))


def between(gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Delta:
    """The difference of two sets of quads."""
    before, after = frozenset(gone), frozenset(new)
    return Delta(before - after, after - before)


def derived(graph: ox.Store, told: Delta) -> Delta:
    """What changes in ``g:derived`` and ``g:facts`` of a graph in which `told` has been done already."""
    return _Rederiving(graph, told).delta()


class _Rederiving:
    """The neighbourhood of a change, with what was derived in it before and is now."""

    def __init__(self, graph: ox.Store, told: Delta) -> None:
        self.graph = graph
        self.told = told
        self.homes = {quad.graph_name for quad in told if _in_article(quad)}
        self.before = _claims_of(quad for quad in told.gone if quad.graph_name == CLAIMS)
        self.backed = self._backed()
        self.touched = self._mates(self._first())

    def delta(self) -> Delta:
        small = self._neighbourhood()
        derive(small)
        old = {*self._ranks(self.graph), *self._spoken(self.graph), *self._facts(self.graph)}
        new = {*self._ranks(small), *self._spoken(small), *self._facts(small)}
        return between(old, new)

    # -------------------------------------------------------------------- what is touched

    def _backed(self) -> set[ox.NamedNode]:
        """All that the words of the touched articles speak for or against, before and now."""
        gone = (quad.object for quad in self.told.gone if quad.predicate in _BACKING)
        here = (
            quad.object for home in self.homes for which in _BACKING for quad in self._quads(None, which, None, home)
        )
        return {node for node in chain(gone, here) if isinstance(node, ox.NamedNode)}

    def _first(self) -> set[ox.NamedNode]:
        """The claims and statements of which something is said that was not, or no longer."""
        found: set[Any] = {quad.subject for quad in self.told if quad.graph_name == CLAIMS}
        found |= {quad.object for quad in self.told if quad.predicate in _BACKING}
        for quad in self.told:
            if quad.predicate == SCHEMA.isBasedOn:
                found |= self.backed
            elif _in_article(quad):
                found |= {each.object for which in _BACKING for each in self._quads(quad.subject, which, None)}
            elif quad.graph_name == ENTITIES:
                found |= {each.subject for each in self._quads(None, KG.qualifiedBy, quad.subject)}
        return {node for node in found if isinstance(node, ox.NamedNode) and _is(node, "claim", "statement")}

    def _mates(self, first: Iterable[ox.NamedNode]) -> set[ox.NamedNode]:
        """What competes: all claims about a deal, and those of one slot; with a tie of owners, those of both."""
        found = set(first)
        for claim in first:
            said = self._of(claim)
            found |= self._competing(claim)
            part, whole = said.get(RDF.subject), said.get(RDF.object)
            if said.get(RDF.predicate) == SCHEMA.parentOrganization and part is not None and whole is not None:
                for end in (part, whole):
                    for quad in self._quads(None, RDF.object, end):
                        found |= {quad.subject, *self._competing(quad.subject)}
        return found

    def _competing(self, claim: ox.NamedNode) -> set[ox.NamedNode]:
        said = self._of(claim)
        subject, slot = said.get(RDF.subject), said.get(KG.slot)
        found: set[ox.NamedNode] = set()
        if isinstance(subject, ox.NamedNode) and _is(subject, "deal"):
            found |= {quad.subject for quad in self._quads(None, RDF.subject, subject)}
        if slot is not None:
            found |= {quad.subject for quad in self._quads(None, KG.slot, slot)}
        return found

    def _of(self, claim: ox.NamedNode) -> dict[ox.NamedNode, object]:
        """Subject, predicate, object and slot of a claim as it is or, when it is gone, was."""
        return _claims_of(self._quads(claim, None, None, CLAIMS)).get(claim) or self.before.get(claim) or {}

    # --------------------------------------------------------------------- the small graph

    def _neighbourhood(self) -> ox.Store:
        small = ox.Store()
        small.bulk_extend(ontology_graphs())
        for claim in self.touched:
            small.extend(self._claim(claim))
            for part in {self._of(claim).get(RDF.object)} - {None}:
                for tie in self._quads(None, RDF.subject, part):
                    if self._of(tie.subject).get(RDF.predicate) == SCHEMA.parentOrganization:
                        small.extend(self._claim(tie.subject))
        for home in self.homes | self._other_homes():
            small.extend(self._quads(None, None, None, home))
        for node in self.backed:
            small.extend(self._quads(node, None, None, CLAIMS))
        return small

    def _claim(self, claim: ox.NamedNode) -> Iterator[ox.Quad]:
        """A claim or statement with its value, the tenures that qualify it, and all words for and against it."""
        for quad in self._quads(claim, None, None, CLAIMS):
            yield quad
            if quad.predicate == RDF.object:
                yield from self._quads(quad.object, None, None, CLAIMS)
            elif quad.predicate == KG.qualifiedBy:
                yield from self._tenure(quad.object)
        for words in (quad for which in _BACKING for quad in self._quads(None, which, claim)):
            yield from self._quads(words.subject, None, None, words.graph_name)
            yield from self._quads(None, SCHEMA.isBasedOn, None, words.graph_name)

    def _tenure(self, tenure: object) -> Iterator[ox.Quad]:
        for quad in self._quads(tenure, None, None, ENTITIES):
            yield quad
            if quad.predicate == KG.validDuring:
                yield from self._quads(quad.object, None, None, CLAIMS)

    def _other_homes(self) -> set[object]:
        """Articles beside the touched ones in which a touched speaker may still say a touched claim."""
        pairs = [quad for quad in self._spoken(self.graph) if quad.predicate == KG.conveys]
        return {home for pair in pairs for home in self._homes(pair.subject) & self._homes(pair.object)}

    def _homes(self, node: object) -> set[object]:
        return {quad.graph_name for quad in self._quads(None, KG.supports, node)}

    # -------------------------------------------------------------------- what is derived

    def _ranks(self, graph: ox.Store) -> Iterator[ox.Quad]:
        """What is derived of the touched claims and statements themselves."""
        for node in self.touched:
            found = graph.quads_for_pattern(node, None, None, DERIVED)
            yield from (quad for quad in found if quad.predicate != KG.conveys)

    def _spoken(self, graph: ox.Store) -> Iterator[ox.Quad]:
        """Which words of the touched articles stand in which statement, and what statements convey through them."""
        words = {quad.subject for quad in self.told if quad.predicate in _BACKING}
        words |= {
            quad.subject for home in self.homes for which in _BACKING for quad in self._quads(None, which, None, home)
        }
        for each in words:
            yield from graph.quads_for_pattern(each, KG.within, None, DERIVED)
        for node in self.backed:
            for quad in graph.quads_for_pattern(node, KG.conveys, None, DERIVED):
                if quad.object in self.backed:
                    yield quad

    def _facts(self, graph: Any) -> Iterator[ox.Quad]:
        """The direct triples of the touched claims, in both directions."""
        for claim in self.touched:
            for said in (self._of(claim), self.before.get(claim) or {}):
                ends = [said.get(term) for term in (RDF.subject, RDF.predicate, RDF.object)]
                if None not in ends:
                    subject, property_, value = ends
                    yield from graph.quads_for_pattern(subject, property_, value, FACTS)
                    if isinstance(value, ox.NamedNode):
                        yield from graph.quads_for_pattern(value, property_, subject, FACTS)

    def _quads(self, subject: object, property_: object, value: object, home: object = None) -> Iterator[Any]:
        graph: Any = self.graph
        yield from graph.quads_for_pattern(subject, property_, value, home)


def _claims_of(found: Iterable[Any]) -> dict[ox.NamedNode, dict[ox.NamedNode, object]]:
    told: dict[ox.NamedNode, dict[ox.NamedNode, object]] = {}
    for quad in found:
        if quad.predicate in (RDF.subject, RDF.predicate, RDF.object, KG.slot):
            told.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return told


def _in_article(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(_ARTICLE)


def _is(node: ox.NamedNode, *kinds: str) -> bool:
    return node.value.startswith(tuple(f"{ID}{kind}/" for kind in kinds))
