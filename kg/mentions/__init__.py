"""Makes an article ready for the rules: sentences, quotations, values, job titles, and the mentions of entities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg import furniture, quantities, quotations, text, titles
from kg.document import Document, Mention, without
from kg.finding import Openings
from kg.mentions import coreference, kinds, names, plain_hardware, pools, promotion, settling
from kg.mentions.candidate import Candidate
from kg.mentions.linking import Linker
from kg.mentions.special import special
from kg.model import Found, Money
from kg.registry import registry as load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Title
    from kg.mentions.deciding import Decision
    from kg.mentions.special import Special
    from kg.model import Article, Span
    from kg.registry import Registry


def prepare(article: Article, registry: Registry | None = None) -> Document:
    """Return the article as a document: everything that is found in it before the rules begin.

    The mentions are names first; their kinds are decided over the whole article, then each is led to its entity,
    and descriptions and pronouns are added last. `registry` says which names are one; default: the package's own.
    """
    registry = registry or load()
    paragraphs = furniture.told(article.text, text.paragraphs(article.text, article.body))
    sentences = [span for paragraph in paragraphs for span in text.sentences(article.text, paragraph)]
    openings = Openings.of(article.text[start:end] for start, end in sentences)
    found = titles.find_titles(article.text, sentences, openings)
    values = quantities.find_values(article.text, article.body, None, article.published)
    sums = [value for value in values if isinstance(value.value, Money)]
    named_ones = without(named(article.text, sentences, found, registry), sums)  # "SEK", "US" before a sum name nobody
    posts = {(title.start, title.end) for title in found}  # "SVP and GM of Acme" names no carmaker
    mentions = [m for m in named_ones if isinstance(m, Mention) and (m.start, m.end) not in posts]
    document = Document(
        article=article,
        paragraphs=paragraphs,
        sentences=sentences,
        quotations=quotations.quotations(article.text, paragraphs),
        mentions=mentions,
        values=[value for value in without(values, mentions) if isinstance(value, Found)],
        titles=found,
        openings=openings,
        registry=registry,
    )
    document = promotion.promoted(document)
    return replace(document, mentions=coreference.resolve(document))


def named(text: str, sentences: Sequence[Span], titles: Sequence[Title], registry: Registry) -> list[Mention]:
    """Return the mentions by name, sorted, without overlap, each with its kind and ref where they are clear."""
    runs, headlines = names.candidates(text, sentences, titles, registry)
    found, sure = settling.settle(text, runs, headlines, registry)
    own = _apart(list(special(text, sentences[0][0] if sentences else 0, found)))
    found = [c for c in without(found, [c for c, _ in own]) if isinstance(c, Candidate)]
    longer = pools.pools(text, found, registry)
    decided = kinds.decide(text, found, longer, titles, registry)
    mentions = [mention for c in found if (mention := _mention(c, decided[c.text], sure)) is not None]
    mentions += [Mention(c.start, c.end, c.text, kind) for c, kind in own if kind is not None]
    linker = Linker(text, plain_hardware.made_hardware(text, sorted(mentions)), longer, registry)
    return plain_hardware.by_maker(text, linker.linked(), registry)


def _apart(found: Sequence[Special]) -> list[Special]:
    """Drop overlaps: the longest first, then the leftmost."""
    taken: list[Special] = []
    for candidate, kind in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not taken or candidate.start >= taken[-1][0].end:
            taken.append((candidate, kind))
    return taken


def _mention(candidate: Candidate, decision: Decision, sure: frozenset[str]) -> Mention | None:
    """Return the candidate as a mention, or nothing where it names no entity."""
    if decision.other or (decision.kind is None and not names.may_be_open(candidate, sure)):
        return None
    return Mention(candidate.start, candidate.end, candidate.text, decision.kind)
