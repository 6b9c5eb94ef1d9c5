import pytest

from kg.posts import is_executive, key, tense
from kg.titles import find_titles

CASES = {
    "Orbex CEO Jane Doe resigned.": ["CEO"],
    "Jane Doe, co-founder and chief executive officer of Orbex": ["co-founder", "chief executive officer"],
    "Jane Doe, former chief product officer": ["former chief product officer"],
    "Jane Doe, Senior Vice President, Cloud Platforms & Software at Orbex": [
        "Senior Vice President, Cloud Platforms & Software"
    ],
    "Jane Doe, who is head of infrastructure at Orbex": ["head of infrastructure"],
    "the head of Quibbit Cloud": ["head"],
    "Jane Doe, Orbex's head of rail, ports and shipping, told": ["head of rail, ports and shipping"],
    "Jane Doe, head of cloud, AI and data at Orbex": ["head of cloud, AI and data"],
    "Jane Doe, Orbex's head of research, analysts say, and others": ["head of research"],
    "Jane Doe, head of agritech at Orbex": ["head of agritech"],
    "director of engineering Mark Doe": ["director of engineering"],
    "Stephen King left Orbex.": [],
    "Jane Doe, plant manager at Orbex": ["plant manager"],
    "its long-serving works council chair, Jane Doe,": ["works council chair"],
    "the Orbex executive in charge of grids": ["executive"],
    "president of the Orbex Metalworkers union": ["president"],
    "Jane Doe, a partner at law firm Pell": ["partner"],
    "its cloud partner Quibbit": [],
    "Commerce Secretary Jane Doe and Data analyst Bo Li": ["Commerce Secretary", "Data analyst"],
    "the minister of energy and industry": ["minister of energy and industry"],
    "Jane Doe, vice president, Monday": ["vice president"],
    "Orbex Cloud president Jane Doe": ["president"],
    "They head for the door, and lead the market.": [],
}


@pytest.mark.parametrize(("sentence", "titles"), CASES.items())
def test_titles_are_found_as_written(sentence: str, titles: list[str]) -> None:
    found = find_titles(sentence, [(0, len(sentence))])
    assert [title.text for title in found] == titles
    assert all(sentence[title.start : title.end] == title.text for title in found)


def test_a_title_says_its_time() -> None:
    assert [tense(t) for t in ("former CEO", "ex-CEO", "incoming CFO", "CEO")] == ["past", "past", "future", "present"]


def test_short_and_long_titles_have_one_key() -> None:
    assert key("CEO") == key("Chief Executive Officer") == key("former chief executive")


def test_only_some_titles_stand_for_a_whole_organisation() -> None:
    assert is_executive("co-founder")
    assert is_executive("chief product officer")
    assert not is_executive("board member")
    assert not is_executive("senior vice president")
