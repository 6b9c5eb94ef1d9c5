"""Measures how well the invented articles of ``tests/corpus`` come together, against what was expected beforehand."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import building
from kg.articles import find
from kg.store import MEMORY, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CORPUS = Path(__file__).parent / "corpus"
ARTICLES = CORPUS / "articles"
#: An article and words in it.
Item = tuple[str, str]


@dataclass(frozen=True)
class Score:
    """B-cubed precision, recall and their mean, over the items expected; what was not found stands alone."""

    precision: float
    recall: float
    missed: tuple[Item, ...]

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def expected() -> dict[str, dict]:
    return tomllib.loads((CORPUS / "expected.toml").read_text())


def items(told: Mapping[str, Mapping[str, str | list[str]]]) -> dict[Item, str]:
    """The key of what each piece of text speaks of."""
    return {
        (article, words): key
        for key, places in told.items()
        for article, several in places.items()
        for words in ([several] if isinstance(several, str) else several)
    }


def built() -> Store:
    store = Store.open(MEMORY)
    building.build(find([ARTICLES], None), store)
    return store


def bcubed(gold: Mapping[Item, str], found: Mapping[Item, str | None]) -> Score:
    ours = {item: found.get(item) or f"missing {item}" for item in gold}
    both: Counter[tuple[str, str]] = Counter((gold[item], ours[item]) for item in gold)
    by_gold, by_ours = Counter(gold.values()), Counter(ours.values())
    precision = sum(both[gold[i], ours[i]] / by_ours[ours[i]] for i in gold) / len(gold)
    recall = sum(both[gold[i], ours[i]] / by_gold[gold[i]] for i in gold) / len(gold)
    return Score(precision, recall, tuple(sorted(item for item in gold if not found.get(item))))


_SPOKEN = """
SELECT ?article ?start ?end ?target WHERE {
  { ?m kg:mentions ?target } UNION { ?m kg:reportingMode ?mode ; kg:supports ?target }
  ?m kg:inArticle ?article ; kg:start ?start ; kg:end ?end .
} ORDER BY ?article ?start ?end ?target"""
_PREFIX = {"kg": "https://w3id.org/aideals/ns#", "schema": "https://schema.org/"}


def spoken_of(store: Store) -> dict[str, list[tuple[int, int, str]]]:
    """For each article, which characters speak of what."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in store.query(_SPOKEN, prefixes=_PREFIX):
        target = row["target"].value.split("/id/")[1]
        found[row["article"].value.rsplit("/", 1)[1]].append((int(row["start"].value), int(row["end"].value), target))
    return found


def answers(store: Store, gold: Mapping[Item, str], types: tuple[str, ...]) -> dict[Item, str | None]:
    """What the store says each piece of text speaks of: of several, that with most characters in it and fewest out."""
    texts = {reading.article.id: reading.article.text for reading in store.readings()}
    spoken = spoken_of(store)
    return {item: next(_best(texts[item[0]], item[1], spoken[item[0]], types), None) for item in gold}


def _best(text: str, words: str, spoken: list[tuple[int, int, str]], types: tuple[str, ...]) -> Iterator[str]:
    at = text.index(words)
    met = [
        (-min(end, at + len(words)) + max(start, at), end - start, target)
        for start, end, target in spoken
        if target.partition("/")[0] in types and start < at + len(words) and end > at
    ]
    if "org" in types:
        text_at = [each for each in met if each[1] == len(words) and -each[0] == len(words)]
        met = text_at or _elsewhere(text, words, spoken, types)
    yield from (target for *_, target in sorted(met)[:1])


def _elsewhere(text: str, words: str, spoken: list[tuple[int, int, str]], types: tuple[str, ...]) -> list:
    return [
        (0, 0, target)
        for start, end, target in spoken
        if target.partition("/")[0] in types and text[start:end] == words
    ]


def conflicts(store: Store) -> set[tuple[str, str]]:
    """Subjects and properties on which articles contradict each other."""
    asked = "SELECT DISTINCT ?s ?p { ?a kg:contradicts ?b . ?a rdf:subject ?s ; rdf:predicate ?p }"
    prefixes = _PREFIX | {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
    return {
        (row["s"].value.split("/id/")[1], "kg:" + row["p"].value.rsplit("#", 1)[1].rsplit("/", 1)[-1])
        for row in store.query(asked, prefixes=prefixes)
    }
