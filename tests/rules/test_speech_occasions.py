"""Where and when something was said: by phone, at a hearing, on stage, in a note."""

from __future__ import annotations

import pytest
from rules.test_speech import statements

from kg import edtf
from kg.model import Article
from kg.reading import read

WEDNESDAY = "2026-05-13"


def occasions(text: str) -> list[tuple[str, str]]:
    """Channel and day of each statement of an article that was published on a Thursday."""
    found = read(Article("a", text, published=edtf.parse("2026-05-14", "2026-05-14"))).statements
    return [(s.channel.value if s.channel else "", s.said.value.edtf if s.said else "") for s in found]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Jane Doe told a newspaper by telephone that prices rose.", "interview"),
        ("“We are ready,” Jane Doe said over a phone call.", "interview"),
        ("“We are ready,” Jane Doe told me.", "interview"),
        ("“We are ready,” Jane Doe said in conversation with this magazine.", "interview"),
        ("Jane Doe told brokers on a call that prices rose.", "call"),
        ("Jane Doe told investors on the first-quarter call that prices rose.", "earnings-call"),
        ("“We are ready,” Jane Doe wrote in a note to clients.", "note"),
        ("“We are ready,” Jane Doe of Acme wrote to clients.", "note"),
        ("“We are ready,” Jane Doe said in prepared remarks.", "statement"),
        ("Acme stated in written testimony that prices rose.", "statement"),
        ("Jane Doe testified that prices rose.", "hearing"),
        ("“We are ready,” Jane Doe declared before some hundred invited guests.", "event"),
        ("Jane Doe told staff at an all-hands that prices rose.", "event"),
        ("Jane Doe told Salem Radio that prices rose.", "interview"),
        ("“We are ready,” Jane Doe told Acme TV.", "interview"),
        ("“We are ready,” Jane Doe told the Financial Times.", "interview"),
        ("Jane Doe told Reuters that prices rose.", "interview"),
        ("Acme told Reuters that prices rose.", ""),
        ("Jane Doe told reporters at a briefing that prices rose.", "press-conference"),
        ("“We are ready,” Jane Doe stressed in conversation with journalists.", "press-conference"),
        ("Jane Doe said in Monday's announcement that prices rose.", "press-release"),
        ("Jane Doe told a Senate committee that prices rose.", "hearing"),
        ("Jane Doe told the audience in Salem that prices rose.", "event"),
        ("Prices rose, according to a commentary by Pell Bank.", "note"),
        ("On an investor call, Jane Doe said that prices rose.", "conference-call"),
        ("Acme needs six pumps, according to its planning application.", "filing"),
        ("Acme described the pact in an emailed reply as a way “to keep our mills going for years”.", "email"),
    ],
)
def test_words_for_channels(text: str, channel: str) -> None:
    assert [s.channel.value if s.channel else "" for s in statements(text)] == [channel]


def test_who_speaks_at_a_hearing_speaks_on_its_day() -> None:
    text = (
        "SALEM - A panel backed a rent bill on Wednesday after a long hearing.\n\n"
        "Jane Doe told lawmakers that rents had doubled. “We cannot pay,” she said.\n\n"
        "Richard Roe, who owns mills, testified that wages rose.\n\n"
        "Governor Ann Poe has said the bill is weak."
    )
    assert occasions(text) == [("hearing", WEDNESDAY)] * 3 + [("", "")]


def test_who_tells_a_paper_does_not_speak_at_the_hearing() -> None:
    text = (
        "A panel backed a rent bill on Wednesday after a long hearing.\n\nAnn Poe testified that wages rose.\n\n"
        "Jane Doe told the Copper Times that rents had doubled."
    )
    assert occasions(text)[1] == ("", "")


def test_hosts_of_a_launch_speak_there_and_analysts_do_not() -> None:
    text = (
        "The room was full. Orvex Corp. had what it hoped for at the launch of a pump on Wednesday.\n\n"
        "“It is quiet,” said Jane Doe, chief executive of Orvex Corp.\n\n"
        "“It is dear,” said Richard Roe, an analyst at Hartwell Roe Ltd."
    )
    assert occasions(text) == [("event", WEDNESDAY), ("", "")]


def test_a_launch_that_is_announced_is_no_gathering() -> None:
    text = "Orvex Corp. announced the launch of its pump on Wednesday.\n\n“It is quiet,” said Jane Doe, head of Orvex."
    assert occasions(text)[-1][0] == ""


def test_the_end_of_an_article_may_tell_that_it_is_an_episode() -> None:
    text = "Jane Doe runs Orvex.\n\n“It is quiet,” Doe said.\n\nThe full episode is out now."
    assert occasions(text) == [("podcast", "")]


def test_where_she_was_asked_she_spoke() -> None:
    text = (
        "Jane Doe runs Orvex. Asked about rents at the trade fair of Salem on Wednesday, Doe smiled. “Soon,” she said."
    )
    assert occasions(text)[-1] == ("event", WEDNESDAY)


def test_what_was_said_at_the_time_was_said_on_the_day_just_told() -> None:
    text = "A panel voted the pact down in November 2025. Acme said at the time: rents were high."
    assert occasions(text) == [("", "2025-11")]


def test_a_later_post_is_on_the_network_last_spoken_of() -> None:
    text = "Jane Doe said on X that rents rose.\n\nIn a later post Doe suggested that wages fell."
    assert [channel for channel, _ in occasions(text)] == ["x", "x"]


def test_who_tells_investors_speaks_on_the_earnings_call_the_article_tells_of() -> None:
    text = "Acme held its earnings call on Wednesday.\n\nRents rose, Jane Doe told investors."
    assert [channel for channel, _ in occasions(text)] == ["earnings-call"]
    assert occasions("Rents rose, Jane Doe told investors.") == [("", "")]


def test_the_day_behind_the_verb_is_that_of_the_saying() -> None:
    text = "Jane Doe took the firm private in 2019 and told staff in January 2026 that jobs would go."
    assert occasions(text) == [("", "2026-01")]


def test_a_title_leads_to_who_was_named_without_one() -> None:
    text = "Acme Corp. did not name the buyer. Hours later Jane Doe did so herself.\n\n"
    text += "“It will be built in Leeds,” the Orbex chief executive wrote on LinkedIn."
    [statement] = read(Article("a", text)).statements
    assert statement.speaker.ref == "person/jane-doe"


CALL = """Acme Corp. lifts its forecast

On its third-quarter earnings call on Wednesday, Acme Corp. said that sales rose.

Demand is strong, chief executive Jane Doe said. Asked by an analyst about rents, she said that they were high.

A spokesman for Orbex Inc. said by email that the figures were wrong."""


def test_an_article_that_goes_through_a_call_reports_what_was_said_on_it() -> None:
    assert occasions(CALL)[1:] == [("earnings-call", WEDNESDAY), ("earnings-call", WEDNESDAY), ("email", "")]
    assert ("earnings-call", WEDNESDAY) not in occasions(CALL.replace("Asked by an analyst about rents, she", "Doe"))[
        2:
    ]


def test_the_quarter_of_a_call_is_not_its_day() -> None:
    text = "Rents rose, Jane Doe told analysts on the call on the third quarter of 2025."
    assert [day for _, day in occasions(text)] == [""]


NEWS = """Orvex buys Pell Mining

Orvex Corp. agreed on Wednesday to buy Pell Mining Ltd. for $3 million, the largest purchase of its history.

“It is a good pit,” Jane Doe, chief executive of Orvex, said in a statement. {more}"""


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ("Orvex said it would hire.", WEDNESDAY),
        ("Pell Mining told staff that nothing would change.", WEDNESDAY),
        ("A spokeswoman for Pell Mining said nothing would change.", WEDNESDAY),
        ("Orvex has said that it would hire.", ""),  # who knows when
        ("Orvex says it will hire.", ""),
        ("Orvex had said in an earlier filing that it would hire.", ""),
        ("Ann Poe, an analyst at Salem Bank, said the price was high.", ""),  # no party to it
        ("Two people familiar with Orvex's thinking said it would hire.", ""),
        ("“It is a good pit,” Doe said in an interview with a paper.", ""),
    ],
)
def test_a_party_speaks_on_the_day_of_the_news(more: str, last: str) -> None:
    found = occasions(NEWS.format(more=more))
    assert found[0] == ("statement", WEDNESDAY)
    assert found[-1][1] == last


def test_who_said_so_on_a_day_goes_on_that_day() -> None:
    text = (
        "Acme rents mills.\n\nJane Doe said on Wednesday that rents rose. “It is quiet,” Doe told reporters in Salem."
    )
    assert [day for _, day in occasions(text)] == [WEDNESDAY, WEDNESDAY]


def test_all_speak_on_the_day_of_a_vote_but_analysts() -> None:
    text = (
        "Salem backs a pit\n\nThe Salem council on Wednesday approved a lease of two pits to Orvex Corp.\n\n"
        "“It is loud,” said Jane Doe, who lives there.\n\nAnn Poe, an analyst at Pell Bank, said the price was high."
    )
    assert [day for _, day in occasions(text)] == [WEDNESDAY, ""]


def test_a_bare_post_is_one_of_the_party() -> None:
    text = (
        "Orvex buys a pit\n\nOrvex Corp. on Wednesday said it had bought a pit.\n\nManaging director Jane Doe told "
        "reporters that it would hire.\n\nSenator Ann Poe said the price was high."
    )
    assert [day for _, day in occasions(text)] == [WEDNESDAY, WEDNESDAY, ""]


def test_a_day_of_trade_and_an_old_day_are_no_day_of_the_news() -> None:
    text = (
        "Orvex sells pumps\n\nShares of Orvex Corp. rose on Wednesday.\n\n“It is quiet,” said Jane Doe of Orvex Corp."
    )
    assert occasions(text)[-1] == ("", "")
    text = "Orvex sells pumps\n\nOrvex Corp. opened a pit on May 1.\n\n“It is quiet,” said Jane Doe of Orvex Corp."
    assert occasions(text)[-1] == ("", "")


def test_an_article_on_a_forum_tells_what_was_said_there() -> None:
    text = (
        "What we heard at the copper forum in Salem\n\nThe opening session belonged to Jane Doe of Orvex Corp.\n\n"
        "“It is quiet,” said Doe. Richard Roe, who sat on the second panel, argued that rents had doubled.\n\n"
        "A miner in the audience complained that wages fell."
    )
    assert [channel for channel, _ in occasions(text)] == ["event", "event", ""]


def test_analysts_who_ask_on_a_call_speak_on_it() -> None:
    text = (
        "Acme Corp. lifts its forecast\n\nOn its third-quarter earnings call on Wednesday, Acme Corp. said that sales "
        "rose.\n\nAsked by an analyst about rents, Jane Doe, its head, said that they were high.\n\n"
        "Ann Poe, who covers mills at Pell Bank, wondered if Acme was repeating itself."
    )
    assert occasions(text)[-1] == ("earnings-call", WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Acme has had no mill since 2021, when Jane Doe warned that rents would double.", "2021"),
        ("Jane Doe said on the April earnings call that prices rose.", "2026-04"),
        ("Asked whether the mill would pay its way in 2025, Jane Doe said that prices rose.", ""),
        ("A mill opened in March 2026; on a call, Jane Doe said that prices rose.", ""),
        ("Acme rented a mill in March 2026. “It is quiet,” Jane Doe said then.", "2026-03"),
        ("Acme Corp., which in April had called the bid “poor,” closed a mill.", "2026-04"),
        ("A third of mills are shut, according to Acme Corp., up from a tenth in 2015.", ""),
        ("Acme Corp. confirmed the lease of a mill on Wednesday.", WEDNESDAY),
    ],
)
def test_the_day_of_the_saying_and_no_other(text: str, day: str) -> None:
    assert [found for _, found in occasions(text)] == [day]


def test_what_is_added_was_said_in_the_same_place() -> None:
    text = (
        "Acme Corp. said in a filing on Monday that it rents a mill.\n\nJane Doe, who runs Acme Corp., said in the "
        "press release that prices rose. The company added that it would hire."
    )
    assert [channel for channel, _ in occasions(text)] == ["filing", "press-release", "press-release"]
