import json

import pytest


def rows(done):
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_question_of_the_library_is_asked_by_its_name(run):
    [said] = rows(run("query", "who-said", "-f", "jsonl"))
    assert (said["speakerName"], said["text"]) == ("Ada Quill", "We needed room")


def test_a_question_can_be_a_command_with_its_parameters_as_options(run):
    assert len(rows(run("who-said", "--speaker", "Ada Quill", "-f", "jsonl"))) == 1
    assert rows(run("who-said", "--speaker", "Northgate", "-f", "jsonl")) == []


def test_parameters_are_bound_and_never_pasted(run):
    asked = "SELECT ?n { BIND(STRLEN(?words) AS ?n) }"
    assert rows(run("query", "-", "-p", 'words=a" } #', "-f", "jsonl", input=asked)) == [{"n": "6"}]


def test_sparql_comes_from_a_file_or_from_standard_input(run, tmp_path):
    asked = "SELECT ?name { ?person skos:prefLabel ?name . ?x kg:speaker ?person }"
    (tmp_path / "names.rq").write_text(asked)
    expected = [{"name": "Ada Quill"}]
    assert rows(run("query", tmp_path / "names.rq", "-f", "jsonl")) == expected
    assert rows(run("query", "-", "-f", "jsonl", input=asked)) == expected


def test_every_question_is_listed(run):
    done = run("query", "--list")
    assert "who-said" in done.stdout
    assert "conflicts" in done.stdout


def test_a_question_says_what_it_may_be_asked_with(run):
    told = run("query", "--list", "deals").stdout
    assert told.startswith("Which deals are there")
    assert "concept:deal-status" in told
    assert "SELECT ?deal" in told
    assert "did you mean deals" in run("query", "--list", "deels").stderr


def test_the_form_of_the_answer_follows_the_file(run, tmp_path):
    assert run("who-said", "-o", tmp_path / "said.md").exit_code == 0
    assert (tmp_path / "said.md").read_text().startswith("| who | when |")
    assert run("who-said", "-f", "application/sparql-results+json").stdout.startswith('{"head"')


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["query", "who-sad"], 2, "who-sad: no such question; did you mean who-said"),
        (["query", "who-said", "-p", "speker=Ada Quill"], 2, "no parameter 'speker'; did you mean 'speaker'?"),
        (["query", "who-said", "-p", "speaker"], 2, "-p speaker: no '='; write NAME=VALUE"),
        (["who-said", "--speaker", "Ada Quil"], 2, "nothing in the store has this name; did you mean Ada Quill?"),
        (["who-said", "--since", "Monday"], 2, "'Monday' is not a date"),
        (["who-said", "-f", "tabel"], 2, "did you mean 'table'?"),
        (["query", "nowhere.rq"], 2, "nowhere.rq: cannot be read (No such file or directory)"),
        (["explain", "Northgate", "hasCEOO"], 2, "did you mean 'hasCEO'?"),
        (["query", "ASK { ?s ?p ?o }", "-s"], 2, "--sentences: this question gives no rows"),
        (["query", "rules", "-s"], 2, "no sentence leads to these rows"),
        (["deals", "--prty", "Northgate"], 2, "kg: no such option '--prty'; did you mean '--party'?"),
        (["deals", "--party"], 2, "kg: option '--party' requires an argument; 'kg deals --help' says more"),
        (["deals", "-n", "0"], 2, "0 is not in the range x>=1"),
        (["explain"], 2, "missing argument 'SUBJECT'; "),
        (["show", "Northgat"], 2, "did you mean Northgate?"),
        (["--store", "nowhere", "who-said"], 2, "nowhere: no store here; make one with 'kg build'"),
    ],
)
def test_a_mistake_is_one_line_with_a_way_out(run, args, code, says):
    done = run(*args)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (code, "", 1)
    assert says in done.stderr


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("SELECT ?x {\n ?x a }", "line 2, column"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "would change the store"),
        ("SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", "would ask another server"),
    ],
)
def test_sparql_that_cannot_be_asked_says_why(run, asked, says):
    done = run("query", "-", input=asked)
    assert done.exit_code == 2
    assert says in done.stderr


def test_everything_about_an_entity_is_shown_under_headings(run):
    done = run("show", "ada quill", "-f", "json")
    sections = {section["heading"]: section["rows"] for section in json.loads(done.stdout)}
    assert sections["Said by"][0]["text"] == "We needed room"
    assert sections["Roles"][0]["organisationName"] == "Quarrystone"
    assert "Deals" not in sections
    assert run("show", "ada quill", "-f", "md").stdout.startswith("## Names\n\n| entity |")


def test_a_fact_is_explained_by_the_words_that_say_it(run):
    found = rows(run("explain", "Quarrystone", "kg:partnersWith", "-f", "jsonl")) + rows(
        run("explain", "Northgate", "kg:partnersWith", "-f", "jsonl")
    )
    assert [(row["text"], row["rule"], row["headline"]) for row in found] == [
        ("Quarrystone is a partner of Northgate", "partner-of", "A data hall changes hands")
    ]
    assert rows(run("explain", found[0]["claim"], "-f", "jsonl")) == found


SENTENCE = "“We needed room,” said Ada Quill, chief executive of Quarrystone."


def test_a_statement_is_explained_by_how_articles_render_it(run):
    [said] = rows(run("who-said", "-f", "jsonl"))
    [found] = rows(run("explain", said["statement"], "-s", "-f", "jsonl"))
    assert (found["wording"], found["rendering"], found["sentence"]) == ("We needed room", "direct quotation", SENTENCE)


def test_sentences_stand_beside_the_rows_that_were_read_from_them(run):
    [said] = rows(run("who-said", "-s", "-f", "jsonl"))
    assert said["sentence"] == f"{SENTENCE} — A data hall changes hands"
    [fact] = rows(run("explain", "Quarrystone", "partnersWith", "--sentences", "-f", "jsonl")) or rows(
        run("explain", "Northgate", "partnersWith", "--sentences", "-f", "jsonl")
    )
    assert fact["sentence"] == "Quarrystone is a partner of Northgate."
    assert "| sentence |" in run("who-said", "-s", "-f", "md").stdout.splitlines()[0]


def test_everything_about_an_entity_is_shown_with_its_sentences(run):
    sections = {
        each["heading"]: each["rows"] for each in json.loads(run("show", "Ada Quill", "-s", "-f", "json").stdout)
    }
    assert sections["Said by"][0]["sentence"] == f"{SENTENCE} — A data hall changes hands"
    assert {row["sentence"] for row in sections["Facts"]} == {SENTENCE}
    assert "sentence" not in sections["Names"][0]


def test_a_limit_is_kept_and_told_to_people(run):
    every, first = run("query", "names", "-f", "csv"), run("query", "names", "-n", 2, "-f", "csv")
    assert first.stdout.splitlines() == every.stdout.splitlines()[:3]
    assert first.stderr == ""
    told = run("query", "names", "-n", 2, "-f", "table")
    assert told.stderr == "the first 2 rows; more with a higher -n, all without it\n"
    assert run("query", "names", "-n", 100, "-f", "table").stderr == ""


def test_people_are_told_when_nothing_is_found(run, tmp_path):
    assert run("deals", "-f", "table").stderr == "nothing found\n"
    assert run("-q", "deals", "-f", "table").stderr == ""
    assert run("deals", "Northgate", "-f", "csv").stderr == ""
    (tmp_path / "empty.txt").touch()
    assert run("--store", tmp_path / "new", "build", tmp_path / "empty.txt").exit_code == 2
    assert "the store holds no article yet" in run("--store", tmp_path / "new", "deals", "-f", "table").stderr


def test_a_misspelt_term_is_said(run):
    done = run("query", "SELECT ?d { ?d a kg:Dea }")
    assert (done.exit_code, done.stderr) == (0, "query: the ontology has no kg:Dea; did you mean kg:Deal?\n")


@pytest.mark.parametrize("args", [("build", ""), ("deals", "--party", ""), ("explain", ""), ("show", "")])
def test_an_empty_argument_is_none(run, args):
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"an empty argument behind '{args[-2]}'" in done.stderr


def test_a_name_of_several_words_wants_quotation_marks(run):
    done = run("show", "Ada", "Quill")
    assert done.exit_code == 2
    assert "a name of several words stands in quotation marks" in done.stderr


def test_help_says_what_a_value_may_be(run):
    told = " ".join(run("deals", "--help").stdout.split())
    assert "--party NAME an organisation that takes part" in told
    assert "how far the deal has come: rumoured, announced, completed, cancelled, denied" in told
