"""Forms of reported speech in deal news: fragments, sums put on things, sources of sources, words without a verb."""

from __future__ import annotations

import pytest
from rules.test_speech import said, statements

from kg.model import Manner


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Orvex refused the bid, calling the offer “cheap.”", "Orvex", "the offer “cheap"),
        ("Jane Doe of Orvex called the tariff “a tax on tomorrow.”", "Jane Doe", "the tariff “a tax on tomorrow"),
        (
            "Orvex Corp. puts the rents of its halls at $3.4 billion.",
            "Orvex Corp.",
            "the rents of its halls at $3.4 billion",
        ),
        ("A person who saw the books put sales at about $27 million.", "A person", "sales at about $27 million"),
        (
            "The Energy Ministry let it be known that all bids were welcome.",
            "Energy Ministry",
            "all bids were welcome",
        ),
        ("Jane Doe doubts, however, that buyers will notice.", "Jane Doe", "buyers will notice"),
        ("Sales are doubling, or so Jane Doe maintains.", "Jane Doe", "Sales are doubling"),
        (
            "The pact, which, according to a clerk there, brings in a third of sales, ends in May.",
            "a clerk there",
            "brings in a third of sales",
        ),
        ("Jane Doe promised the audience a second mill.", "Jane Doe", "a second mill"),
        ("Orvex expects to break even in May.", "Orvex", "to break even in May"),
        (
            "Jane Doe, who runs the pit, estimates the new pump won us a year.",
            "Jane Doe",
            "the new pump won us a year",
        ),
        (
            "Jane Doe, whose clients include Acme, Orvex and others, said copper was scarce.",
            "Jane Doe",
            "copper was scarce",
        ),
        ("The smelter was late, a company witness, Jane Doe, conceded under oath.", "Jane Doe", "The smelter was late"),
        ("Jane Doe said demand for copper is rising.", "Jane Doe", "demand for copper is rising"),
        ("Jane Doe said neither firm had asked for rents.", "Jane Doe", "neither firm had asked for rents"),
        (
            "Jane Doe said in May that it would cost $5 million, a sum that startled miners.",
            "Jane Doe",
            "it would cost $5 million",
        ),
        ("Jane Doe has said before that the pit is safe.", "Jane Doe", "the pit is safe"),
        ("Jane Doe told brokers on the first-quarter call that the order was safe.", "Jane Doe", "the order was safe"),
        ("Jane Doe wants mayors to vote the deal down.", "Jane Doe", "mayors to vote the deal down"),
        ("Jane Doe wanted to know why Acme had raised so little.", "Jane Doe", "why Acme had raised so little"),
    ],
)
def test_reports_in_words_of_the_writer(text: str, speaker: str, words: str) -> None:
    assert said(text) == [(speaker, words)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We are ready,” Jane Doe shrugged.", "Jane Doe", "We are ready"),
        ("“We sell nothing,” the minister, Jane Doe, defended herself.", "Jane Doe", "We sell nothing"),
        (
            "It came while, in the words of chairwoman Jane Doe, “every door stayed shut to us.”",
            "Jane Doe",
            "every door stayed shut to us",
        ),
        ("Jane Doe has heard it before. “Let them try.”", "Jane Doe", "Let them try"),
        (
            "The mill itself promised only “a framework with one large customer in the south”.",
            "The mill itself",
            "a framework with one large customer in the south",
        ),
    ],
)
def test_quoted_words_without_a_verb_of_speech(text: str, speaker: str, words: str) -> None:
    [statement] = statements(text)
    assert statement.manner is Manner.DIRECT
    assert (statement.speaker.mention, statement.text) == (speaker, words)


def test_a_recording_only_vouches_for_who_spoke() -> None:
    text = "Jane Doe told staff that nothing was decided, according to a recording. “Stay calm,” she is heard saying."
    assert said(text) == [("Jane Doe", "nothing was decided"), ("she", "Stay calm")]


def test_two_things_said_are_two_statements() -> None:
    text = "Jane Doe said that rents rose, that wages fell, and that the pit was safe."
    assert [words for _, words in said(text)] == ["rents rose", "wages fell", "the pit was safe"]


def test_quoted_words_and_the_rest_of_a_report_are_two_statements() -> None:
    text = "A clerk said “there is no offer on the table today” and that the mill meant to stay on its own."
    assert [s.manner for s in statements(text)] == [Manner.DIRECT, Manner.INDIRECT]


def test_analysts_of_a_house_stay_unnamed_and_go_on_as_they() -> None:
    text = "Analysts at Hartwell Roe Ltd. noted that Orvex burns cash. “It is a promise,” they wrote to clients."
    first, second = statements(text)
    assert (first.speaker.ref, first.organization) == (None, "org/hartwell-roe")
    assert second.speaker.description == first.speaker.description == "Analysts at Hartwell Roe Ltd."


def test_counted_analysts_stay_unnamed() -> None:
    [statement] = statements("Two analysts at Hartwell Roe Ltd. said the deal was rich.")
    assert statement.speaker.ref is None


def test_a_denial_and_its_quotation_have_an_attribution_each() -> None:
    text = "Orvex denied it had been asked: “We held no talks,” the firm said in a statement."
    denied, quoted = statements(text)
    assert (denied.text, quoted.text) == ("it had been asked", "We held no talks")
    assert quoted.channel is not None


@pytest.mark.parametrize(
    "text",
    [
        "Acme and Orvex want assurances that prices will fall.",
        "They promised themselves to be brief.",
        "Nobody had guessed that it was an old cellar.",
        "Critics call this “circular lending”.",
    ],
)
def test_what_is_no_report(text: str) -> None:
    assert statements(text) == ()


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Pavel Grün, managing director of Orvex, spoke. The MD said talks were over.", "person/pavel-grun"),
        ("Pavel Grün is vice president of Orvex. The president said talks were over.", None),
        ("Pavel Grün and Ann Poe, both directors of Orvex, spoke. A director said talks were over.", None),
    ],
)
def test_a_title_leads_to_the_one_who_holds_it(text: str, ref: str | None) -> None:
    assert statements(text)[-1].speaker.ref == ref


def test_he_goes_on_for_somebody_nobody_names() -> None:
    text = "Ann Poe agrees. A former Orvex treasurer recalls that rents fell. “They were sales,” he says."
    assert [s.speaker.ref for s in statements(text)] == [None, None]


def test_who_was_asked_by_a_trader_is_not_the_trader() -> None:
    text = "Pavel Grün met miners. Asked by a trader whether rents rose, he answered: “Not one of them, as I recall.”"
    assert [s.speaker.ref for s in statements(text)] == [None, "person/pavel-grun"]


def test_a_headline_quotes_whom_the_article_names() -> None:
    text = "Orvex enters Acme: “We sell nothing at all”\n\n“We sell nothing at all,” said Ines Marchal, who runs Orvex."
    assert [s.speaker.ref for s in statements(text)] == ["person/ines-marchal"] * 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pump was never sold and, former clerks say, spent its life in a shed.", ["spent its life in a shed"]),
        ("Jane Doe conceded the plan was late, but she said rents fell.", ["the plan was late", "rents fell"]),
        ("The pact ended after what the two firms describe as a quarrel over price.", ["a quarrel over price"]),
        ("Sales of pumps, Jane Doe went on, are rising.", ["Sales of pumps are rising"]),
        ("For Jane Doe, who recalls that rents fell, the offer is late.", ["rents fell"]),
        (
            "The order may grow, Orvex said in a filing, in which case prices fall.",
            ["The order may grow in which case prices fall"],
        ),
        ("Acme runs a mill, and Orvex said in May it was glad.", ["it was glad"]),
    ],
)
def test_where_what_is_said_begins_and_ends(text: str, words: list[str]) -> None:
    assert [found for _, found in said(text)] == words


def test_a_long_quotation_at_the_end_is_speech_of_its_own() -> None:
    text = "Jane Doe said the firm would borrow more, “at rates that no bank in the country offers us”."
    assert [s.manner for s in statements(text)] == [Manner.INDIRECT, Manner.DIRECT]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Doe ran Acme and told employees that jobs would go.", ["jobs would go"]),
        ("On an earnings call, Jane Doe said bookings in May had risen.", ["bookings in May had risen"]),
        ("Unite, which is a union, said as many as 900 posts were in danger.", ["as many as 900 posts were in danger"]),
        ("It is a system with 64 ports, which Acme says replaces six chips.", ["replaces six chips"]),
        ("Jane Doe said rents rose, although she cautioned that wages fell.", ["rents rose", "wages fell"]),
        ("Jane Doe said that rents rose and that wages fell.", ["rents rose and that wages fell"]),
        (
            "Jane Doe said that rents had risen by a third since the spring and that wages in the mills had fallen.",
            ["rents had risen by a third since the spring", "wages in the mills had fallen"],
        ),
        ("Acme is near a deal, according to two traders, in what would be a first.", ["Acme is near a deal"]),
    ],
)
def test_verbs_that_look_like_nouns_and_the_other_way_round(text: str, words: list[str]) -> None:
    assert [found for _, found in said(text)] == words


def test_another_goes_on() -> None:
    text = "Acme is lining up a loan, said another, adding that banks had been asked."
    assert [s.speaker.mention for s in statements(text)] == ["another", "another"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Doe said rents were high, but that wages would rise.", ["rents were high", "wages would rise"]),
        ("Jane Doe called the plan “rich” and raised her target.", ["the plan “rich"]),
        ("Jane Doe warned last month's orders had carried risk.", ["last month's orders had carried risk"]),
        ("Acme (XNAS: ACM), which digs, a maker of pumps, today announced that it won.", ["it won"]),
        ("“It works,” Jane Doe mused; “I find it dull, as I have said.”", ["It works I find it dull, as I have said"]),
        ("None of them explained how rents rose.", []),
        ("The mill, which Jane Doe owns, adds to a row of closures.", []),
    ],
)
def test_a_report_ends_where_the_speaker_does(text: str, words: list[str]) -> None:
    assert [found for _, found in said(text)] == words
