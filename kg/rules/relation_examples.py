"""Sentences that define the rules about ties."""

from __future__ import annotations

from kg.rules import Rule

RULES = (
    Rule(
        name="part-of",
        fires_on=(
            "Quibbit Cloud, a subsidiary of Quibbit Holdings, said so.",
            "Orbex Lab is owned by Orbex Group.",
        ),
        silent_on=("Quibbit Cloud met Quibbit Holdings.", "Orbex Robotics owes Orbex Group nothing."),
    ),
    Rule(
        name="headquarters",
        fires_on=("Orbex Systems is headquartered in Paris.", "Orbex Systems, based in Berlin, makes robots."),
        silent_on=("Orbex Systems held a party near the river.", "The idea of Orbex Systems is based on trust."),
    ),
    Rule(
        name="founded",
        fires_on=("Orbex Systems was founded in 2014.", "Orbex Systems was founded by Jane Doe."),
        silent_on=("Orbex Systems was found guilty in 2014.", "The fears of Orbex Systems were unfounded."),
    ),
    Rule(
        name="partner-of",
        fires_on=(
            "Orbex Systems has partnered with Quibbit Holdings.",
            "Orbex Systems announced a partnership with Quibbit Holdings.",
        ),
        silent_on=("Orbex Systems sued Quibbit Holdings.",),
    ),
    Rule(
        name="customer-list",
        fires_on=("Orbex Systems has customers including Quibbit Holdings and Pell Group.",),
        silent_on=("Orbex Systems has customers, and Quibbit Holdings has none.",),
    ),
    Rule(
        name="invests-in",
        fires_on=("Orbex Systems invested $2 billion in Quibbit Holdings.",),
        silent_on=("Orbex Systems invested in a lawsuit against Quibbit Holdings.",),
    ),
    Rule(
        name="competes-with",
        fires_on=("Orbex Systems competes with Quibbit Holdings.",),
        silent_on=("Orbex Systems complies with rules that Quibbit Holdings wrote.",),
    ),
    Rule(
        name="supplier-of",
        fires_on=("Orbex Systems is a supplier to Quibbit Holdings.",),
        silent_on=("Orbex Systems is a friend to Quibbit Holdings.",),
    ),
)
