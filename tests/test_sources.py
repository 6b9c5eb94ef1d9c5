"""The sentences behind the rows of an answer: what the articles say where a fact was read."""

import pytest
from made_up import archive

from kg.analysis.sources import lead_of, with_sentences
from kg.errors import QueryError
from kg.queries import ask
from kg.results import Column, Rows
from kg.store import Store


@pytest.fixture(scope="module")
def store():
    with Store.open(":memory:", "write") as store:
        store.put(archive())
        yield store


def told(store, question, **params):
    rows = with_sentences(store, ask(store, question, params)).fetched()
    return rows, [record.get("sentence", "").splitlines() for record in rows.records()]


def test_a_deal_has_one_sentence_of_each_article_that_tells_it_and_three_at_most(store):
    rows, sentences = told(store, "deals")
    for record, lines in zip(rows.records(), sentences, strict=True):
        assert 1 <= len(lines) <= min(3, int(record["articles"]))


def test_a_row_about_one_article_has_only_its_sentences(store):
    texts = {reading.article.id: " ".join(reading.article.text.split()) for reading in store.readings()}
    rows, sentences = told(store, "evidence")
    for record, [*lines] in zip(rows.records(), sentences, strict=True):
        assert [line in texts[record["article"].rsplit("/", 1)[1]] for line in lines] == [True] * len(lines)
        assert " ".join(record["text"].split()) in " ".join(lines)


def test_the_sentence_is_one_more_variable_and_one_more_column(store):
    before = ask(store, "who-said").fetched()
    after = with_sentences(store, before)
    assert after.variables == (*before.variables, "sentence")
    assert after.columns == (*before.columns, Column("sentence", ("sentence",)))
    assert [row[:-1] for row in after.rows] == list(before.rows)


def test_rows_that_lead_to_no_evidence_are_refused(store):
    rows = Rows(("x",), ())
    assert lead_of(rows) is None
    with pytest.raises(QueryError, match="no sentence leads to these rows; a question needs one of"):
        with_sentences(store, rows)
