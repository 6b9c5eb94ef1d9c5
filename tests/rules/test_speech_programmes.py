"""Where an article that retells an episode, a broadcast or an investors' day has its words from."""

from __future__ import annotations

import pytest
from rules.test_speech_occasions import occasions

NOTES = (
    "Kestrel's Ada Wren on pumps and patience\n\nShow notes: Warm Rooms with Tilda Marsh\n\n"
    "This week Tilda meets Ada Wren, co-founder and CEO of Kestrel.\n\n"
    "Wren says that the mill employs 200 people. “Nobody believed us,” she tells Tilda."
)
RECAP = (
    "Orbex boss says pumps are not scarce\n\nOn a Tuesday episode of the Fernway Podcast, Orbex CEO Jane Doe said that "
    "wires are scarce.\n\nDoe told host Max Roe that grids are full. The interview was recorded in Oslo.\n\n"
    "“We wait for years,” Doe said."
)
GUEST = (
    "Three things we learned from Jane Doe\n\nOrbex chief executive Jane Doe was a guest on the Slow Money podcast "
    "last week.\n\nThe host pressed her on prices. “They will fall,” Doe answered. Listeners also heard that she rows."
)


@pytest.mark.parametrize("text", [NOTES, RECAP, GUEST])
def test_all_that_an_episode_tells_was_said_in_it(text: str) -> None:
    assert {channel for channel, _ in occasions(text)} == {"podcast"}


def test_the_day_of_an_episode_is_that_of_its_words() -> None:
    assert {day for _, day in occasions(RECAP)} == {"2026-05-12"}


def test_a_firm_of_podcasts_and_an_episode_in_passing_are_no_episode() -> None:
    sold = (
        "Kestrel buys podcast host Luma\n\nKestrel CEO Ada Wren said Luma has two million listeners.\n\n"
        "“We love shows,” Wren said. Each episode reaches many people."
    )
    passing = (
        "Luma signs Acme\n\nLuma CEO Jane Doe said the lease was long.\n\nIn March, Doe said on the Slow Money podcast "
        "that rents were falling.\n\nMax Roe of Acme said the rent was fair."
    )
    assert {channel for channel, _ in occasions(sold)} == {""}
    assert [channel for channel, _ in occasions(passing)] == ["", "podcast", ""]


def test_who_appeared_on_a_broadcast_spoke_there_and_others_before() -> None:
    text = (
        "Ada Wren defends the loan\n\nKestrel CEO Ada Wren appeared on Salem Radio's Morning Hour on Sunday to defend "
        "the loan.\n\nAsked by host Max Roe whether it was too large, Wren said it was needed. “We need it,” she told "
        "the program.\n\nJohn Smith of the steel union has said the loan is late."
    )
    assert [channel for channel, _ in occasions(text)] == ["interview", "interview", "interview", ""]


def test_an_investor_day_is_where_its_report_has_its_words_from() -> None:
    text = (
        "Orbex investor day: targets raised\n\nKey takeaways from Oslo\n\nOrbex held its investor day in Oslo. Here is "
        "a summary of the presentations and the Q&A.\n\nCEO Jane Doe said orders doubled. Max Roe, who runs pumps, "
        "said prices rose."
    )
    assert [channel for channel, _ in occasions(text)] == ["event", "event"]
    assert occasions("Orbex will hold its investor day in June. CEO Jane Doe said orders doubled.") == [("", "")]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Jane Doe told analysts on a conference call that the mill was cheap.", "conference-call"),
        ("Orbex reported its results. Jane Doe told analysts on a conference call that sales rose.", "earnings-call"),
        (
            "Orbex reported its results. Jane Doe said on a conference call with journalists that it was late.",
            "conference-call",
        ),
        ("Jane Doe of Orbex told public broadcaster SRK that the mill was cheap.", "interview"),
        ("The think tank Lisbon Forum has argued that the mill was late.", ""),
        ("Orbex, a developer of speech recognition, said that the mill was late.", ""),
        ("Jane Doe joked in a call with journalists that the mill was late.", "conference-call"),
        ("Jane Doe told the annual meeting that the mill was cheap.", "event"),
        ("Jane Doe of Orbex welcomed the pact on LinkedIn. “It is cheap for all of us,” she wrote.", "linkedin"),
        ("In a note to clients, Jane Doe of Orbex cut her target. “It is cheap for all of us,” Doe wrote.", "note"),
    ],
)
def test_the_place_of_the_last_words(text: str, channel: str) -> None:
    assert occasions(text)[-1][0] == channel


def test_who_said_so_early_on_a_day_said_so_that_day() -> None:
    [(_, day)] = occasions("Orbex said early Wednesday that the mill was late.")
    assert day.startswith("2026-05-13")


def test_a_call_named_by_its_day_was_held_then() -> None:
    [(_, day)] = occasions("On a May 7 earnings call, Jane Doe of Orbex said that the mill was late.")
    assert day == "2026-05-07"


def test_who_spoke_goes_on_and_not_whom_they_told() -> None:
    from rules.test_speech import statements

    text = (
        "Jane Doe of Orbex told Max Roe that grids are full. The talk lasted two hours. “We wait for years,” she said."
    )
    assert statements(text)[-1].speaker.ref == "person/jane-doe"


def test_a_last_name_that_is_a_word_of_the_language_is_the_name_of_who_was_named() -> None:
    from rules.test_speech import statements

    text = "Orbex will close a mill, as founder Max Rice wants. “It is late for all of us,” Rice said in a statement."
    assert statements(text)[-1].speaker.ref == "person/max-rice"
