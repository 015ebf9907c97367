"""The chain ladder: a ``View`` comes in, its articles under the roots they rest on go out.

Roots stand at the top; below each, indented, who took it from whom. It knows nothing about how
a rung looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.show.trace.view import Item, Quote, Tie, View, bare
from sayso.types import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One node on the ladder, ``depth`` 0 for a root; ``node`` is its id in the trace.

    ``item`` is None for a node that is no article of the trace: a speaker, or an outlet whose
    article is not there. What rests on no root stands below a rung without a node. ``kind``
    and ``quotes`` say how it hangs on the rung above; ``last`` tells for each level, its own at
    the end, whether nothing more follows on it. ``again``: it stands further up already, with
    all that hangs on it.
    """

    depth: int
    node: str | None
    name: str
    root: Root | None = None
    item: Item | None = None
    kind: str = ""
    quotes: tuple[Quote, ...] = ()
    last: tuple[bool, ...] = ()
    again: bool = False


def ladder(view: View) -> tuple[Rung, ...]:
    """The rungs under each root in its order, and articles that rest on none at the end."""
    below = _below(view)
    told: set[str] = set()
    rungs: list[Rung] = []
    for root in view.roots:
        node = node_of(root, view) or root.name
        rungs.append(Rung(depth=0, node=node, name=root.name, root=root))
        rungs.extend(_hanging(root, view, below, told))
    rest = [item.article.id for item in view.shown if item.article.id not in told]
    if rest and rungs:
        rungs.append(Rung(depth=0, node=None, name="no root shows"))
    starts: list[str] = []
    reached: set[str] = set()
    for node in [*_tops(view, below, told), *rest]:
        if node not in reached:
            starts.append(node)
            reached |= _all_below([node], below)
    for node in starts:
        item = view.item(node)
        kind = "carries" if item else ""
        tie = Tie(kind, node, "", view.quotes(item.article.evidence if item else ()))
        rungs.extend(_branch(tie, view, below, told, (), last=node is starts[-1]))
    return tuple(rungs)


def node_of(root: Root, view: View) -> str | None:
    """The node of the trace that a root is: the one of its name, however it is capitalised.

    A root's name may say in brackets through whom it spoke, which a node's does not; such a
    one is found by its bare name if no other root has that.
    """
    nodes = {tie.target: None for tie in view.ties} | {tie.source: None for tie in view.ties}
    if root.name in nodes:
        return root.name
    short = bare(root.name)[0].casefold()
    others = (other for other in view.trace.roots if other is not root)
    if any(bare(other.name)[0].casefold() == short for other in others):
        return None
    return next((node for node in nodes if node.casefold() == short), None)


def _tops(view: View, below: dict[str, list[Tie]], told: set[str]) -> list[str]:
    """Whom articles name that rest on no root: nodes that are no articles and name nobody."""
    naming = {tie.source for tie in view.ties if tie.kind != "denies"}
    return [n for n in below if n not in naming and n not in told and view.item(n) is None
            and any(view.item(hanging) and hanging not in told
                    for hanging in _all_below([n], below))]  # fmt: skip


def _below(view: View) -> dict[str, list[Tie]]:
    """For each node the ties that lead to it, the earliest article's first."""
    below: dict[str, list[Tie]] = {}
    for tie in view.ties:
        if tie.kind != "denies":
            below.setdefault(tie.target, []).append(tie)
    for ties in below.values():
        ties.sort(key=lambda tie: _first(tie.source, view, below))
    return below


def _first(node: str, view: View, below: dict[str, list[Tie]]) -> int:
    """The number of an article; of an outlet, that of the first article that hangs on it."""
    seen = {node}
    rest = [node]
    numbers = []
    while rest:
        here = rest.pop()
        if item := view.item(here):
            numbers.append(item.number)
        else:
            hanging = {tie.source for tie in below.get(here, ())} - seen
            seen |= hanging
            rest.extend(hanging)
    return min(numbers, default=len(view.items) + 1)


def _hanging(root: Root, view: View, below: dict[str, list[Tie]], told: set[str]) -> Iterator[Rung]:
    """What hangs on a root: what the edges tell, then what only the root itself tells."""
    node = node_of(root, view)
    ties = list(below.get(node, ())) if node is not None else []
    resting = {item.article.id for item in view.shown} & set(root.articles)
    reached = _all_below([tie.source for tie in ties], below)
    rest = [i.article.id for i in view.shown if i.article.id in resting - reached]
    covered: set[str] = set()
    for article in rest:  # those that rest on one another hang there, not on the root
        covered |= _all_below([article], below) - {article}
    ties += [
        Tie("rests on", a, root.name, _own_words(root, a, view)) for a in rest if a not in covered
    ]
    for place, tie in enumerate(ties, start=1):
        yield from _branch(tie, view, below, told, (), last=place == len(ties))


def _own_words(root: Root, article: str, view: View) -> tuple[Quote, ...]:
    return view.quotes([p for p in root.evidence if p.article == article])


def _all_below(nodes: list[str], below: dict[str, list[Tie]]) -> set[str]:
    seen = set(nodes)
    rest = list(nodes)
    while rest:
        hanging = {tie.source for tie in below.get(rest.pop(), ())} - seen
        seen |= hanging
        rest.extend(hanging)
    return seen


def _branch(
    tie: Tie,
    view: View,
    below: dict[str, list[Tie]],
    told: set[str],
    levels: tuple[bool, ...],
    *,
    last: bool,
) -> Iterator[Rung]:
    """A node and all that hangs on it, depth first; an own stack, for chains of any length."""
    rest = [(tie, (*levels, last))]
    while rest:
        tie, levels = rest.pop()
        again = tie.source in told
        told.add(tie.source)
        item = view.item(tie.source)
        yield Rung(
            depth=len(levels),
            node=tie.source,
            name=item.name if item else tie.source,
            item=item,
            kind=tie.kind,
            quotes=tie.quotes,
            last=levels,
            again=again,
        )
        hanging = [] if again else below.get(tie.source, [])
        rest.extend((t, (*levels, t is hanging[-1])) for t in reversed(hanging))
