"""Letters for tokens: what a word may be in a sentence, looked at alone and in its place.

m name, e description with its determiner ("the company"), n noun, p pronoun, T title, d determiner, j adjective,
h possessive mark, M number, D date, q quotation, k finite verb of speech, K its -ing form, I its infinitive behind
"to", y its passive, A "according", v other verb, g other -ing form, x auxiliary, b form of be, ! negation, r adverb,
i preposition, o "to", t "that", w relative, W question word, c coordination, s subordination; punctuation stands for
itself, "-" for every dash and "." for every stop.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.rules.speech.cues import cue_forms
from kg.rules.speech.nouns import grammar, is_noun, is_past, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGN = {
    "/": "c",
    "—": "-",
    "–": "-",
    "--": "-",
    "[": "(",
    "]": ")",
    "…": ".",
    "...": ".",
    "?": ".",
    "!": ".",
    "'": "h",
}
_TAGS = {
    "j": ("JJ", "JJR", "JJS"),
    "r": ("RB", "RBR", "RBS", "RP", "UH"),
    "i": ("IN",),
    "c": ("CC",),
    "d": ("DT", "PRP$", "PDT"),
    "p": ("PRP", "EX"),
    "M": ("CD",),
    "x": ("MD",),
    "v": ("VB", "VBD", "VBN", "VBZ", "VBP"),
    "g": ("VBG",),
    "W": ("WRB",),
    "w": ("WP", "WDT"),
    "o": ("TO",),
}
_OF_TAG = {name: letter for letter, names in _TAGS.items() for name in names}
_ENDINGS = (("ly", "r"), ("ing", "g"), ("ed", "v"))


@cache
def letter_of(word: str) -> str:
    """Return the letter of a word or punctuation mark, looked at alone."""
    lower = word.lower()
    if lower in cue_forms():
        return "K" if cue_forms()[lower][1] == "ing" else "k"
    if lower in grammar():
        return grammar()[lower]
    if word[0].isdigit():
        return "M"
    if not word[0].isalnum():
        return _of_sign(word)
    return "m" if word[0].isupper() else _of_common(lower)


def _of_sign(word: str) -> str:
    if word == "'s":
        return "h"
    if len(word) > 1 and any(map(str.isdigit, word)):
        return "M"
    if len(word) > 1 and word[0] in "@#":
        return "m"
    return _SIGN.get(word, word if len(word) == 1 else "n")


def _of_common(lower: str) -> str:
    known = tag(lower)
    if known:
        return _OF_TAG.get(known, "n")
    return next((letter for ending, letter in _ENDINGS if lower.endswith(ending)), "n")


#: What a letter becomes beside others, in this order; nothing changes where none of the signs stands.
_IN_PLACE = tuple(
    (re.compile(source), letter, tuple(signs.split()))
    for source, letter, signs in (
        (r"(?<=Ao)k", "n", "Aok"),  # "according to reports"
        (r"(?<=o)k", "I", "ok"),  # "to announce"
        (r"(?<=[dh])[vk](?=[jnmTKkvxbg])", "j", "dv dk hv hk"),  # "the proposed merger"
        (r"(?<=[dh])g(?=[xb])|(?<=[dh][nj])g(?=[xb])", "n", "gx gb"),  # "the expected funding could"
        (r"(?<=[dh])[Kg](?=[jnm])", "j", "dK dg hK hg"),
        (r"(?<=[hj])[kv](?!e)", "n", "hk hv jk jv"),  # "its report", "a bold claim"
        (r"(?<=[dh]r)[vk](?=[jnmT])", "j", "drv drk hrv hrk"),  # "the newly formed company"
        (
            r"(?<=[ic])k(?=[knivb,.])|(?<=[ic][rj])k(?=i)|(?<=[ig])k(?=t)",
            "n",
            "ik ck ki gkt",
        ),  # "in response to", "after reports that"
        (r"(?<=k)k(?=[isvbx])", "n", "kki kks kkv kkb kkx"),  # "said demand for", "said orders rose"
        (r"(?<=k)!(?=[jn])", "d", "k!"),  # "said neither side"
        (r"(?<=v[gKn])k(?=o)", "n", "gko Kko nko"),  # "gave binding promises to"
        (r"(?<=[mp])n(?=o[vnkI])", "v", "mno pno"),  # "it plans to"
        (r"(?<=p)n(?=[tdpeM])", "v", "pn"),
        (r"(?<=i)t(?=[jn])|(?<=k)t(?=j?nq)", "d", "it kt"),  # "of that contract", "called that sum “absurd”"
        (r"(?<=x)s(?=[kvyg])", "r", "xs"),  # "has since warned"
        (r"(?<=d)r(?=[nj])", "j", "dr"),  # "an earlier filing"
        (r"(?<=pr)n(?=[dpeM])", "v", "prn"),  # "it now employs more"
        (r"(?<=[nme]r)n(?=[dh])", "v", "rnd rnh"),  # "the bid greatly undervalues the firm"
        (r"(?<=b)k|(?<=br)k|(?<=b!)k", "y", "bk brk b!k"),  # "was told"
        (r"(?<=b)K|(?<=br)K|(?<=b!)K", "k", "bK brK b!K"),  # "is saying"
        (r"(?<=h)K(?=[rx!]*[kvxb])", "n", "hK"),  # "people familiar with its thinking say"
        (r"k(?=[krx!]*k)(?<=[nmejT]k)", "n", "nk mk ek jk Tk"),  # "media reports say"
    )
)
_INSIDE = re.compile(r"(k[rD]*(?:[dnmejT]{1,5})?i[dDjnMmTh]*[nD])k")  # "told analysts during its earnings call"
_OWN_NOUN = re.compile(r"(?<=[dh])k(?=[rx!]*k)")  # "the report said"
_TIME = re.compile(r"(?:day|week|month|year|hour)s?$")  # "Doe a day earlier said"
_PASSIVE = re.compile("y")  # "was told", but not "was close"
_PERHAPS_NOUN = re.compile(r"(?<=[nD])k|(?<=[dM])[kv]|(?<=s)k(?=i)|(?<=[dh]m)k|(?<=Mim)k|(?<=[dh][jmn]m)k")
_FIRST = re.compile(r"(?<=[mnpe,])j(?=k)")  # "the paper first reported"
_DONE = re.compile(r"(?<=[nme])j(?=[dpe])")  # "the price limited the risk"
_DAY_BEFORE = re.compile(r"[dM]nr(?=[rx!]*k)")
#: Past forms with which a sentence may open although their subject comes later: "Asked about it, Doe said".
_OPENING = ("asked", "told", "called", "reported")


def in_place(letters: str, tokens: Sequence[str]) -> str:
    """Return the letters of a sentence, each seen beside its neighbours."""
    letters = _by_form(letters, tokens)
    for pattern, letter, signs in _IN_PLACE:
        for sign in signs:
            if sign in letters:
                letters = _put(pattern, letter, letters, tokens)
                break
    if "nr" in letters:
        letters = _DAY_BEFORE.sub(lambda m: "rrr" if _TIME.match(tokens[m.start() + 1].lower()) else m[0], letters)
    if "nk" in letters or "Dk" in letters:
        letters = _INSIDE.sub(r"\1n", letters)
    if "y" in letters:
        letters = _PASSIVE.sub(lambda m: "j" if shape(tokens[m.start()]) == "base" else "y", letters)
    return _PERHAPS_NOUN.sub(lambda m: "n" if is_noun(letters, tokens, m.start()) else m.group(), letters)


def _by_form(letters: str, tokens: Sequence[str]) -> str:
    """Return the letters with those changed that neighbours and the form of the word decide together."""
    if letters[:1] == "k" and tokens[0].lower() not in _OPENING:
        letters = "n" + letters[1:]
    if "dk" in letters or "hk" in letters:
        letters = _OWN_NOUN.sub(lambda m: "n" if shape(tokens[m.start()]) == "base" else "k", letters)
    if "jk" in letters:
        letters = _FIRST.sub(lambda m: "r" if tokens[m.start()].lower() in ("first", "further") else "j", letters)
    if "jd" in letters or "jp" in letters or "je" in letters:
        letters = _DONE.sub(lambda m: "v" if tokens[m.start()].endswith("ed") else "j", letters)
    return letters


def _put(pattern: re.Pattern[str], letter: str, letters: str, tokens: Sequence[str]) -> str:
    """Put a letter where a pattern matches; no past form of a verb of speech becomes a noun."""
    if letter == "j":
        return pattern.sub(lambda m: m[0] if tag(tokens[m.start()].lower()) == "VBZ" else "j", letters)
    if letter != "n":
        return pattern.sub(letter, letters)
    return pattern.sub(lambda m: _noun_or_past(m, tokens), letters)


def _noun_or_past(match: re.Match[str], tokens: Sequence[str]) -> str:
    """Return what "reports" in "and reports say", "told" in "and told staff" and "written" in "in written form" are."""
    if match[0] == "k" and tag(tokens[match.start()].lower()) == "VBZ" and match.string[match.start() - 1] == "h":
        return "k"  # "Moody's expects"
    if match[0] != "k" or not is_past(tokens[match.start()]):
        return "n"
    return "j" if match.string[match.start() - 1 : match.start()] == "i" else "k"
