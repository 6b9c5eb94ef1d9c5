"""Pages: every one is there, every link leads somewhere, every fact leads to its words, nothing is executed."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest

desk_module = pytest.importorskip("kg.server.desk", reason="pages need the extra 'server'")
exchange = pytest.importorskip("kg.server.exchange")


class Page(HTMLParser):
    """The links, marks and scripts of a page; fails on tags that do not close."""

    VOID = frozenset({"meta", "link", "img", "input", "br", "line", "rect", "stop"})

    def __init__(self, text):
        super().__init__()
        self.links, self.marks, self.scripts, self.attributes, self.ids, self._open = [], [], [], [], set(), []
        self.words = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.attributes += named
        self.ids.add(named.get("id"))
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        if tag == "script":
            self.scripts.append(named.get("src"))
        if tag not in self.VOID:
            self._open.append((tag, named))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if any(tag == "mark" and "hit" in (named.get("class") or "") for tag, named in self._open):
            self.marks.append(data)
        if any("words" in (named.get("class") or "") for _, named in self._open):
            self.words.append(data)


def get(desk, address, accept="text/html"):
    parts = urlsplit(address)
    params = tuple(parse_qsl(parts.query, keep_blank_values=True))
    return desk.answer(exchange.Request(unquote(parts.path).strip("/"), params, accept))


def pages(desk):
    """Every page that links lead to from the start, once for each path."""
    seen, waiting = {}, ["/"]
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        if path in seen or path.startswith("/static"):
            continue
        answer = get(desk, address)
        seen[path] = answer
        if answer.media_type.startswith("text/html"):
            found = Page(answer.body.decode())
            waiting += [urljoin(address, link) for link in found.links if link.startswith("/")]
    return seen


@pytest.fixture(scope="module")
def all_pages(desk):
    return pages(desk)


def test_every_link_leads_to_a_page(all_pages):
    assert {path: answer.status for path, answer in all_pages.items() if answer.status not in (200, 301, 303)} == {}
    assert len(all_pages) > 100


def test_no_page_runs_what_an_article_says(all_pages):
    for path, answer in all_pages.items():
        if answer.media_type.startswith("text/html"):
            text = answer.body.decode()
            assert "<script>alert" not in text, path
            found = Page(text)
            assert None not in found.scripts, path
            assert not [name for name in found.attributes if name.startswith("on") or name == "style"], path
            assert not [link for link in found.links if link.lower().startswith(("javascript", "data"))], path


def test_pages_are_the_same_each_time(desk, all_pages):
    fresh = desk_module.Desk(desk.graph.store)
    for path in ("/", "/deals", "/statements", "/conflicts", "/timeline", "/graph", "/id/org/brightcloud"):
        assert get(fresh, path).body == all_pages[path].body


@pytest.mark.parametrize("path", ["/id/org/brightcloud", "/id/person/ada-quill", "/id/org/nimbus-labs", "/conflicts"])
def test_every_fact_leads_by_one_click_to_its_words(desk, path):
    found = Page(get(desk, path).body.decode())
    places = [link for link in found.links if "#c" in link and "at=" in link]
    assert places
    for link in places:
        shown = Page(get(desk, link).body.decode())
        assert urlsplit(link).fragment in shown.ids
        assert "".join(shown.marks).strip()


def test_the_marked_words_are_those_of_the_evidence(desk):
    from kg.server.facts import facts_about
    from kg.server.nodes import node_of

    for fact in facts_about(desk.graph, node_of("org/brightcloud")):
        for source in fact.sources:
            assert "".join(Page(get(desk, desk.links.source(source)).body.decode()).marks) == source.words


def test_of_a_split_quotation_only_the_quoted_parts_are_marked(desk):
    statement = next(
        link for link in Page(get(desk, "/statements").body.decode()).links if "/id/statement/ada-quill" in link
    )
    gazette = next(link for link in Page(get(desk, statement).body.decode()).links if "gazette?at=" in link)
    assert "said Ada Quill" not in "".join(Page(get(desk, gazette).body.decode()).marks)


def test_the_text_of_an_article_is_shown_whole(desk):
    from made_up import archive

    for reading in archive():
        page = unescape(
            re.sub(
                r"<ul class=\"notes\".*?</ul>",
                "",
                get(desk, f"/id/article/{reading.article.id}").body.decode(),
                flags=re.DOTALL,
            )
        )
        assert reading.article.text in re.sub(r"<[^>]*>", "", page)


def test_values_in_dispute_stand_side_by_side(desk):
    page = get(desk, "/conflicts").body.decode()
    assert "12 billion USD" in page
    assert "14 billion USD" in page
    assert "$14 billion" in page


def test_a_name_is_found_by_any_part_and_without_accents(desk):
    assert '"name": "Ada Quill"' in get(desk, "/search.json?q=quill+AD", "application/json").body.decode()
    assert "bigger power plant" in get(desk, "/search?q=bigger+plant").body.decode()
    assert get(desk, "/search.json?q=", "application/json").body == b"[]"


def test_a_question_is_asked_with_its_parameters(desk):
    page = get(desk, "/questions/who-said?speaker=Ada+Quill").body.decode()
    assert "gives every lab the compute" in page
    assert "bigger power plant" not in page
    assert get(desk, "/questions/who-said.csv?speaker=Ada+Quill").body.startswith(b"statement,speaker,")
    assert get(desk, "/questions/who-said?speaker=Nobody").status == 400
    assert get(desk, "/questions/none").status == 404


def test_the_graph_gives_surroundings_with_the_words_of_each_tie(desk):
    import json

    found = json.loads(get(desk, "/graph.json?about=org/brightcloud", "application/json").body)
    assert found["center"] in {node["id"] for node in found["nodes"]}
    assert all(tie["words"] and "#c" in tie["href"] for tie in found["ties"])


def test_the_timeline_can_be_narrowed(desk):
    assert "herald" in get(desk, "/timeline").body.decode()
    assert "herald" not in get(desk, "/timeline?since=2040-01-01&until=2041-01-01").body.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/id/org/nobody",
        "/id/",
        "/id/org/a b",
        "/id/../../etc/passwd",
        "/graph?about=org/nobody",
        "/timeline?about=Nobody",
    ],
)
def test_what_is_not_there_is_said_so(desk, address):
    answer = get(desk, address)
    assert answer.status == 404
    assert answer.media_type.startswith("text/html")


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'; DROP ALL #", "%00", "\u202e"]
)
@pytest.mark.parametrize(
    "place",
    [
        "/search?q={}",
        "/timeline?about={}",
        "/timeline?since={}",
        "/questions/who-said?words={}",
        "/id/article/herald?at={}",
        "/deals?page={}",
    ],
)
def test_parameters_are_words_and_nothing_else(desk, place, value):
    from urllib.parse import quote

    answer = get(desk, place.format(quote(value)))
    assert answer.status in (200, 400, 404)
    found = Page(answer.body.decode())
    assert None not in found.scripts
    assert not [name for name in found.attributes if name.startswith("on")]


def test_a_text_that_is_not_stored_leaves_the_excerpts(desk):
    import pyoxigraph as ox

    from kg.terms import SCHEMA

    copy = ox.Store()
    copy.bulk_extend(
        quad for quad in desk.graph.store if quad.predicate != SCHEMA.text or "/article/" not in quad.subject.value
    )
    page = get(desk_module.Desk(copy), "/id/article/herald").body.decode()
    assert "The text is not stored here" in page
    assert "Brightcloud, a unit of Bright Holdings" in page


def test_a_static_copy_leads_everywhere_without_a_server(desk, tmp_path):
    from kg.server.site import write_site

    out = tmp_path / "out"
    count = write_site(desk.graph.store, out)
    files = {path: Page(path.read_text()) for path in out.rglob("*.html")}
    assert len(files) == count
    for path, page in files.items():
        for link in page.links:
            if not link.startswith(("http://", "https://", "#")):
                target = (path.parent / unquote(urlsplit(link).path)).resolve()
                assert target.is_relative_to(out.resolve())
                assert urlsplit(link).fragment in (
                    "",
                    *filter(None, files[out / target.relative_to(out.resolve())].ids),
                ), (path, link)


def test_a_static_copy_does_not_write_over_something_else(desk, tmp_path):
    from kg.server.site import SiteError, write_site

    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SiteError, match="not empty"):
        write_site(desk.graph.store, tmp_path)


def test_a_name_that_was_retired_leads_to_the_one_that_is_kept(desk):
    import pyoxigraph as ox

    from kg.graph import ENTITIES
    from kg.server.nodes import node_of
    from kg.terms import DCTERMS

    copy = ox.Store()
    copy.bulk_extend(desk.graph.store)
    copy.add(ox.Quad(node_of("org/bright-cloud"), DCTERMS.isReplacedBy, node_of("org/brightcloud"), ENTITIES))
    fresh = desk_module.Desk(copy)
    for suffix in ("", ".ttl"):
        answer = get(fresh, f"/id/org/bright-cloud{suffix}")
        assert (answer.status, dict(answer.headers)["Location"]) == (301, f"/id/org/brightcloud{suffix}")


def test_the_list_of_deals_is_narrowed_by_names_kind_and_status(desk):
    every = get(desk, "/deals").body.decode()
    kinds = re.findall(r"<option>([^<]+)</option>", every.split('name="kind"')[1].split("</select>")[0])
    for kind in kinds:
        found = get(desk, f"/deals?kind={kind.replace(' ', '+')}").body.decode()
        rows = found.split("<tbody>")[1]
        assert f"<option selected>{kind}</option>" in found
        assert rows.count("<tr>") == rows.count(f'<span class="quiet">{kind}</span>') > 0
    nothing = get(desk, "/deals?words=zzz+<script>&status=announced").body.decode()
    assert "There are none." in nothing
    assert "<script>" not in nothing


def test_the_timeline_shows_first_where_most_of_it_lies():
    from kg.server.lanes import Moment
    from kg.server.nodes import Thing
    from kg.server.timeline import dense, drawn

    def moment(day):
        return Moment("said", "", day, day, "said", Thing("said", f"urn:{day}", "statement"), "")

    near = [moment(738_000 + day) for day in range(40)]
    assert dense(near) == dense([]) == ("", "")
    found = [*near, moment(738_000 + 9_000)]
    view = drawn(found, None, *dense(found))
    assert (len(view.moments), view.outside) == (40, 1)
    [(_, since, until)] = [zoom for zoom in view.zooms if zoom[0] == "All"]
    assert drawn(found, None, since, until).outside == 0
