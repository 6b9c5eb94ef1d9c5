"""Hardware that only its article tells: models by number, code names, equipment that is traded."""

from __future__ import annotations

import pytest

from kg.model import Article, Kind
from kg.reading import read


def hardware(text: str) -> set[str]:
    return {entity.name for entity in read(Article("a", text)).entities if entity.kind is Kind.HARDWARE}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Corvane Labs showed the Kestrel 4, its newest inference accelerator. Kestrel 3 is slower.",
            {"Kestrel 4", "Kestrel 3"},
        ),
        ("Corvane rents out Plover 7 instances. The Plover 7 line of inference accelerators is new.", {"Plover 7"}),
        ("Ostrel Inc. launched its Serrat 6 processor on Friday. The Serrat 6 has eight cores.", {"Serrat 6"}),
        ("Kelling Power took an order for 14 of its PV-45 gas turbines.", {"PV-45"}),
        ("Kelling Power delivers 16 reciprocating engines to the plant.", {"reciprocating engines"}),
        (
            "Basalt ordered backup generators from Kelling and batteries from Dunmore.",
            {"backup generators", "batteries"},
        ),
        ("Ostrel Systems, a maker of optical interconnects in Leeds, is for sale.", {"optical interconnects"}),
        ("The hall has 2,300 processors of the type AMD MI430X.", {"MI430X"}),
        ("Ostrel's chip, code-named Ronda, slipped by a year.", {"Ronda"}),
        ("Ostrel's next chip, Jaguar Vale, is late.", {"Jaguar Vale"}),
        ("Ostrel launched its 7331 router and the 8110 switch.", {"7331", "8110"}),
        ("Ostrel Systems builds extreme ultraviolet lithography systems.", {"extreme ultraviolet lithography systems"}),
        ("They paid twice as much for plain DRAM.", {"DRAM"}),
        ("Ostrel's Alto retimers are used in small numbers.", {"Alto"}),
        ("Kelling Power delivers turbines of the KV-90 type.", {"KV-90", "turbines"}),
        ("Corvane used preemptible TPU v5e slices.", {"TPU v5e"}),
    ],
)
def test_hardware_is_found_by_what_is_said_of_it(text: str, names: set[str]) -> None:
    assert hardware(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The loan pays for KEL3, a 60-megawatt site in Oslo with room for servers.",
        "Corvane leased its first building, KEL01, to Ostrel Systems for its servers.",
        "Cobalt Ridge Infrastructure sold a site in Ohio.",
        "Corvane trained its Sona 3 model in May.",
        "The fab, called M17, opens in FY31. Chips are made at its M17 fab.",
        "Corvane makes RISC-V processor cores.",
        "In May 12 banks lent money to Corvane, and in Texas 300 people lost work.",
        "Batteries are expensive, said Corvane.",
    ],
)
def test_what_is_no_hardware_stays_none(text: str) -> None:
    assert hardware(text) == set()


def test_a_number_belongs_to_a_firm_with_its_legal_form() -> None:
    found = read(Article("a", "Keel 9 Corp. (Nasdaq: KEL) said Keel 9 will grow.")).entities
    assert [entity.name for entity in found if entity.kind is Kind.ORGANIZATION] == ["Keel 9 Corp."]
