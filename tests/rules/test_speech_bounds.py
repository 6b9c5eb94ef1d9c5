"""Where reported words begin and end: relative clauses, colons, attributions inserted, nouns that report a view."""

from __future__ import annotations

import pytest
from rules.test_speech import said, statements


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "The lease, which Orvex Corp. expects to close in May, gives Pell Mining a second pit.",
            "Orvex Corp.",
            "to close in May",
        ),
        ("Orvex Corp., which has warned that rents were rising, bought a mill.", "Orvex Corp.", "rents were rising"),
        (
            "Orvex Corp., which has called the terms offered by Pell Mining “poor,” bought a mill.",
            "Orvex Corp.",
            "the terms offered by Pell Mining “poor",
        ),
        ("In her view, Orvex pays too much for copper.", "her", "Orvex pays too much for copper"),
        ("In Jane Doe’s opinion, the mill will close before May.", "Jane Doe", "the mill will close before May"),
        ("In the view of Jane Doe, the mill will close.", "Jane Doe", "the mill will close"),
        ("The rents were low, a lawyer involved in the sale told a paper.", "a lawyer", "The rents were low"),
        (
            "Not so, countered Jane Doe, the head of Orvex, from the back row: rents had doubled.",
            "Jane Doe",
            "rents had doubled",
        ),
        ("Jane Doe said refitting the mills would cost $3 million.", "Jane Doe", "refitting the mills would cost $3 m"),
        ("Orvex Corp. says it now employs more than 900 miners.", "Orvex Corp.", "it now employs more than 900 miners"),
        ("Orvex Corp. now expects a loss of $30 million.", "Orvex Corp.", "a loss of $30 million"),
        ("Orvex Corp. guided to sales of $30 million.", "Orvex Corp.", "sales of $30 million"),
        ("For May the company forecast net sales of $30 million.", "company", "net sales of $30 million"),
        ("Orvex Corp. (XNAS: ORV) and Pell Ltd. today announced a lease.", "Orvex Corp.", "a lease"),
        ("Orvex Corp., a maker of pumps, announced today the sale of a pit.", "Orvex Corp.", "the sale of a pit"),
        ("Today we are announcing a lease of two pits.", "we", "a lease of two pits"),
        ("Jane Doe did allow that rents had doubled.", "Jane Doe", "rents had doubled"),
        ("Jane Doe spoke of a “milestone” for the pit.", "Jane Doe", "a “milestone” for the pit"),
        ("Jane Doe called the lease good news for miners.", "Jane Doe", "the lease good news for miners"),
        ("Jane Doe promised a plan for the pits before the summer.", "Jane Doe", "a plan for the pits before the sum"),
        (
            "Jane Doe said the fee left out the mill, as works there would not start until May.",
            "Jane Doe",
            "the fee left out the mill, as works there would not start until May",
        ),
        ("The mill could close, a survey by Pell University found.", "Pell University", "The mill could close"),
        ("A survey by Pell University showed that rents had doubled.", "Pell University", "rents had doubled"),
        (
            "Jane Doe put the cost of a mill, and of its rail line, at a little under $3 million.",
            "Jane Doe",
            "the cost",
        ),
        (
            "Pressed by Jane Doe of Pell Bank on what share was firm, the miner laughed.",
            "Jane Doe",
            "what share was firm",
        ),
        ("Miners were told by Orvex Corp. that the pit would close.", "Orvex Corp.", "the pit would close"),
    ],
)
def test_where_a_report_begins_and_ends(text: str, speaker: str, words: str) -> None:
    [(who, what)] = said(text)
    assert speaker in who
    assert what.startswith(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mills still burn coal, Jane Doe noted, but as rents grow, the fires go out.",
            ("Mills still burn coal", "but as rents grow, the fires go out"),
        ),
        (
            "The lease has a value of $7 billion, Orvex Corp. said, and includes two options.",
            ("The lease has a value of $7 billion", "and includes two options"),
        ),
        (
            "The bid was too low, Pell Capital told its fellow investors by letter, and the fee left them exposed.",
            ("The bid was too low", "and the fee left them exposed"),
        ),
    ],
)
def test_what_goes_on_behind_an_inserted_attribution(text: str, words: tuple[str, ...]) -> None:
    [statement] = statements(text)
    assert tuple(text[a:b] for a, b in statement.spans) == words


@pytest.mark.parametrize(
    "text",
    [
        "Rents fell, Jane Doe said, and the shares dropped.",
        "Rents fell, Jane Doe said, and left the room.",
        "Rents fell, Jane Doe said, and declined to comment further.",
    ],
)
def test_the_writer_goes_on_behind_an_inserted_attribution(text: str) -> None:
    assert [what for _, what in said(text)] == ["Rents fell"]


def test_a_clause_behind_a_colon_may_have_an_attribution_of_its_own() -> None:
    text = "Jane Doe argued that Europe lacks people: the Dutch alone, she said, will be short of miners."
    found = [tuple(text[a:b] for a, b in statement.spans) for statement in statements(text)]
    assert found == [("Europe lacks people",), ("the Dutch alone", "will be short of miners")]


@pytest.mark.parametrize(
    "text",
    [
        "All told, Orvex Corp. has collected $3 million.",
        "Banks that once asked a mill for 12% now ask it for 7%.",
        "Orvex Corp. announced a lease of two pits.",
        "Orvex Corp. reported net sales of $30 million.",
        "The firms gave binding promises to spend $3 million.",
        "Analysts had expected sales of $3 million.",
        "Jane Doe found that the lift was broken.",
        "In our view, the mill is cheap.",
        "The terms offered by Orvex Corp. were poor.",
        "The lease, first announced in May, gives miners a roof.",
    ],
)
def test_what_reports_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Orbex said it would buy pumps worth $5 million, the largest such order in its history.", "worth $5 million"),
        ("Orbex said it would sell a mill to Kestrel, the latest sign of a thaw.", "to Kestrel"),
        ("Orbex said it would cut 300 jobs, in a move that surprised unions.", "300 jobs"),
        ("Orbex said it would buy Kestrel, as the group deepens its push into pumps.", "buy Kestrel"),
        ("Doe said the firm would keep Kestrel, which employs 900 people, most of them in Ohio.", "keep Kestrel"),
        ("Orbex said Kestrel, its largest buyer, would build a mill.", "would build a mill"),
        ("The pact has expired, an Orbex spokesperson confirmed, leaving Kestrel free to go.", "has expired"),
        ("Still, Doe said, “every mill” will need such a pump.", "such a pump"),
        ("Kestrel told a newspaper that it would move lines toward pumps, where she expects sales to grow.", "pumps"),
        ("Jane Doe urged towns to study such pacts, which she described as “poor”.", "such pacts"),
        ("The mill was not for sale, Jane Doe said, and at least one bidder had to wait.", "bidder had to wait"),
        ("Orbex filed a note, which said the lease runs until 2033 but withheld the name.", "until 2033"),
    ],
)
def test_what_the_writer_remarks_is_not_said(text: str, words: str) -> None:
    assert statements(text)[0].text.endswith(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Managers with knowledge of that lease said the mill was late.", "the mill was late"),
        (
            "Pell Research put Orbex's worth after that round at about $6 million.",
            "worth after that round at about $6 million",
        ),
        ("Max Roe, who runs the unit, put growth at “low double digits.”", "growth at “low double digits"),
        ("Councils estimate the losses at up to 300 posts.", "the losses at up to 300"),
        ("Jane Doe of the union demanded that the firm rule out layoffs.", "the firm rule out layoffs"),
        ("Jane Doe has since warned in a paper for the port that rents may rise.", "rents may rise"),
        (
            "Her deputies have said the choice between two more bids is weeks away.",
            "the choice between two more bids is weeks away",
        ),
        (
            "As Jane Doe told our team this morning, mills that own their power will open.",
            "that own their power will open",
        ),
        ("Max Roe, who follows the firm, said the price limited the risk.", "the price limited the risk"),
        ("Orbex said orders doubled.", "orders doubled"),
        ("Pell's lease is late. Sotheby's expects rents to fall.", "rents to fall"),
        ("Jane Doe said on Monday's second-quarter conference call that rents fell.", "rents fell"),
        (
            "The larger question, according to Jane Doe, is whether rents fall.",
            "The larger question is whether rents fall",
        ),
        ("Orbex has bought a mill, the Salem Times has learned.", "Orbex has bought a mill"),
        ("Orbex was reported by the Salem Times last week to be in talks.", "to be in talks"),
        (
            "Jane Doe of Orbex reckons around half of its sales comes from Asia.",
            "around half of its sales comes from Asia",
        ),
        (
            "Jane Doe dislikes such pacts, which she described on Monday as “mergers in disguise”.",
            "mergers in disguise",
        ),
        ("Orbex told the port in May that it wished to widen its permit.", "it wished to widen its permit"),
    ],
)
def test_what_is_said_is_read(text: str, words: str) -> None:
    assert statements(text)[0].text.endswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "Few in Oslo doubt that Orbex needs money.",
        "Show notes: Warm Rooms with Tilda Marsh",
        "The city ordered Orbex to close a mill.",
        "The plan cost 300 jobs, a claim that spokeswoman Jane Doe rejected.",
        "Jane Doe wrote in a letter to staff that was published on Monday.",
    ],
)
def test_what_hardly_anybody_says_is_no_statement(text: str) -> None:
    assert statements(text) == ()
