from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.errors import ArticleError, KgError

NEWS = "Quarrystone Inc. said on Monday it had leased a data hall.\n"


def test_a_text_a_file_and_a_folder_are_read_alike(tmp_path):
    path = tmp_path / "quarry.txt"
    path.write_text(NEWS)
    text, file, [folder] = kg.read(NEWS, id="quarry"), kg.read(path), list(kg.extract(tmp_path))
    assert text.article.text == file.article.text == folder.article.text == NEWS
    assert text.entities == file.entities == folder.entities


def test_what_is_known_about_an_article_can_be_said():
    article = kg.read(NEWS, id="quarry", title="A lease", published="2031-03~").article
    assert (article.id, article.title, article.published.edtf) == ("quarry", "A lease", "2031-03~")


def test_without_somebody_to_hear_of_it_an_unreadable_article_raises(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(KgError, match=r"empty\.txt: no text in it"):
        list(kg.extract([tmp_path]))
    failures = []
    assert list(pipeline.extract([tmp_path], failed=failures.append)) == []
    assert [Path(crash.input.path).name for crash in failures] == ["empty.txt"]


def test_a_wrong_path_raises_before_anything_is_read():
    with pytest.raises(ArticleError, match="no such file"):
        list(kg.extract("nowhere", jobs=2))


def test_what_the_package_does_not_have_it_says():
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'raed'"):
        kg.raed  # noqa: B018
    assert "read" in dir(kg)
