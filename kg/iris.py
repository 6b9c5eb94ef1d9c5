"""Mints every IRI of the graph from what it stands for: the same content always gives the same IRI.

Strings only, so that the reading wing can name entities without holding a graph. A `Ref` such as
``org/openai`` is an IRI without its base (`iri`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.prefixes import ID, VOCAB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Ref

#: Slugs longer than this are cut and end in a hash of the whole.
LONGEST: Final = 120
#: One short code for each type of node: keeps ``org/x`` and ``product/x`` apart inside the name of a claim.
CODES: Final = {
    "org": "co",
    "person": "pe",
    "product": "pr",
    "place": "pl",
    "deal": "deal",
    "commitment": "cm",
    "event": "evt",
    "statement": "st",
    "tenure": "ten",
    "voice": "voice",
    "value": "val",
}
#: Legal forms are no part of a name's identity: "Acme, Inc." and "Acme" are one organisation.
_LEGAL_FORMS = (
    "ab ag as asa bhd bv bvba co company corp corporation gmbh inc incorporated kg kgaa kk limited llc llp lp ltd "
    "nv oy oyj pbc plc pjsc pte pty sa sarl sas se spa srl"
)
LEGAL_FORMS: Final = frozenset(_LEGAL_FORMS.split())
_TAILS: Final = LEGAL_FORMS | {"and"}  # "Lee & Co." is Lee
_HONORIFICS = "dame dr hon lady lord madam miss mr mrs ms mx prof professor sir"
HONORIFICS: Final = frozenset(_HONORIFICS.split())
#: Letters that Unicode does not take apart into an ASCII letter and a mark.
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n"}
    | {"&": " and ", "+": " plus ", "’": "'", "ʼ": "'", "‘": "'"}
)
_COUNTED: Final = re.compile(
    r"(.*(?:[A-Z0-9]|accelerator|[Cc]hip|cluster|instance|[Pp]rocessor|rack|[Ss]erver|[Ss]uperchip|system))s", re.DOTALL
)

_REMEMBERED: Final = 16384  # names whose slug was made, since an article asks for the same ones again and again


def digest(text: str, length: int = 6) -> str:
    """The first `length` hexadecimal digits of the SHA-1 of `text`; a short name, no protection."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:length]


@lru_cache(maxsize=_REMEMBERED)
def slug(text: str) -> str:
    """`text` in ``[a-z0-9-]``: folded to ASCII, lower case, words joined by hyphens.

    A text with no Latin letter or digit at all gives ``u-`` and a hash, so that every name has a slug.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = folded.encode("ascii", "ignore").decode().replace("'", "")
    joined = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)  # u.s. is one word, amazon.com is two
    words = "-".join(re.findall(r"[a-z0-9]+", joined))
    return words or "u-" + digest(unicodedata.normalize("NFC", text.casefold().strip()), 8)


def shorten(name: str) -> str:
    """`name`, or its beginning and a hash of the whole when it is longer than `LONGEST`."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 9].rstrip('-.')}-{digest(name, 8)}"


def org_ref(name: str) -> Ref:
    """The organisation of that name, legal form and leading article aside: ``org/acme`` for "The Acme Co., Ltd."."""
    words = slug(name).split("-")
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _TAILS:
        words = words[:-1]
    return "org/" + "-".join(words)


def person_ref(name: str) -> Ref:
    """The person of that name, honorifics aside: ``person/jane-doe`` for "Dr. Jane Doe"."""
    words = slug(name).split("-")
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return "person/" + "-".join(words)


def product_ref(name: str) -> Ref:
    """The product of that name in the singular: ``product/acme-x200`` for "Acme X200s"."""
    counted = _COUNTED.fullmatch(name.strip())
    return "product/" + slug(counted[1] if counted else name)


def place_ref(name: str) -> Ref:
    """The place of that name: ``place/san-francisco``."""
    return "place/" + slug(name)


def iri(ref: str) -> str:
    """The full IRI of a `Ref`, of any other ``type/slug``, or of an entry of a list, ``vocab/list/code``."""
    return f"{VOCAB}{ref.removeprefix('vocab/')}" if ref.startswith("vocab/") else ID + ref


def ref_of(iri: str) -> Ref:
    """The ``type/slug`` of an IRI of this graph; ValueError for any other."""
    if not iri.startswith(ID):
        raise ValueError(f"{iri}: no IRI of {ID}")
    return iri.removeprefix(ID)


def coded(ref: str) -> str:
    """``org/acme`` as ``co.acme``, an entry of a list as its code: how a node is called inside another's name."""
    kind, _, name = ref.partition("/")
    return f"{CODES[kind]}.{name}" if kind in CODES else name.replace("/", ".") or kind


# ------------------------------------------------------------------- names made from content


def deal_ref(parties: Iterable[Ref], kind: str, year: str, value: str = "") -> Ref:
    """A deal by its parties, kind and year of announcement; `value` tells apart two deals that share all three."""
    names = sorted({party.partition("/")[2] for party in parties}) or ["unnamed"]
    return "deal/" + shorten("-".join([*names, kind.replace("_", "-"), *filter(None, (year, value))]))


def commitment_ref(deal: Ref, product: Ref) -> Ref:
    """The line of a deal about one product."""
    return "commitment/" + shorten(f"{deal.partition('/')[2]}--{product.partition('/')[2]}")


def tenure_ref(person: Ref, role: str, organization: Ref | None, tense: str) -> Ref:
    """A person in a role at an organisation, present unless `tense` says otherwise."""
    names = [person.partition("/")[2], slug(role), (organization or "/").partition("/")[2]]
    names += [] if tense == "present" else [tense]
    return "tenure/" + shorten("--".join(filter(None, names)))


def former_ref(organization: Ref, name: str) -> Ref:
    """Name a name that an organisation no longer bears: ``name/meta-facebook``."""
    return "name/" + shorten(f"{organization.partition('/')[2]}-{slug(name)}")


def event_ref(kind: str, actor: Ref | None, detail: str) -> Ref:
    """An event by its type, its actor and what tells it from the actor's other events of that type."""
    name = (actor or "/unnamed").partition("/")[2]
    return "event/" + shorten("-".join(filter(None, (name, slug(kind), detail))))


def voice_ref(article: str, description: str, detail: str = "") -> Ref:
    """An unnamed speaker: belongs to one article. `detail` tells apart two of one description."""
    return "voice/" + shorten("--".join(filter(None, (_safe(article), slug(description)[:40].strip("-"), detail))))


def normalised(text: str) -> str:
    """The words of a statement for comparison: NFC, case folded, quotation marks and punctuation dropped."""
    return " ".join(re.findall(r"\w+(?:['’]\w+)*", unicodedata.normalize("NFC", text).casefold())).replace("’", "'")


def statement_ref(speaker: Ref, text: str) -> Ref:
    """A statement by its speaker, its first five words and its normalised text."""
    words = normalised(text)
    opening = slug(" ".join(words.split()[:5]))[:60].strip("-")
    return "statement/" + shorten(f"{speaker.partition('/')[2]}--{opening}-{digest(words)}")


def claim_ref(subject: str, predicate: str, object_: str) -> Ref:
    """A claim by its subject, the local name of its property, and its object."""
    return "claim/" + shorten(f"{coded(subject)}--{predicate}--{coded(object_)}")


def slot_ref(subject: str, predicate: str) -> Ref:
    """The question what a single-valued property of a subject is."""
    return "slot/" + shorten(f"{coded(subject)}--{predicate}")


@lru_cache(maxsize=_REMEMBERED)
def _safe(article: str) -> str:
    """The id of an article as it stands where an IRI can hold it: two ids never become one IRI."""
    return article if re.fullmatch(r"[A-Za-z0-9._-]+", article) else slug(article)


def evidence_ref(article: str, start: int, end: int, rule: str, target: str) -> Ref:
    """One reading of one stretch of text; `target` is all that tells it from other readings of that stretch."""
    return f"evidence/{_safe(article)}-{start}-{end}-{rule}-{digest(target, 8)}"


def mention_ref(article: str, start: int, end: int, target: str) -> Ref:
    """One stretch of text that names or speaks of something."""
    return f"mention/{_safe(article)}-{start}-{end}-{digest(target, 8)}"


def article_ref(article: str) -> Ref:
    """An article by its id."""
    return "article/" + _safe(article)


def publication_ref(url: str, publisher: str) -> Ref:
    """A publication that is not held itself, by its address, else by its publisher."""
    return "publication/" + shorten(slug(re.sub(r"^\w+://(?:www\.)?", "", url)) if url else slug(publisher))


def graph_ref(name: str) -> Ref:
    """A named graph: entities, claims, derived, facts, ontology, vocab, or ``article-`` and an article's id."""
    return "graph/" + _safe(name)
