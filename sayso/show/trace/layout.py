"""Where the nodes of a graph go: sizes and links come in, boxes and routes go out.

A small layered layout after Sugiyama, Tagawa and Toda (1981): columns by the longest way from
the left, rows by barycentres, places by isotonic regression. Pure; the same input always gives
the same picture. It knows nothing about traces or drawing.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Link = tuple[str, str]
# A node, or a link's passage through a column that it only crosses: link and column.
Cell = str | tuple[int, int]

_COLUMN_GAP = 56.0
_ROW_GAP = 18.0
# How high a link's passage through a column is.
_PASSAGE = 10.0
_SWEEPS = 8
# Trying out every swap pays for pictures that an eye can follow, and takes too long for others.
_SWAPPED = 150
# The part of a node's side that links may end at.
_SIDE = 0.6


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all nodes, for each link the points it runs through, and the whole size.

    Points come in pairs: between two pairs a link changes its height, within one it does not.
    """

    boxes: Mapping[str, Box]
    routes: tuple[tuple[tuple[float, float], ...], ...]
    columns: tuple[float, ...]
    width: float
    height: float


def layout(
    sizes: Mapping[str, tuple[float, float]], links: Sequence[Link], first: Collection[str] = ()
) -> Layout:
    """Place nodes (with their widths and heights) so that links run from left to right.

    Nodes of ``first``, if there are any, have the first column; a node without a link from the
    left that is none of them stands right before what it leads to. Rings are allowed: a link
    that closes one runs back.
    """
    forward = _without_rings(sizes, links)
    columns = _columns(sizes, forward, first)
    grid, steps = _grid(columns, forward)
    _untangle(grid, steps)
    height = {cell: sizes[cell][1] if isinstance(cell, str) else _PASSAGE
              for column in grid for cell in column}  # fmt: skip
    middle = _middles(grid, steps, height)
    return _placed(sizes, links, forward, grid, middle)


def _without_rings(nodes: Iterable[str], links: Sequence[Link]) -> list[tuple[Link, int]]:
    """The links that close no ring, each with its place among all; an own stack, no recursion."""
    out: dict[str, list[tuple[str, int]]] = {node: [] for node in nodes}
    for place, (a, b) in enumerate(links):
        out[a].append((b, place))
    done: set[str] = set()
    kept: list[int] = []
    for start in out:
        open_: dict[str, Iterable[tuple[str, int]]] = {}
        if start not in done:
            open_[start] = iter(out[start])
        while open_:
            node, rest = next(reversed(open_.items()))
            for target, place in rest:
                if target in open_:
                    continue
                kept.append(place)
                if target not in done:
                    open_[target] = iter(out[target])
                    break
            else:
                done.add(node)
                del open_[node]
    return [(links[place], place) for place in sorted(kept)]


def _columns(
    nodes: Iterable[str], forward: Sequence[tuple[Link, int]], first: Collection[str]
) -> dict[str, int]:
    column = {node: int(bool(first) and node not in first) for node in nodes}
    into: dict[str, list[str]] = {node: [] for node in column}
    out: dict[str, list[str]] = {node: [] for node in column}
    for (a, b), _ in forward:
        out[a].append(b)
        into[b].append(a)
    late = {n for n in column if first and n not in first and out[n] and not into[n]}
    waiting = {node: len(into[node]) for node in column}
    ready = [node for node, number in waiting.items() if not number]
    while ready:
        node = ready.pop()
        for target in out[node]:
            if node not in late:
                column[target] = max(column[target], column[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for node in late:
        column[node] = min(max(column[target], 1) for target in out[node]) - 1
    return column


def _grid(
    columns: Mapping[str, int], forward: Sequence[tuple[Link, int]]
) -> tuple[list[list[Cell]], list[tuple[Cell, Cell]]]:
    """The cells of each column, and the steps from column to column that the links take."""
    grid: list[list[Cell]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for node, column in columns.items():
        grid[column].append(node)
    steps: list[tuple[Cell, Cell]] = []
    for (a, b), place in forward:
        between: list[Cell] = [(place, c) for c in range(columns[a] + 1, columns[b])]
        for number, cell in enumerate(between, start=columns[a] + 1):
            grid[number].append(cell)
        steps.extend(pairwise([a, *between, b]))
    return grid, steps


def _untangle(grid: list[list[Cell]], steps: Sequence[tuple[Cell, Cell]]) -> None:
    """Order each column by the barycentres of its neighbours; the least tangled order stays."""
    left, right = _neighbours(steps)
    best, least = [list(column) for column in grid], _crossings(grid, right)
    row = {cell: number for column in grid for number, cell in enumerate(column)}
    for sweep in range(_SWEEPS):
        sides = (left, grid[1:]) if sweep % 2 == 0 else (right, grid[-2::-1])
        for column in sides[1]:
            _sort(column, row, sides[0])
        tangled = _crossings(grid, right)
        if tangled < least:
            best, least = [list(column) for column in grid], tangled
    grid[:] = best
    if sum(map(len, grid)) <= _SWAPPED:
        _swap(grid, right)


def _swap(grid: list[list[Cell]], right: Mapping[Cell, list[Cell]]) -> None:
    """Swap neighbours in a column while that leaves fewer crossings."""
    least, before = _crossings(grid, right), -1
    while least and least != before:
        before = least
        for column in grid:
            for row in range(len(column) - 1):
                column[row], column[row + 1] = column[row + 1], column[row]
                tangled = _crossings(grid, right)
                if tangled < least:
                    least = tangled
                else:
                    column[row], column[row + 1] = column[row + 1], column[row]


def _sort(column: list[Cell], row: dict[Cell, int], beside: Mapping[Cell, list[Cell]]) -> None:
    def centre(cell: Cell) -> float:
        rows = [row[other] for other in beside.get(cell, ())]
        return sum(rows) / len(rows) if rows else row[cell]

    column.sort(key=centre)
    row.update((cell, number) for number, cell in enumerate(column))


def _neighbours(
    steps: Iterable[tuple[Cell, Cell]],
) -> tuple[dict[Cell, list[Cell]], dict[Cell, list[Cell]]]:
    left: dict[Cell, list[Cell]] = {}
    right: dict[Cell, list[Cell]] = {}
    for a, b in steps:
        right.setdefault(a, []).append(b)
        left.setdefault(b, []).append(a)
    return left, right


def _crossings(grid: Sequence[Sequence[Cell]], right: Mapping[Cell, list[Cell]]) -> int:
    """How often steps cross: inversions between the rows where they begin and end."""
    crossings = 0
    for here, there in pairwise(grid):
        row = {cell: number for number, cell in enumerate(there)}
        seen: list[int] = []
        for cell in here:
            ends = sorted(row[other] for other in right.get(cell, ()) if other in row)
            crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return crossings


def _middles(
    grid: Sequence[Sequence[Cell]],
    steps: Sequence[tuple[Cell, Cell]],
    height: Mapping[Cell, float],
) -> dict[Cell, float]:
    """How high each cell's middle lies: as near to its neighbours' as the order allows."""
    left, right = _neighbours(steps)
    middle: dict[Cell, float] = {}
    for column in grid:
        top = 0.0
        for cell in column:
            middle[cell] = top + height[cell] / 2
            top += height[cell] + _ROW_GAP
    for sweep in range(_SWEEPS):
        beside = left if sweep % 2 == 0 else right
        for column in grid if sweep % 2 == 0 else reversed(grid):
            _settle(column, beside, height, middle)
    return middle


def _settle(
    column: Sequence[Cell],
    beside: Mapping[Cell, list[Cell]],
    height: Mapping[Cell, float],
    middle: dict[Cell, float],
) -> None:
    """Move a column's cells to their neighbours' mean height, in order and without overlap.

    Least squares under the smallest distances between middles: pool adjacent violators.
    """
    offset = 0.0
    offsets: list[float] = []
    pools: list[tuple[float, int]] = []  # sum of wishes, number of cells
    for place, cell in enumerate(column):
        if place:
            offset += (height[column[place - 1]] + height[cell]) / 2 + _ROW_GAP
        offsets.append(offset)
        others = beside.get(cell, [cell])
        wish = sum(middle[other] for other in others) / len(others) - offset
        pools.append((wish, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            (wishes, number), (before, more) = pools.pop(), pools.pop()
            pools.append((wishes + before, number + more))
    found = [wishes / number for wishes, number in pools for _ in range(number)]
    for cell, base, moved in zip(column, found, offsets, strict=True):
        middle[cell] = base + moved


def _placed(
    sizes: Mapping[str, tuple[float, float]],
    links: Sequence[Link],
    forward: Sequence[tuple[Link, int]],
    grid: Sequence[Sequence[Cell]],
    middle: Mapping[Cell, float],
) -> Layout:
    widths = [max((sizes[c][0] for c in column if isinstance(c, str)), default=0.0)
              for column in grid]  # fmt: skip
    lefts = [0.0, *accumulate(width + _COLUMN_GAP for width in widths)][: len(widths)]
    tops = {n: middle[n] - h / 2 for n, (_, h) in sizes.items()}
    top = min((*tops.values(), *(middle[c] for column in grid for c in column)), default=0.0)
    boxes = {}
    for number, column in enumerate(grid):
        for cell in column:
            if isinstance(cell, str):
                width, height = sizes[cell]
                boxes[cell] = Box(lefts[number], tops[cell] - top, width, height)
    passages: dict[int, list[tuple[float, float]]] = {place: [] for _, place in forward}
    for number, column in enumerate(grid):
        for cell in column:
            if not isinstance(cell, str):
                y = middle[cell] - top
                passages[cell[0]] += [(lefts[number], y), (lefts[number] + widths[number], y)]
    ends = [box.y + box.height for box in boxes.values()]
    ends += [y for points in passages.values() for _, y in points]
    routes = _routes(boxes, links, passages)
    wide = max((b.x + b.width for b in boxes.values()), default=0.0)
    return Layout(boxes, routes, tuple(lefts), wide, max(ends, default=0.0))


def _routes(
    boxes: Mapping[str, Box],
    links: Sequence[Link],
    passages: Mapping[int, Sequence[tuple[float, float]]],
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The points of each link; those that end at one side of a node are spread over it."""
    inner: list[list[tuple[float, float]]] = []
    for place, (a, b) in enumerate(links):
        inner.append(list(passages.get(place, ())))
        # Without a passage it closes a ring and runs back, from left edge to right edge.
        back = place not in passages
        inner[-1].insert(
            0, (boxes[a].x if back else boxes[a].x + boxes[a].width, _middle(boxes[a]))
        )
        inner[-1].append((boxes[b].x + boxes[b].width if back else boxes[b].x, _middle(boxes[b])))
    sides: dict[tuple[str, float], list[tuple[float, int, int]]] = {}
    for place, (a, b) in enumerate(links):
        points = inner[place]
        sides.setdefault((a, points[0][0]), []).append((points[1][1], place, 0))
        sides.setdefault((b, points[-1][0]), []).append((points[-2][1], place, -1))
    for (node, x), ends in sides.items():
        step = boxes[node].height * _SIDE / len(ends)
        y = _middle(boxes[node]) - step * (len(ends) - 1) / 2
        for number, (_, place, end) in enumerate(sorted(ends)):
            inner[place][end] = (x, y + number * step)
    return tuple(map(tuple, inner))


def _middle(box: Box) -> float:
    return box.y + box.height / 2
