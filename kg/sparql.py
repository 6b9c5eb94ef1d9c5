"""SPARQL as text: what a question may contain, where it is wrong, and parameters bound into it as terms."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.prefixes import PREFIXES
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|\s+)
      | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
          |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.-]*)?:[\w.:%\\-]*|_:\w+)
      | (?P<word>@?[^\W\d_][\w-]*)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_WRITES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_GIVEN = re.compile(r"^[ \t]*# given (?:(?P<name>\w+):(?P<pattern>[^\n]*)|again[ \t]*)$", re.MULTILINE)
_SCAN = re.compile(r"^(?P<pad>[ \t]*)(?P<pattern>\S.*?)[ \t]*#! scan$", re.MULTILINE)
_POSITION = re.compile(r"\bat (\d+):(\d+)\b(?::\s*)?")


def check(text: str, name: str = "query") -> None:
    """Refuse a text that is no SPARQL query, that would write, or that would ask another server.

    `name` opens the message. Raises QueryError, with line and column of a syntax error.
    """
    words = [word.upper() for word in _words(text)]
    form = next((word for word in words if word not in {"BASE", "PREFIX"}), "")
    if form in _WRITES:
        raise QueryError(f"{name}: {form} would change the store; a question only reads (SELECT, ASK, CONSTRUCT)")
    if "SERVICE" in words:
        raise QueryError(f"{name}: SERVICE would ask another server; questions stay within the store")
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"{name}: {_where(str(error), text)}") from None


def bind(text: str, values: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
    """Bind variables to terms, written by the engine and never pasted; several terms are alternatives.

    A line ``# given NAME: PATTERN`` stands for the binding and its pattern when `values` has the name, and stays a
    comment otherwise: a question without a filter does not pay for it. ``{ $NAME }`` in the pattern is the list of
    the terms, for another VALUES. ``# given again`` repeats what the lines before it stand for, in another part of
    the question that would be answered in full otherwise. A text without such lines is bound at the start of its
    pattern.

    Where nothing narrows the question, a pattern on a line that ends in ``#! scan`` is read from end to end and
    joined by its values: that costs a seventh of looking up every row.
    """
    lines = [line for line in _GIVEN.finditer(text) if line["name"] in values]
    if all(line["pattern"].lstrip().startswith("FILTER") for line in lines):
        text = _SCAN.sub(_scanned, text)
    if _GIVEN.search(text):
        before: dict[str, str] = {}
        return _GIVEN.sub(lambda line: _given(line, values, before), text)
    if not values:
        return text
    place = _pattern_start(text)
    return f"{text[:place]} {' '.join(_values(name, values[name]) for name in values)} {text[place:]}"


def given(text: str) -> frozenset[str]:
    """The names for which the text has a ``# given`` line."""
    return frozenset(line["name"] for line in _GIVEN.finditer(text) if line["name"])


def variables(text: str) -> frozenset[str]:
    """The names of the variables in the text."""
    return frozenset(token.group()[1:] for token in _tokens(text) if token.lastgroup == "variable")


def misspelt(text: str) -> dict[str, str]:
    """The terms ``kg:x`` of the text that are none of the ontology's, each with the nearest that is, or ``""``.

    Such a term is no mistake to the engine: nothing fits it. Nothing is said where the text has a ``kg:`` of its own.
    """
    if _declared(text).get("kg", f"<{PREFIXES['kg']}>") != f"<{PREFIXES['kg']}>":
        return {}
    names = (token.group().rstrip(".") for token in _tokens(text) if token.lastgroup == "name")
    used = dict.fromkeys(name for name in names if name.startswith("kg:") and name[3:] and name[3:] not in KG)
    near = {name: get_close_matches(name[3:], KG, n=1, cutoff=0.6) for name in used}
    return {name: f"kg:{found[0]}" if found else "" for name, found in near.items()}


def _declared(text: str) -> dict[str, str]:
    """The prefixes that the text declares, with their IRIs."""
    tokens = [token.group() for token in _tokens(text)]
    named = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {name[:-1]: iri for word, name, iri in named if word.upper() == "PREFIX" and name.endswith(":")}


def _given(
    line: re.Match[str], values: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], before: dict[str, str]
) -> str:
    """What a line stands for; `before` holds, by name, what the lines before it stand for, and is added to."""
    name = line["name"]
    if name is None:
        return " ".join(before.values())
    if name not in values:
        return line.group()
    listed = " ".join(map(str, values[name]))
    pattern = line["pattern"].strip().replace(f"{{ ${name} }}", f"{{ {listed} }}")
    before[name] = f"{_values(name, values[name])} {pattern}"
    return before[name]


def _scanned(line: re.Match[str]) -> str:
    """A pattern as a SELECT of its own, which the engine answers once and not row by row."""
    optional = re.fullmatch(r"OPTIONAL \{(.*)\}", line["pattern"])
    whole = f"{{ SELECT * WHERE {{ {optional[1] if optional else line['pattern']} }} }}"
    return line["pad"] + (f"OPTIONAL {{ {whole} }}" if optional else whole)


def _values(name: str, terms: Sequence[ox.NamedNode | ox.Literal]) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}"


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (token for token in _TOKEN.finditer(text) if token.lastgroup != "skip")


def _words(text: str) -> Iterator[str]:
    """The words outside strings, comments, names and the IRIs of the prologue."""
    return (token.group() for token in _tokens(text) if token.lastgroup == "word")


def _pattern_start(text: str) -> int:
    """The place behind the brace that opens the pattern; for CONSTRUCT WHERE the end, where VALUES may follow."""
    depth, in_template = 0, False
    for token in _tokens(text):
        if token.group().upper() == "CONSTRUCT":
            in_template = True
        elif token.group() == "{":
            if not in_template:
                return token.end()
            depth += 1
        elif token.group() == "}":
            depth -= 1
            in_template = depth > 0
    return len(text)


def _where(message: str, text: str) -> str:
    """A syntax error of the engine in one line: where it is, what is wrong if the engine says it, the words there."""
    found = _POSITION.search(message)
    if found is None:
        return f"cannot be read as SPARQL: {message.splitlines()[0]}"
    line, column = int(found[1]), int(found[2])
    if "Prefix not found" in message and (unknown := _unknown_prefix(text)):
        return unknown
    rest = (text.splitlines() or [""])[min(line, len(text.splitlines()) or 1) - 1][column - 1 :].strip()
    near = f"at '{rest[:30]}'" if rest else "at the end of the line"
    said = re.search(r"(?:expected one of |, |expected )((?:[A-Z][a-z]+|The) [a-zA-Z][a-zA-Z ]+)", message)
    return f"line {line}, column {column}: {said[1] if said else 'not SPARQL'}, {near}"


def _unknown_prefix(text: str) -> str:
    """What to say of the first prefix that nobody declares; the engine tells the place behind it, not the prefix."""
    known = {*PREFIXES, *_declared(text), "_"}
    for token in _tokens(text):
        prefix = token.group().partition(":")[0]
        if token.lastgroup == "name" and prefix not in known:
            line = text.count("\n", 0, token.start()) + 1
            column = token.start() - text.rfind("\n", 0, token.start())
            near = get_close_matches(prefix, PREFIXES, n=1, cutoff=0.7)
            hint = f"did you mean {near[0]}:?" if near else f"declare it, or use one of {', '.join(PREFIXES)}"
            return f"line {line}, column {column}: nobody declares the prefix {prefix}:; {hint}"
    return ""
