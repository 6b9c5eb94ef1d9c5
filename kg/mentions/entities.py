"""The entities an article names, with every mention by name that led to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.document import Form
from kg.model import Entity, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document, Mention
    from kg.model import Ref, Relation


def entities(document: Document, relations: Sequence[Relation]) -> tuple[Entity, ...]:
    """Return the entities that the article names, in the order of their first mention.

    The maker of a product is taken from the `made_by` relations.
    """
    makers = {r.subject: r for r in reversed(relations) if r.predicate == "made_by" and isinstance(r.object, str)}
    return tuple(
        _entity(document, ref, named, makers.get(ref))
        for ref, mentions in document.by_ref.items()
        if (named := [mention for mention in mentions if mention.form is Form.NAME])
    )


def _entity(document: Document, ref: Ref, named: Sequence[Mention], made: Relation | None) -> Entity:
    kind = Counter(mention.kind for mention in named if mention.kind).most_common(1)[0][0]
    surfaces = tuple(dict.fromkeys(mention.text for mention in named))
    return Entity(
        ref=ref,
        kind=kind,
        name=max(surfaces, key=len),
        surfaces=surfaces,
        evidence=tuple(Evidence.cut(document.article, m.start, m.end, "name-context") for m in named),
        maker=str(made.object) if made else None,
        maker_evidence=made.evidence if made else None,
    )
