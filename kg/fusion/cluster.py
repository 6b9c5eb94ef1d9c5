"""Gathers what belongs together: best pairs first, and never two that exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

Item = TypeVar("Item", bound="Hashable")


def clusters(
    items: Sequence[Item],
    pairs: Iterable[tuple[float, int, int]],
    apart: Callable[[Item, Item], bool],
    joined: Iterable[tuple[int, int]] = (),
) -> list[list[Item]]:
    """Merge the pairs (score, index, index), highest score first, ties by index; keep apart what `apart` forbids.

    The `joined` belong together whatever else is said.

    Gives the groups in order of their first item. The result depends on the items and the scores alone as long as
    the items come sorted, and a group depends only on what it is connected with.
    """
    leader = list(range(len(items)))
    members: dict[int, list[int]] = {index: [index] for index in leader}

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    def join(left: int, right: int) -> None:
        first, second = sorted((find(left), find(right)))
        if first != second:
            leader[second] = first
            members[first] += members.pop(second)

    for left, right in joined:
        join(left, right)
    for _, left, right in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        first, second = sorted((find(left), find(right)))
        if first != second and not any(apart(items[a], items[b]) for a in members[first] for b in members[second]):
            join(left, right)
    return [[items[index] for index in sorted(group)] for _, group in sorted(members.items())]
