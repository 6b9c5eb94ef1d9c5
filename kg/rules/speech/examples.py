"""The sentences that define the rules of speech."""

from kg.rules import Rule

RULES = (
    Rule(
        "speech-direct",
        fires_on=(
            "“We will open a plant next year,” said Jane Doe, chief executive of Acme.",
            'Jane Doe of Acme told reporters on Monday: "This is a good day for us."',
            "'We have no plans to sell,' Acme said in a statement.",
            "“Is it enough?” Doe asked.",
            "Doe called the offer “a remarkable step for everyone who works in this industry.”",
            "“It was a long road for all of us.” — Jane Doe, chief executive of Acme",
        ),
        silent_on=(
            "Acme sold its “smart” meters to Beta Labs.",
            "Jane Doe wrote the book “A Short History of Copper” ten years ago.",
            "Acme said it would open a plant next year.",
        ),
    ),
    Rule(
        "speech-split",
        fires_on=(
            "“We are ready,” Jane Doe said. “We have waited for years.”",
            "“The goal,” the firm said, “is to build more.”",
        ),
        silent_on=("“We are ready,” Jane Doe said.",),
    ),
    Rule(
        "speech-indirect",
        fires_on=(
            "Acme said that it would close two plants.",
            "Beta Labs will hire 200 people, according to a person familiar with the matter.",
            "The talks have ended, two people briefed on them told a newspaper.",
            "Jane Doe expects sales to grow this year.",
            "Acme denied that it had made an offer.",
            "The company warned of delays.",
            "The review, analysts say, could take a year.",
        ),
        silent_on=(
            "Acme declined to comment.",
            "Acme did not say whether it would sell the unit.",
            "It is important to note that prices fell.",
            "Acme announced a new pump on Tuesday.",
            "The deal promises lower prices.",
        ),
    ),
    Rule(
        "speech-mixed",
        fires_on=("Jane Doe said the merger was “on ice” until the regulators had given their view of the plan.",),
        silent_on=("Jane Doe said the merger was off.", "“We are ready,” Jane Doe said."),
    ),
    Rule(
        "speech-turn",
        fires_on=(
            "Host: Welcome to the show.\nJane Doe: Thank you, we closed the round last week.\nHost: How large was it?",
            "We have just signed the largest order in our history! — Jane Doe (@janedoe) May 3, 2025",
        ),
        silent_on=("Size: 3 billion dollars.\nTerm: seven years.\nAim: more compute for everyone.",),
    ),
    Rule(
        "channel",
        fires_on=(
            "“We are very glad,” Jane Doe wrote in a blog post.",
            "Jane Doe said on LinkedIn that the plant was open.",
        ),
        silent_on=("“We are very glad,” Jane Doe said.",),
    ),
    Rule(
        "channel-kept",
        fires_on=(
            "Jane Doe told analysts on an earnings call that prices rose. “They will fall,” Doe said.",
            "Her post on LinkedIn drew replies. One commenter wrote: “This is the end of an era for us all.”",
        ),
        silent_on=("Jane Doe told analysts on an earnings call that prices rose.",),
    ),
    Rule(
        "said-time",
        fires_on=("On 3 May 2025, Acme said that it would close two plants.",),
        silent_on=("Acme said that it would close two plants.",),
    ),
)
