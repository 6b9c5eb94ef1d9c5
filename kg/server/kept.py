"""Answers that are kept for the next who asks the same."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.server.exchange import Answer, Request


class Kept:
    """Answers that hold as long as the store stays as it is; the longest unused goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._state = ""
        self._answers: OrderedDict[Request, Answer] = OrderedDict()

    def get(self, state: str, request: Request) -> Answer | None:
        """Give the answer to a request if it is kept; `state` is that of the store, and another one ends them all."""
        if state != self._state:
            self._answers.clear()
            self._state, self._size = state, 0
        if (answer := self._answers.get(request)) is not None:
            self._answers.move_to_end(request)
        return answer

    def keep(self, state: str, request: Request, answer: Answer) -> None:
        """Keep an answer, unless it is large or of another state than the one last asked for."""
        size = _size(request, answer)
        if state != self._state or size > self._most // 8 or request in self._answers:
            return
        self._answers[request] = answer
        self._size += size
        while self._size > self._most:
            self._size -= _size(*self._answers.popitem(last=False))


def _size(request: Request, answer: Answer) -> int:
    return len(answer.body) + len(request.body) + sum(len(name) + len(value) for name, value in request.params) + 500
