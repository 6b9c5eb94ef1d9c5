"""Sentences that define the rules about roles."""

from __future__ import annotations

from kg.rules import Rule

RULES = (
    Rule(
        name="role-title",
        fires_on=(
            "Orbex CEO Jane Doe resigned on Monday.",
            "Orbex's chief executive, Jane Doe, said so.",
            "The chief executive of Orbex, Jane Doe, said so.",
        ),
        silent_on=("Jane Doe watched the CEO of Orbex leave.", "Orbex has a CEO and a plan."),
    ),
    Rule(
        name="role-apposition",
        fires_on=(
            "Jane Doe, chief executive of Orbex, said so.",
            "Jane Doe is a partner at Quibbit Capital.",
            "Jane Doe, Orbex's co-founder and CEO, said so.",
            "Jane Doe, a longtime Orbex Systems executive, said so.",
        ),
        silent_on=("Jane Doe met the analysts at Orbex.", "Jane Doe, Orbex and Quibbit met."),
    ),
    Rule(
        name="role-verb",
        fires_on=(
            "Jane Doe, who leads Orbex's data-centre unit, said so.",
            "Orbex Systems named Jane Doe as its chief financial officer.",
            "Jane Doe worked for Orbex Systems until 2019.",
            "Jane Doe joined Orbex Systems as CTO in May.",
            "Jane Doe joined Orbex Systems as a partner.",
            "Orbex Systems named Petra Novak its new finance chief.",
            "Jane Doe sits on the board of Orbex Systems.",
            "Jane Doe, who leads the pricing team at Orbex Systems, said so.",
            "Orbex Systems, run by Jane Doe, said so.",
        ),
        silent_on=("Jane Doe leads the race.", "Orbex joined Quibbit as an investor."),
    ),
    Rule(
        name="role-chain",
        fires_on=(
            "Jane Doe taught law for years, later becoming a director of Orbex.",
            "She joined the board in May, worked as an engineer, and was later appointed chairman of Orbex.",
        ),
        silent_on=(
            "Jane Doe heard that the director of Orbex had left.",
            "Orbex, Jane Doe said, will be a leader of its market.",
        ),
    ),
    Rule(
        name="role-pair",
        fires_on=(
            "The chief executives of Orbex Labs and Quibbit Inc., Jane Doe and Petra Novak, met.",
            "Jane Doe and Petra Novak, chief executives of Orbex and Quibbit respectively, met.",
        ),
        silent_on=("Jane Doe and Petra Novak, co-founders of Orbex, met.",),
    ),
    Rule(
        name="role-told",
        fires_on=("Jane Doe spoke on Monday. The Orbex chief executive said so.",),
        silent_on=("Jane Doe met Petra Novak. The Orbex chief executive said so.", "The Orbex CEO said so."),
    ),
)
