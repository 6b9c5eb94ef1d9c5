import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iris


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Société Générale", "societe-generale"),
        ("AT&T", "at-and-t"),
        ("O’Neill's", "oneills"),
        ("U.S. Steel", "us-steel"),
        ("Acme.com", "acme-com"),
        ("Møller – Mærsk", "moller-maersk"),
    ],
)
def test_a_slug_is_plain_ascii(name: str, slug: str) -> None:
    assert iris.slug(name) == slug


@given(st.text())
def test_every_text_has_a_slug_of_the_right_form(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", iris.slug(text))
    assert iris.slug(iris.slug(text)) == iris.slug(text)


def test_names_without_latin_letters_keep_apart() -> None:
    assert iris.slug("百度") != iris.slug("腾讯")


@pytest.mark.parametrize(
    "name", ["Acme", "Acme, Inc.", "The Acme Company", "ACME Co., Ltd.", "Acme & Co.", "Acme GmbH & Co KG"]
)
def test_legal_forms_and_the_article_do_not_make_another_organisation(name: str) -> None:
    assert iris.org_ref(name) == "org/acme"
    assert iris.org_ref("Co") == "org/co"


def test_honorifics_do_not_make_another_person() -> None:
    assert iris.person_ref("Dr. Jane Doe") == iris.person_ref("Jane Doe") == "person/jane-doe"


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("Acme X200s", "Acme X200"), ("GPUs", "GPU"), ("chips", "chip"), ("UltraServers", "UltraServer")],
)
def test_a_product_is_named_in_the_singular(plural: str, singular: str) -> None:
    assert iris.product_ref(plural) == iris.product_ref(singular)


def test_a_product_name_that_ends_in_s_stays() -> None:
    assert iris.product_ref("Windows") == "product/windows"


def test_a_deal_does_not_depend_on_the_order_of_its_parties() -> None:
    ref = iris.deal_ref(["org/gamma", "org/acme"], "cloud_services", "2025")
    assert (
        ref
        == iris.deal_ref(["org/acme", "org/gamma"], "cloud_services", "2025")
        == ("deal/acme-gamma-cloud-services-2025")
    )


def test_a_statement_does_not_depend_on_quotation_marks_and_punctuation() -> None:
    plain = iris.statement_ref("person/jane-doe", "We can't wait, and we won't.")
    assert plain == iris.statement_ref("person/jane-doe", "“We can’t wait and we won’t,”")
    assert plain.startswith("statement/jane-doe--we-cant-wait-and-we-")


def test_claims_keep_types_apart_and_long_names_keep_apart() -> None:
    assert iris.claim_ref("org/x", "usesProduct", "product/x") == "claim/co.x--usesProduct--pr.x"
    long = ["statement/" + "a" * 118 + end for end in "bc"]
    names = {iris.claim_ref(each, "channel", "channel/x") for each in long}
    assert len(names) == 2
    assert all(len(name) <= iris.LONGEST + len("claim/") for name in names)


def test_a_ref_and_its_iri_lead_to_each_other() -> None:
    assert iris.ref_of(iris.iri("org/acme")) == "org/acme"
    with pytest.raises(ValueError, match="no IRI of"):
        iris.ref_of("https://example.org/acme")
