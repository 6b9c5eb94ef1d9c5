"""``kg score``: how much of what a careful reader finds the reading finds, by family and by rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import chosen, format_option, known, output_option, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.scores import Scores, Tally


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--show", type=click.Choice(["missed", "wrong", "all"]), help="List what was missed or wrong as well.")
@click.option(
    "--calibrate", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="Write into FILE (ontology/rules.ttl) how often each rule was right, as its confidence.",
)  # fmt: skip
@format_option("table (for people) or json.")
@output_option
def score(folder: Path, show: str | None, calibrate: Path | None, form: str | None, output: str) -> None:
    """Read the annotated articles of FOLDER and compare.

    Beside each NAME.txt stands NAME.toml with what is to be found; tests/gold of the project shows the form.
    """
    from kg.calibration import calibrated
    from kg.files import whole
    from kg.scoring import annotated

    writer = {"table": _table, "json": _json}[
        known(chosen(form, output, terminal="table", machine="table"), ["table", "json"])
    ]
    scores = annotated(folder)
    if calibrate:
        rules = calibrated(calibrate.read_text(encoding="utf-8"), scores.rules)
        with whole(calibrate) as file:
            file.write(rules.encode())
    write((line + "\n" for line in writer(scores, show)), output)


def _table(scores: Scores, show: str | None) -> Iterator[str]:
    for article, what, family, item in scores.errors:
        if show in (what, "all"):
            yield f"{article}  {what}  {family}: {item}"
    yield f"{'family':28} {'gold':>5} {'found':>5} {'right':>5}  {'prec.':>6} {'recall':>6} {'F1':>6}"
    for name, tally in scores.families.items():
        yield f"{name:28} {_row(tally)}"
    yield "of what was matched"
    for name, tally in sorted(scores.slots.items()):
        yield f"  {name:34} {tally.right:5} of {tally.gold:5}  {tally.precision:6.3f}"
    yield "by rule"
    for name, tally in sorted(scores.rules.items()):
        yield f"  {name:34} {tally.right:5} of {tally.found:5}  {tally.precision:6.3f}"


def _row(tally: Tally) -> str:
    return f"{tally.gold:5} {tally.found:5} {tally.right:5}  {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"


def _json(scores: Scores, show: str | None) -> Iterator[str]:
    def plain(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
        return {
            name: {"gold": t.gold, "found": t.found, "right": t.right, "precision": round(t.precision, 4)}
            | {"recall": round(t.recall, 4), "f1": round(t.f1, 4)}
            for name, t in tallies.items()
        }

    errors = [error for error in scores.errors if show in (error[1], "all")]
    parts = {"families": plain(scores.families), "slots": plain(scores.slots), "rules": plain(scores.rules)}
    yield json.dumps(parts | ({"errors": errors} if show else {}), ensure_ascii=False, indent=1)
