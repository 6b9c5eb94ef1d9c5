from datetime import date

import pytest

from kg.articles import LIMIT, Source, article, find, load
from kg.errors import ArticleError
from kg.metadata import Metadata
from kg.model import Origin, TimeSpan

NEWS = "Quarrystone Ltd has leased a data hall from Northgate Colo.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "quarry.txt").write_text(NEWS)
    return tmp_path


def complaint(*paths, **known):
    with pytest.raises(ArticleError) as caught:
        [load(source) for source in find(paths, **known)]
    message = str(caught.value)
    assert "\n" not in message
    return message


def only(*paths, **known):
    [source] = find(paths, **known)
    return load(source)


def test_an_article_is_its_file_decoded_and_changed_in_no_way(folder):
    text = "\ufeffQuarrystone\u2019s caf\u00e9\r\nmoved\rto cafe\u0301 row\n\n"
    (folder / "quarry.txt").write_bytes(text.encode())
    found = only(folder / "quarry.txt")
    assert (found.id, found.text, found.body) == ("quarry", text, 1)


def test_a_folder_gives_its_articles_in_the_order_of_their_names_and_passes_over_the_rest(folder):
    for name in ("zeta.md", "alpha.txt", "picture.png", ".hidden.txt"):
        (folder / name).write_text(NEWS)
    (folder / "more").mkdir()
    (folder / "more" / "beta.TXT").write_text(NEWS)
    assert [source.id for source in find([folder])] == ["alpha", "quarry", "zeta", "beta"]


def test_a_file_met_twice_is_one_article(folder):
    assert len(find([folder, folder / "quarry.txt", folder / "." / "quarry.txt"])) == 1


def test_an_id_is_the_stem_made_a_slug(folder):
    (folder / "Größe & Co_2.txt").write_text(NEWS)
    assert only(folder / "Größe & Co_2.txt").id == "grosse-and-co-2"


def test_front_matter_in_the_usual_spellings_is_read_and_stands_before_the_body(folder):
    head = '---\nlayout: post\nheadline: "Quarrystone: a lease"\nlink: https://example.org/q\ndate: 9 March 2031\n---\n'
    (folder / "quarry.txt").write_text(head + NEWS)
    found = only(folder)
    assert found.text[found.body :] == NEWS
    assert (found.title, found.url) == ("Quarrystone: a lease", "https://example.org/q")
    assert found.published == TimeSpan(date(2031, 3, 9), date(2031, 3, 9), "2031-03-09")


@pytest.mark.parametrize(
    "written",
    ["2031-03-09", "'2031-03-09 08:00:00 +0100'", "2031-03-09T08:00", "March 9, 2031", "Sun, 09 Mar 2031 08:00:00 GMT"],
)
def test_a_day_in_front_matter_may_be_written_as_people_write_it(folder, written):
    (folder / "quarry.txt").write_text(f"---\ndate: {written}\n---\n{NEWS}")
    assert only(folder).published.earliest == date(2031, 3, 9)


def test_front_matter_gives_way_to_sources_and_sources_to_options(folder):
    (folder / "quarry.txt").write_text(f"---\ntitle: From the file\npublisher: From the file\nkind: blog\n---\n{NEWS}")
    (folder / "sources.toml").write_text('["quarry.txt"]\ntitle = "From sources"\npublisher = "From sources"\n')
    found = only(folder, metadata=Metadata(publisher="From an option"))
    assert (found.title, found.publisher, found.kind) == ("From sources", "From an option", "blog")


def test_sources_say_what_an_article_retells(folder):
    (folder / "sources.toml").write_text(
        '["quarry.txt"]\npublished = 2031-03-09\n'
        'based_on = { url = "https://example.org/release", publisher = "Quarrystone", published = "2031-03" }\n'
    )
    found = only(folder)
    assert found.published.edtf == "2031-03-09"
    march = TimeSpan(date(2031, 3, 1), date(2031, 3, 31), "2031-03")
    assert found.based_on == Origin("https://example.org/release", "Quarrystone", "", march)


def test_sources_named_by_a_shell_are_no_article(folder):
    (folder / "sources.toml").write_text("")
    assert [source.id for source in find(sorted(folder.iterdir()))] == ["quarry"]


def test_text_at_hand_is_an_article_too():
    found = article(NEWS, Source("", "note", Metadata(title="A note")))
    assert (found.id, found.text, found.title, found.path) == ("note", NEWS, "A note", "")


def test_a_missing_path(tmp_path):
    assert complaint(tmp_path / "nothing.txt") == f"{tmp_path}/nothing.txt: no such file or folder"


def test_a_folder_without_articles(tmp_path):
    assert "no article in this folder" in complaint(tmp_path)


def test_a_folder_that_may_not_be_looked_into(tmp_path, monkeypatch):
    def walk(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(folder)))
        return iter(())

    monkeypatch.setattr("kg.articles.os.walk", walk)
    assert complaint(tmp_path) == f"{tmp_path}: cannot be read (Permission denied); check the path and its permissions"


def test_an_unknown_suffix(folder):
    (folder / "quarry.docx").write_text(NEWS)
    assert complaint(folder / "quarry.docx").endswith("cannot read '.docx' files; convert it to .md or .txt")


def test_two_files_of_one_id_are_both_named(folder):
    (folder / "Quarry.md").write_text(NEWS)
    message = complaint(folder)
    assert "Quarry.md" in message
    assert "quarry.txt" in message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no text in it"),
        (b" \n\t\r\n", "no text in it"),
        (b"---\ntitle: A\n---\n\n", "no text in it"),
        (b"\x7fELF\x02\0\0", "a binary file (a zero byte at byte 5)"),
        ("\ufeffQuarry".encode("utf-16-le"), "UTF-16 text; save it as UTF-8"),
        (b"One line.\nCaf\xe9 two.\n", "not UTF-8, byte 13 (line 2) is 0xe9; save it as UTF-8"),
        (b"Cut in the middle \xe2\x80", "not UTF-8, byte 18 (line 1) is 0xe2"),
        (b"---\ntitle: A\nText without an end\n", "opened on line 1 is not closed"),
        (
            b"---\ntitle: Acme: the deal\n---\nText.\n",
            "broken front matter, line 2: mapping values are not allowed here",
        ),
        (b"---\n- a\n- b\n---\nText.\n", "the front matter is no mapping"),
        (b"---\njust words\n---\nText.\n", "the front matter is no mapping"),
        (b"---\n" + b"[" * 5000 + b"\n---\nText.\n", "broken front matter"),
        (b"---\ndate: 2031-02-31\n---\nText.\n", "front matter: '2031-02-31' is no day of the calendar"),
    ],
)
def test_a_file_that_is_no_article_says_why_and_what_to_do(folder, data, says):
    (folder / "quarry.txt").write_bytes(data)
    message = complaint(folder)
    assert message.startswith(f"{folder}/quarry.txt: ")
    assert says in message


def test_a_file_that_is_too_large_is_refused_unread(folder):
    with (folder / "quarry.txt").open("wb") as file:
        file.truncate(LIMIT + 1)
    assert "too large for one article" in complaint(folder)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[quarry.txt\n", "sources.toml: no TOML,"),
        ('["quary.txt"]\n', "no file 'quary.txt' in this folder; did you mean 'quarry.txt'?"),
        (
            '["quarry.txt"]\npublished = "2031-02-30"\n',
            "['quarry.txt'] published: '2031-02-30' is no day of the calendar",
        ),
        ('["quarry.txt"]\npublised = "2031"\n', "unknown key 'publised'; did you mean 'published'?"),
        ('["quarry.txt"]\ntitle = 7\n', "'title' is no text; put it in quotation marks"),
        ('["quarry.txt"]\nbased_on = "a release"\n', "['quarry.txt'] based_on: is no table"),
        ('["quarry.txt"]\nbased_on = { published = "soon" }\n', "based_on published: 'soon' is not a date"),
        ('"quarry.txt" = 1\n', "['quarry.txt']: is no table"),
    ],
)
def test_sources_that_are_wrong_say_where(folder, toml, says):
    (folder / "sources.toml").write_text(toml)
    message = complaint(folder)
    assert message.startswith(f"{folder}/sources.toml: ")
    assert says in message


def test_sources_may_speak_of_files_that_are_not_there(folder):
    (folder / "sources.toml").write_text('["day-01.txt"]\npublished = "2031-02-03"\n["quarry.txt"]\ntitle = "Stone"\n')
    (folder / "day-02.txt").write_text("Orvane rests.")
    assert [load(source).title for source in find([folder])] == ["", "Stone"]
