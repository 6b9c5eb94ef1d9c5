"""A rule is trusted as far as it was right, and one that was hardly met keeps what it had."""

from decimal import Decimal

from kg.calibration import calibrated, confidence
from kg.scores import Tally

RULES = """# A list.

rule:first a kg:ExtractionRule, skos:Concept ;
    skos:prefLabel "one. Two."@en ;
    kg:confidence 0.9 .

rule:second a kg:ExtractionRule, skos:Concept ;
    skos:prefLabel "another"@en ;
    kg:confidence 0.7 .
"""


def test_confidence_is_smoothed_precision():
    assert confidence(Tally(found=8, right=8)) == Decimal("0.9")
    assert confidence(Tally(found=98, right=89)) == Decimal("0.9")
    assert confidence(Tally(found=0, right=0)) == Decimal("0.5")


def test_a_measured_rule_says_what_its_confidence_rests_on():
    written = calibrated(RULES, {"first": Tally(found=30, right=26), "second": Tally(found=2, right=0)})
    assert (
        '"one. Two."@en ;\n    kg:confidence 0.84 ;\n    kg:measuredReadings 30 ;\n    kg:measuredRight 26 .' in written
    )
    assert '"another"@en ;\n    kg:confidence 0.7 .' in written


def test_measuring_again_leaves_the_rest_as_it_is():
    once = calibrated(RULES, {"first": Tally(found=30, right=26)})
    assert calibrated(once, {"first": Tally(found=30, right=26)}) == once
    assert calibrated(once, {"first": Tally(found=40, right=40)}).count("kg:measuredReadings 40") == 1
