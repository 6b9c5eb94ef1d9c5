"""The plan of a question: its algebra step by step, and how many triples of the store fit each pattern.

The engine does not tell its own plan. What decides its speed is what is shown here: where a join starts, through
which terms it goes, and what has to be read from end to end.
"""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.prefixes import PREFIXES
from kg.queries import prepared
from kg.results import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.library import Question
    from kg.store import Store

#: Counting stops here: more is a scan, however many.
_MANY: Final = 100_000


def explain(store: Store, asked: str | Question, params: Mapping[str, object] | None = None) -> Iterator[str]:
    """Give the plan of a question as lines of text, then the number of its answers and the time they took.

    Raises what `kg.queries.ask` raises.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    text = prepared(store, asked, params)
    algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    yield from _lines(store.oxigraph, algebra, 0)
    started = perf_counter()
    answer = store.oxigraph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    count = 1 if isinstance(answer, ox.QueryBoolean) else sum(1 for _ in answer)
    yield f"answers: {count:,} in {perf_counter() - started:.3f} s\n"


def _lines(graph: ox.Store, step: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    name = step.name
    detail = _detail(step)
    yield f"{pad}{name}{f' {detail}' if detail else ''}\n"
    for triple in dict.get(step, "triples") or ():
        yield f"{pad}  {_count(graph, triple):>9}  {' '.join(map(_text, triple))}\n"
    for part in ("p", "p1", "p2"):
        if isinstance(inner := dict.get(step, part), dict):
            yield from _lines(graph, inner, depth + 1)


def _detail(step: Any) -> str:
    """What a step does beside its parts: variables, graph, number of values."""
    if step.name == "Graph":
        return _text(step.term)
    if step.name == "Extend":
        return _text(step.var)
    if step.name == "ToMultiSet" and "res" in step:
        return f"{len(step.res):,} given values"
    return " ".join(_text(var) for var in step.PV) if step.name == "Project" else ""


def _count(graph: ox.Store, triple: Any) -> str:
    """How many triples fit a pattern, as far as counting goes; ``path`` for a path of several properties."""
    terms: list[Any] = []
    for part in triple:
        kind = type(part).__name__
        if kind in ("Variable", "BNode"):
            terms.append(None)
        elif kind == "URIRef":
            terms.append(ox.NamedNode(str(part)))
        elif kind == "Literal":
            terms.append(_literal(part))
        else:
            return "path"
    subject, property_, value = terms
    found = sum(1 for _ in islice(graph.quads_for_pattern(subject, property_, value), _MANY))
    return f"{found:,}" + ("+" if found == _MANY else "")


def _literal(part: Any) -> ox.Literal:
    datatype = ox.NamedNode(str(part.datatype)) if part.datatype and not part.language else None
    return ox.Literal(str(part), language=part.language, datatype=datatype)


def _text(part: Any) -> str:
    kind = type(part).__name__
    if kind == "Variable":
        return f"?{part}"
    if kind == "BNode":
        return f"_:{part[:6]}"
    if kind == "URIRef":
        return shown(ox.NamedNode(str(part)))
    return str(part.n3()) if hasattr(part, "n3") else str(part)
