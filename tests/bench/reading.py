"""How many words a second are read on one core, and how the cost grows with the length of one text.

python tests/bench/reading.py                 articles made up for the purpose
python tests/bench/reading.py news/*.txt      other articles, one in each file
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from hostile import SHAPES
from made_archive import archive

from kg.model import Article
from kg.reading import read

_ROUNDS = 3
_PIECES = 500  # of a hostile text at its shortest


def seconds(articles: list[Article]) -> float:
    """The least time, of several rounds, that the processor takes to read the articles."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for article in articles:
            read(article)
        best = min(best, time.process_time() - start)
    return best


def speed(articles: list[Article]) -> str:
    """Words a second; what is read once and kept, such as word lists, is read before."""
    for article in articles[:5]:
        read(article)
    words = sum(len(article.text.split()) for article in articles)
    taken = seconds(articles)
    return f"{len(articles)} articles, {words:,} words: {taken:.2f} s, {words / taken:,.0f} words a second"


def growth(shape: str) -> str:
    """How many times longer a text takes that is eight times as long."""
    short, long = (seconds([Article("a", SHAPES[shape](count * _PIECES))]) for count in (1, 8))
    return f"{shape:24} 1x {short * 1000:7.0f} ms   8x {long * 1000:7.0f} ms   {long / short:4.1f} times"


def main() -> None:
    """Print both."""
    given = [Article(Path(name).stem, Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    sys.stdout.write(speed(given or [known.article for known in archive(200)]) + "\n")
    for shape in SHAPES:
        sys.stdout.write(growth(shape) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
