"""What the words of a job title say of it: whether it stands for a whole firm, when it holds, what is the same."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table


def is_executive(title: str) -> bool:
    """Tell whether a title stands for a whole organisation ("CEO", "founder")."""
    words = re.findall(r"[\w-]+", title.lower())
    return bool(words) and (words[-1] in _lower("executive") or words[0] == "chief") and "vice" not in words


def stands_alone(title: str) -> bool:
    """Tell whether a title may leave its organisation to the context: "CEO", "the managing director", "a spokesman"."""
    parts = [title.lower(), *re.split(r" (?:and|&) ", title.lower())]
    of_firm = title.lower().startswith(("company ", "group "))  # "company vice president Ann Roe"
    return of_firm or any(is_executive(part) or part.endswith(_alone()) for part in parts)


@cache
def _alone() -> tuple[str, ...]:
    return tuple(table("titles")["alone"])


def is_office(title: str) -> bool:
    """Tell whether a title is an office of a state ("Commerce Secretary") rather than a post in a company."""
    words = re.findall(r"[\w-]+", re.split(r" (?:of|for) ", title.lower())[0])
    return bool(words) and words[-1] in _lower("office")


def is_profession(title: str) -> bool:
    """Tell whether a title names a profession ("engineer") rather than a post that somebody gives."""
    words = re.findall(r"[\w-]+", title.lower())
    return bool(words) and words[-1] in _lower("profession")


def tense(title: str) -> str:
    """Return the time a title speaks of by itself: past for "former", future for "incoming", else present."""
    first = re.match(r"[\w-]+", title.lower())
    word = first.group() if first else ""
    if word in {"former", "onetime", "one-time", "then", "past", "late", "erstwhile", "retired"} or word.startswith(
        "ex-"
    ):
        return "past"
    return "future" if word in {"incoming", "future"} else "present"


def singular(title: str) -> str:
    """Return the title one of several holds: "co-founder" for "co-founders"."""
    if title in ("Sens.", "Reps."):
        return f"{title[:-2]}."
    head, of, area = title.partition(" of " if " of " in title else " for ")
    return (head[:-1] if re.search(r"(?:ers|ors|ents|ives|EOs|sts|cts|als|ets)$", head) else head) + of + area


def key(title: str) -> str:
    """Return a form in which "CEO", "chief executive" and "Chief Executive Officer" are the same."""
    short = re.sub(r"[^\w]+", " ", title.lower()).strip()
    short = re.sub(r"^(?:former|ex|onetime|then|late|current) ", "", short)
    for pattern, letters in (
        ("executive(?: officer)?", "ceo"),
        ("financial officer", "cfo"),
        ("technology officer", "cto"),
    ):
        short = re.sub(rf"\bchief {pattern}\b", letters, short)
    return short.replace("co founder", "cofounder")


@cache
def _lower(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table("titles")[key])
