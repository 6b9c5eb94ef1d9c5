"""What an article tells of the posts in it, to place a title that stands alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.model import Evidence, Kind
from kg.posts import is_office, key, stands_alone, tense
from kg.rules.role_center import Center
from kg.rules.role_office import body, leads_state, of_nation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Ref, Role, Span

#: "Their economic spokesman": of several, and not of the firm that is spoken of.
_THEIRS = re.compile(r"\b[Tt]heir (?:[a-z-]+ )?$")
#: "A former banking executive": somewhere, and mostly elsewhere.
_LEFT = re.compile(r"\ban? (?:former |ex-|one-?time |retired )")
#: Posts that a firm gives, whatever their field: "head of compliance".
_FIELD = re.compile(
    r"(?i:(?:global |former |deputy |co-)*(?:head|director|vice president|general manager|chief|VP) (?:of|for) )"
    r"|[a-z]+ (?:head|chief|lead)$"
)
#: A firm behind a post that no name was found for: "a partner at q42b".
_ELSEWHERE = re.compile(r" (?:at|of|with) (?:the )?(?:[A-Z]|[a-z]*\d)")
#: "Acme, led by Jane Doe"
_BY = re.compile(r"\b(?:led|run|headed|chaired) by\b")
#: Who leads all of a firm, and no part of it: "led the American company".
_LEADS = re.compile(r"(?:has |have )?(?:leads|led|heads|headed|runs|run) [^a-z]*(?:(?:the|an?) )?(?:[\w-]+ )?[\w&.-]+")
#: Posts that one person holds at a time.
_SINGLE = frozenset(
    {"ceo", "cfo", "cto", "boss", "chairman", "chairwoman", "chair", "finance chief", "finance director"}
)
#: A body's word before a title: "Port director"; and what those are called who sit on one.
_BEFORE = re.compile(r"(?:^|[.\s])([A-Z][a-z]+) $")
_OF_BODIES = (
    ("supervisor", "Supervisors"),
    ("trustee", "Trustees"),
    ("council", "Council"),
    ("commissioner", "Commission"),
)
#: Those who watch firms, and before the house they do it for.
_WATCHERS = ("analyst", "economist", "strategist")
_ANALYSTS = re.compile(r"\b(?:[Aa]nalysts|[Ee]conomists|[Ss]trategists) (?:at|with|from) (?:the )?$")
#: Firms that have partners.
_FUND = re.compile(r"\b(?:Ventures?|Capital|Partners|Equity|Investments?|Investors|Growth|Advisors|LLP|Fund)\b")


def _is_partner(title: str) -> bool:
    return title.lower().removesuffix("s").endswith("partner")


def _may_stand(title: str) -> bool:
    """Tell whether a title may leave its firm to the words around it."""
    return stands_alone(title) or _is_partner(title) or _FIELD.match(title) is not None


class Context:
    """What an article tells of the posts in it, to place a title that stands alone."""

    def __init__(self, document: Document, found: Sequence[Role]) -> None:
        self.document = document
        self.found = [role for role in found if role.organization]
        self.posts: dict[Ref, list[Role]] = {}
        self.holders: dict[str, list[Role]] = {}
        for role in self.found:
            self.posts.setdefault(role.person, []).append(role)
            self.holders.setdefault(key(role.title), []).append(role)
        self.leaders = [role for role in self.found if _LEADS.fullmatch(role.title)]
        self.known = {(role.person, post) for post, roles in self.holders.items() for role in roles}
        self.center = Center(document, self.found)

    def place(self, match: re.Match[str], span: Span, person: Ref, titles: Sequence[str]) -> Ref | None:
        """Return the organisation that a title standing alone belongs to."""
        if any(map(is_office, titles)) or "President" in titles or self._foreign(match, titles):
            return body(self.document, titles, span)
        if (ref := self._called(span, titles) or self._house(span, titles)) is not None:
            return ref
        if any(map(_is_partner, titles)):
            return self.center.at(span, self._no_funds())
        if not any(map(_may_stand, titles)) or _THEIRS.search(self.document.text, max(0, span[0] - 24), span[0]):
            return None
        return self._owner(match) or self.own(person) or self.center.at(span, self._taken(person, titles))

    def _no_funds(self) -> set[Ref]:
        """Return the organisations that have no partners."""
        return {ref for ref, name in self.center.names.items() if not _FUND.search(name)}

    def _called(self, span: Span, titles: Sequence[str]) -> Ref | None:
        """Return the one body whose name has the word before a title: "port director", or the post's own."""
        before = _BEFORE.search(self.document.text, max(0, span[0] - 20), span[0])
        said = {post[1] for post in _OF_BODIES if any(title.lower().startswith(post[0]) for title in titles)}
        said |= {before[1]} if before else set()
        said |= {title.split()[0] for title in titles if " " in title and title[0].isupper()}  # "District manager"
        refs = (
            {ref for ref, name in self.center.names.items() if said & {name.split()[0], name.split()[-1]}}
            if said
            else ()
        )
        return min(refs) if len(refs) == 1 else None

    def _house(self, span: Span, titles: Sequence[str]) -> Ref | None:
        """Return where the analysts work whom the sentence before speaks of: "analyst Ann Roe wrote"."""
        if not any(title.lower().endswith(_WATCHERS) for title in titles):
            return None
        start, end = self.document.sentence(max(0, self.document.sentence(span[0])[0] - 2))
        firms = [m for m in self.document.mentions_in(start, end) if m.kind is Kind.ORGANIZATION and m.ref]
        refs = {m.ref for m in firms if _ANALYSTS.search(self.document.text, max(start, m.start - 24), m.start)}
        return refs.pop() if len(refs) == 1 else None

    def complete(self, role: Role) -> Role:
        """Return a role without an organisation with the one that the words around it speak of."""
        evidence, seated = role.evidence, role.evidence.quote.endswith("the board")
        told = seated or role.organization == ""  # "the coalition's president": a firm, and not which
        bare = not role.person or role.title == "President" or is_office(role.title) or not _may_stand(role.title)
        theirs = _THEIRS.search(self.document.text, max(0, evidence.start - 24), evidence.start)
        elsewhere = _ELSEWHERE.match(self.document.text, evidence.end) and not told
        left = elsewhere or (tense(role.title) == "past" and _LEFT.search(evidence.quote))
        if theirs or left or (bare and not told) or (role.person, key(role.title)) in self.known:
            office = is_office(role.title) and not told and role.person
            return self._at(role, body(self.document, [role.title], (evidence.start, evidence.end)) if office else None)
        taken, own = self._taken(role.person, [role.title]), self.own(role.person)
        if seated and own is not None:
            taken, own = taken | {own}, None  # a partner of a fund joins the board of another firm
        if _is_partner(role.title) and not stands_alone(role.title):
            taken = taken | self._no_funds()
        ref = own or self.center.at((evidence.start, evidence.end), taken, told=told and not seated)
        return self._at(role, ref)

    def _at(self, role: Role, ref: Ref | None) -> Role:
        """Return the role at an organisation, with words that name it."""
        evidence = role.evidence
        reach = self.document.reaching((evidence.start, evidence.end), ref)
        words = Evidence.cut(self.document.article, *reach, evidence.rule, evidence.modality)
        return replace(role, organization=ref, evidence=words)

    def _foreign(self, match: re.Match[str], titles: Sequence[str]) -> bool:
        """Tell whether a title leads a state: "French president"."""
        masked = self.document.plain
        before = masked.start(match.start() - 1) if match.start() else 0
        return any(map(leads_state, titles)) and of_nation(self.document, before + 1)

    def _owner(self, match: re.Match[str]) -> Ref | None:
        """Return where somebody works whose colleague is told of: "her finance director, Jane Doe"."""
        owner = self.document.plain.atoms.get(match.start() - 2)
        if not isinstance(owner, Mention) or owner.text.lower() not in ("his", "her") or not owner.ref:
            return None
        return self.own(owner.ref)

    def own(self, person: Ref) -> Ref | None:
        """Return the one organisation at which a person holds a post now, as the article says elsewhere."""
        posts = [role for role in self.posts.get(person, ()) if role.tense == "present"]
        refs = {role.organization for role in posts if role.title or _BY.search(role.evidence.quote)}
        return refs.pop() if len(refs) == 1 else None

    def _taken(self, person: Ref, titles: Sequence[str]) -> set[Ref]:
        """Return the organisations where another person holds the same post now, or that this one came from."""
        held = set(map(key, titles)) & _SINGLE
        same = [role for post in held for role in self.holders.get(post, ())] + (self.leaders if "ceo" in held else [])
        others = (role for role in same if role.person != person and role.tense == "present")
        left = (role for role in self.posts.get(person, ()) if not role.title and " from " in role.evidence.quote)
        return {role.organization for role in (*others, *left) if role.organization}
