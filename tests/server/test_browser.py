"""The pages in a real browser: search, sentences, graph, editor, keys; no script fails, nobody else is asked."""

import re
import shutil
from pathlib import Path

import pytest

api = pytest.importorskip("playwright.sync_api", reason="tests in a browser need the extra 'browser'")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt-get install chromium)")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
ADDRESSES = (
    "/", "/deals", "/statements", "/articles", "/conflicts", "/timeline", "/graph?about=org/brightcloud", "/questions",
    "/questions/who-said", "/id/org/brightcloud", "/id/person/ada-quill", "/id/article/herald", "/search?q=ada",
    "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser, server):
    """A page that remembers what went wrong; whatever it is, the test fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, faults = context.new_page(), []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            faults.append(request.url) if not request.url.startswith((server.address, "data:", "blob:")) else None
        ),
    )
    yield opened
    context.close()
    assert [fault for fault in faults if "status of 404" not in fault] == []


def until(page, condition):
    """Wait without evaluating text inside the page, which its policy forbids."""
    for _ in range(200):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def test_a_name_is_suggested_as_somebody_types(page, server):
    page.goto(server.address)
    page.keyboard.press("/")
    page.keyboard.type("quill")
    page.get_by_role("option", name="Ada Quill").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/person/ada-quill")


def test_a_fact_leads_to_its_sentence(page, server):
    page.goto(f"{server.address}/id/org/brightcloud")
    link = page.locator("a.words", has_text="a unit of Bright Holdings").first
    words = link.inner_text().strip("“”")
    link.click()
    page.wait_for_url(re.compile("/id/article/herald.at="))
    assert "".join(page.locator("mark.hit").all_inner_texts()) == words
    assert page.locator("mark.hit").first.is_visible()
    assert page.locator(".note.hit").count() >= 1


def test_evidence_is_walked_by_key(page, server):
    page.goto(f"{server.address}/id/article/herald")
    page.keyboard.press("j")
    first = page.url
    assert page.locator("mark.hit").count() >= 1
    page.keyboard.press("j")
    assert page.url != first
    page.keyboard.press("k")
    assert page.url == first


def test_the_graph_opens_what_surrounds_a_node_and_the_words_of_a_tie(page, server):
    page.goto(f"{server.address}/graph?about=org/bright-holdings")
    until(page, "window.kgGraph && kgGraph.nodes().length > 0")
    before = page.evaluate("kgGraph.nodes().length")
    page.evaluate("kgGraph.getElementById('https://w3id.org/aideals/id/org/brightcloud').emit('tap')")
    until(page, f"kgGraph.nodes().length > {before}")
    page.evaluate("kgGraph.edges()[0].emit('tap')")
    page.locator("#told a.words").wait_for()
    places = (
        "JSON.stringify(kgGraph.nodes().map((n) => [n.id(), Math.round(n.position('x')), Math.round(n.position('y'))]))"
    )
    page.goto(f"{server.address}/graph?about=org/brightcloud")
    until(page, "document.getElementById('picture').dataset.nodes")
    first = page.evaluate(places)
    page.reload()
    until(page, "document.getElementById('picture').dataset.nodes")
    assert page.evaluate(places) == first


def test_the_graph_is_saved_as_a_picture(page, server):
    page.goto(f"{server.address}/graph?about=org/brightcloud")
    until(page, "document.getElementById('picture').dataset.nodes")
    with page.expect_download() as download:
        page.locator("#png").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_question_of_the_library_runs_in_the_editor(page, server):
    page.goto(f"{server.address}/sparql")
    page.locator("details summary").click()
    page.locator("#library a[data-title='Deals']").click()
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.locator(".tabPanel.active .yasr table", has_text="Brightcloud").wait_for()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser, server, address, scheme):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(server.address + address)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)")
    serious = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
    context.close()
    assert serious == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_shows_every_page_without_scrolling_sideways(browser, server, address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(server.address + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_pages_need_no_script(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/search?q=quill")
    page.get_by_role("link", name="Ada Quill").first.click()
    page.locator("a.words").first.click()
    page.locator("mark.hit").first.wait_for()
    page.goto(f"{server.address}/sparql")
    page.get_by_label("Query").fill("SELECT ?n { ?d a kg:Deal ; skos:prefLabel ?n }")
    page.get_by_role("button", name="Ask").click()
    context.close()


def test_a_static_copy_works_from_the_file_system(browser, desk, tmp_path):
    from kg.server.site import write_site

    write_site(desk.graph.store, tmp_path / "out")
    page = browser.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.goto((tmp_path / "out" / "index.html").as_uri())
    page.get_by_role("link", name="people").click()
    page.get_by_role("link", name="Ada Quill").first.click()
    page.locator("a.words").first.click()
    page.locator("mark.hit").first.wait_for()
    assert faults == []
    page.close()
