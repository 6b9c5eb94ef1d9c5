"""``kg show`` and ``kg explain``: from a name to what is known, from a fact to the words that say it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kg.cli.answers import answer, answer_options, sentences_option
from kg.cli.asof import as_of_option, opened
from kg.cli.output import chosen, format_option, known, output_option, width, write
from kg.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.cli.answers import Wish
    from kg.cli.state import State
    from kg.portrait import Section
    from kg.store import Store


@click.command()
@click.argument("name")
@sentences_option
@format_option("table, json, or md.")
@output_option
@as_of_option
@click.pass_obj
def show(state: State, name: str, sentences: bool, form: str | None, output: str) -> None:
    """Show everything about one entity, by any of its NAMEs or its IRI, each line with its source."""
    from kg.portrait import portrait

    written = _WRITERS[known(chosen(form, output, terminal="table", machine="table"), _WRITERS)]
    with opened(state) as store:
        sections = list(portrait(store, name))
        if sentences:
            sections = [_told(store, section) for section in sections]
    if not sections:
        raise UnknownNameError(f"{name}: the store says nothing about it; 'kg query names' lists the names")
    write(written(sections), output)


@click.command()
@click.argument("subject")
@click.argument("predicate", required=False)
@click.argument("value", metavar="[OBJECT]", required=False)
@answer_options
@click.pass_obj
def explain(state: State, subject: str, predicate: str | None, value: str | None, wish: Wish) -> None:
    """Show the words behind facts: those about SUBJECT, with PREDICATE (such as hasCEO) and OBJECT if given.

    SUBJECT may also be a claim (cl:...) or a statement (st:...), as other answers give it; of a statement it is shown
    how each article renders it.
    """
    from kg.library import question

    if _is("st", "statement", subject) and predicate is None:
        answer(state, question("quotes"), {"statement": subject}, wish)
        return
    given = {"subject": subject, "predicate": predicate, "object": value}
    if _is("cl", "claim", subject):
        given = {"claim": subject}
    answer(state, question("evidence"), {name: value for name, value in given.items() if value}, wish)


def _is(prefix: str, kind: str, name: str) -> bool:
    """Tell whether a name is the IRI of such a node."""
    return name.startswith(f"{prefix}:") or f"/id/{kind}/" in name


def _told(store: Store, section: Section) -> Section:
    """Give a section with the sentences behind its rows, where these lead to any."""
    from kg.analysis.sources import lead_of, with_sentences

    return replace(section, rows=with_sentences(store, section.rows)) if lead_of(section.rows) else section


def _table(sections: Iterable[Section]) -> Iterator[str]:
    from kg.rendering import render

    for number, section in enumerate(sections):
        yield "\n" * bool(number) + section.heading.upper() + "\n\n"
        yield from render(section.rows, "table", width=width())


def _markdown(sections: Iterable[Section]) -> Iterator[str]:
    from kg.rendering import render

    for number, section in enumerate(sections):
        yield "\n" * bool(number) + f"## {section.heading}\n\n"
        yield from render(section.rows, "md")


def _json(sections: Iterable[Section]) -> Iterator[str]:
    found = [{"heading": section.heading, "rows": list(section.rows.records())} for section in sections]
    yield json.dumps(found, ensure_ascii=False, indent=1) + "\n"


_WRITERS = {"table": _table, "md": _markdown, "json": _json}
