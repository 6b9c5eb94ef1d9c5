"""``kg build`` and ``kg remove``: what changes a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.inputs import article_options, failures, progress
from kg.cli.judge import judgements, ledger_option
from kg.cli.validate import fail_on_option, verdict
from kg.validation.report import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from kg.building import Summary
    from kg.cli.inputs import Articles
    from kg.cli.state import State
    from kg.store import Store


@click.command()
@article_options
@ledger_option
@click.option("--no-registry", is_flag=True, help="Forget the --registry files that the store was made with.")
@fail_on_option
@click.pass_obj
def build(state: State, articles: Articles, ledger: Path | None, no_registry: bool, fail_on: str) -> None:
    """Read articles and build the store.

    PATHS are files (.txt, .md), folders, or '-' for an article on standard input. What the store holds already is not
    read again, unless it was read with other --registry files; the store remembers them. Interrupted, the store stays
    as it was.
    """
    from kg import building, registry
    from kg.store import Store

    judged = judgements(ledger)
    names = registry.registry() if no_registry else articles.registry
    with failures(state) as failed, Store.open(state.store, "write") as store:
        with progress(state, iter(articles.inputs), len(articles.inputs)) as inputs:
            summary = building.build(
                inputs, store, jobs=articles.jobs, failed=failed, judgements=judged, registry=names
            )
        _tell(state, summary, failed.count)
        _tell_judged(state, store)
    verdict(summary.report, fail_on)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@fail_on_option
@click.pass_obj
def remove(state: State, articles: tuple[str, ...], fail_on: str) -> None:
    """Take articles back out of the store, by id or file name: it is then as if they had never been read."""
    from kg import building
    from kg.store import Store

    with Store.open(state.store, "write") as store:
        summary = building.remove(articles, store)
        _tell(state, summary)
    verdict(summary.report, fail_on)


def _tell_judged(state: State, store: Store) -> None:
    """Say how many judgements outrank the rules, and which of them speak of nothing the articles name."""
    from kg.judging import unknown

    if store.judgements:
        state.remark(f"judgements  {len(store.judgements):,}")
        for line in unknown(store):
            state.remark(f"judgements  {line}")


def _tell(state: State, summary: Summary, unread: int = 0) -> None:
    """Say on standard error what changed, how many could not be read, and what there is now."""
    change, counts = summary.change, summary.counts
    done = {
        "new": len(change.added), "read again": len(change.replaced), "unchanged": len(change.unchanged),
        "removed": len(change.removed), "could not be read": unread,
    }  # fmt: skip
    changed = ", ".join(f"{count} {what}" for what, count in done.items() if count) or "nothing to do"
    state.remark(f"articles    {counts['articles']:,} ({changed})")
    for name in ("entities", "deals", "statements", "claims", "evidence", "facts", "conflicts"):
        state.remark(f"{name:11} {counts[name]:,}")
    state.remark(f"validation  {_validation(summary)}")
    state.remark(f"time        {summary.seconds:.2f} s")


def _validation(summary: Summary) -> str:
    """Say how it went, and on how much."""
    report = summary.report
    counted = [(sum(1 for _ in report.of(severity)), severity.name.lower()) for severity in Severity]
    found = "".join(f", {count:,} {name}{'s' if count > 1 else ''}" for count, name in counted if count)
    looked = f"{report.examined:,} nodes looked at by {len(report.coverage)} shapes"
    return f"{'conforms' if report.passed() else 'does not conform'}{found} ({looked})"
