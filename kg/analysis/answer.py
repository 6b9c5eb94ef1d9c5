"""One shape for every answer about the network: rows, what they mean, and the part of the network they speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Record = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under the heads of `columns`, a note on what they mean, and the part of the network they speak of.

    `marks` are what the answer says of nodes, such as their rank, for formats that carry the graph. A row may hold more
    than `columns`: IRIs and places in articles, for machines.
    """

    columns: tuple[str, ...]
    rows: tuple[Record, ...]
    note: str
    graph: nx.MultiDiGraph[str]
    marks: dict[str, Record] = field(default_factory=dict)

    def first(self, rows: int) -> Answer:
        """Give the answer with its first rows only (0: all); what the graph holds follows where rows are nodes."""
        if not rows or len(self.rows) <= rows:
            return self
        kept = self.rows[:rows]
        marks = {str(row["node"]): self.marks[str(row["node"])] for row in kept if row.get("node") in self.marks}
        note = f"{self.note}; {len(self.rows) - rows:,} more"
        return Answer(self.columns, kept, note, self.graph.subgraph(marks) if marks else self.graph, marks)
