"""Makes an article ready for the rules: sentences, quotations, values, job titles, and who or what is mentioned where."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kg import quotations, text
from kg.document import Document, without
from kg.mentions import kinds, linking, names

if TYPE_CHECKING:
    from kg.model import Article


def prepare(article: Article) -> Document:
    """Return the article as a document: everything that is found in it before the rules begin.

    The mentions are names first; their kinds are decided over the whole article, then each is led to its entity,
    and descriptions and pronouns are added last.
    """
    paragraphs = text.paragraphs(article.text, article.body)
    sentences = [span for paragraph in paragraphs for span in text.sentences(article.text, paragraph)]
    titles = _call("kg.titles", "find_titles", article.text, sentences)
    found = names.candidates(article.text, sentences)
    mentions = linking.link(article.text, kinds.decide(article.text, found))
    document = Document(
        article=article,
        paragraphs=paragraphs,
        sentences=sentences,
        quotations=quotations.quotations(article.text, paragraphs),
        mentions=mentions,
        titles=titles,
        values=without(_values(article), mentions),
    )
    resolved = _call("kg.mentions.coreference", "resolve", document)
    return replace(document, mentions=resolved) if resolved else document


def _values(article: Article) -> list[Any]:
    start, end = article.body, len(article.text)
    found = [
        *_call("kg.quantities", "find_money", article.text, start, end),
        *_call("kg.quantities", "find_quantities", article.text, start, end),
        *_call("kg.quantities", "find_durations", article.text, start, end),
        *_call("kg.quantities", "find_dates", article.text, start, end, article.published),
    ]
    chosen: list[Any] = []
    for value in sorted(found, key=lambda v: (v.start, -v.end)):
        if not chosen or value.start >= chosen[-1].end:
            chosen.append(value)
    return chosen


def _call(module: str, function: str, *arguments: Any) -> list[Any]:
    if find_spec(module) is None:
        return []
    finder = getattr(import_module(module), function, None)
    return list(finder(*arguments)) if finder else []
