"""What people say is the same, and why the program thinks so: from names to judgements, and from a pair to reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from kg import ledger
from kg.errors import UnknownNameError
from kg.iris import ref_of
from kg.judgements import Judgement, LedgerError
from kg.lookup import find
from kg.params import iri_of
from kg.prefixes import ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.comings import Change
    from kg.model import Reading, Ref
    from kg.store import Store

_KNOWN: Final = "ASK { { <%s> a ?kind } UNION { <%s> dcterms:isReplacedBy ?kept } }"
_KEPT: Final = "SELECT ?kept { <%s> dcterms:isReplacedBy ?kept } ORDER BY ?kept"
_WHO: Final = "SELECT DISTINCT ?who { <%s> kg:speaker|kg:actor ?who } ORDER BY ?who"
_PREFIXES: Final = {"dcterms": "http://purl.org/dc/terms/", "kg": "https://w3id.org/aideals/ns#"}


def meant(store: Store, name: str) -> str:
    """What a name means in a judgement: ``type/slug``, with ``@article`` where the name gives one.

    UnknownNameError when the store has no such thing or article, or several things of that name.
    """
    head, at, article = name.partition("@")
    if at and article not in store.articles():
        raise UnknownNameError(f"{name}: no article '{article}' in the store; 'kg query articles' lists them")
    return _ref(store, head) + at + article


def _ref(store: Store, name: str) -> Ref:
    node = iri_of(name)
    found = (node,) if isinstance(node, NamedNode) else find(store, name)
    if len(found) > 1:
        raise UnknownNameError(f"{name}: several things have this name: {', '.join(ref_of(x.value) for x in found)}")
    iri = found[0].value
    if not iri.startswith(ID) or not store.query(_KNOWN % (iri, iri), prefixes=_PREFIXES):
        raise UnknownNameError(f"{name}: nothing in the store has this name; 'kg query names' lists the names")
    return ref_of(iri)


def kept(store: Store, name: str) -> Ref:
    """The name in use for one that may be retired."""
    head = name.partition("@")[0]
    for row in _rows(store, _KEPT % (ID + head)):
        return ref_of(row["kept"].value)
    return head


def judge(store: Store, path: Path, judgement: Judgement) -> Change:
    """Write a judgement into the ledger at `path` and make the graph anew with it; a is kept, b retired.

    LedgerError when it contradicts the ledger, UnknownNameError when articles speak of no such thing; both before
    anything is written.
    """
    for name in (judgement.a, judgement.b):
        meant(store, name)
    if judgement.verdict == "same" and judgement.sort in ("statement", "event"):
        _refuse_two_subjects(store, judgement)
    return store.change(judgements=ledger.add(path, judgement))


def _refuse_two_subjects(store: Store, judgement: Judgement) -> None:
    """Statements of two speakers, or events of two actors, are one only when these are."""
    whose = [
        {row["who"].value for row in _rows(store, _WHO % (ID + kept(store, name)))}
        for name in (judgement.a, judgement.b)
    ]
    if whose[0] != whose[1]:
        names = " and ".join(ref_of(iri) for each in whose for iri in sorted(each))
        raise LedgerError(f"{judgement.a} and {judgement.b} belong to {names}; judge these first, if they are one")


def _rows(store: Store, text: str) -> Any:
    return store.query(text, prefixes=_PREFIXES)


def undo(store: Store, path: Path, a: str, b: str) -> Change:
    """Take what is said of two names out of the ledger; the graph is then what it was before."""
    judgements = ledger.load(path)
    if not any(each.concerns(a, b) for each in judgements):  # joined names both lead to the one that is kept
        found = [
            each
            for each in judgements
            if {kept(store, each.a), kept(store, each.b)} == {kept(store, a), kept(store, b)}
        ]
        a, b = (found[0].a, found[0].b) if len(found) == 1 else (a, b)
    return store.change(judgements=ledger.undo(path, a, b))


def unknown(store: Store) -> Iterator[str]:
    """What the judgements speak of and no article of the store does, one line for each."""
    spoken = {ref for reading in store.readings() for ref in _refs(reading)}
    for each in store.judgements:
        for name in (each.a, each.b):
            head, _, article = name.partition("@")
            lost = each.sort == "entity" and head not in spoken
            if lost or (article and article not in store.articles()):
                yield f"line {each.line}: {name} is in no article of the store"


def _refs(reading: Reading) -> Iterator[Ref]:
    yield from (entity.ref for entity in reading.entities)
