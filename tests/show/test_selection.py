from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.selection import ladder, select
from sayso.types import Attribution, Kind, Span

ANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def ids(found):
    return [a.id for a in found]


def test_attitudes_are_left_out_unless_asked_for(reading):
    assert {"r12", "r13"}.isdisjoint(ids(select(reading)))
    assert {"r12", "r13"} <= set(ids(select(reading, attitudes=True)))


def test_kinds_and_score_narrow_together(reading):
    assert ids(select(reading, [Kind.OUTLET, Kind.DOCUMENT])) == ["r2", "r3", "r15"]
    assert ids(select(reading, [Kind.OUTLET, Kind.DOCUMENT], 0.9)) == ["r2"]


def test_the_selection_stands_in_reading_order(reading):
    backwards = replace(reading, attributions=reading.attributions[::-1])
    assert ids(select(backwards)) == ids(select(reading))


def test_a_nested_attribution_follows_the_one_that_encloses_it(reading):
    rungs = ladder(reading)
    nested = {r.number: (r.attribution.id, r.enclosing) for r in rungs if r.depth == 1}
    assert nested == {3: ("r3", 2), 7: ("r7", 6), 13: ("r15", 12)}


def test_numbers_stay_the_same_when_the_sheet_is_narrowed(reading):
    whole = {r.attribution.id: r.number for r in ladder(reading)}
    narrow = ladder(reading, [Kind.UNNAMED_GROUP])
    assert [whole[r.attribution.id] for r in narrow] == [r.number for r in narrow] == [5, 7]


def test_an_attribution_moves_up_when_its_enclosing_one_is_left_out(short):
    chain = short(
        Attribution(id="a", kind=Kind.OUTLET),
        Attribution(id="b", kind=Kind.DOCUMENT, within="a"),
        Attribution(id="c", kind=Kind.OUTLET, within="b"),
    )
    rungs = ladder(chain, [Kind.OUTLET])
    assert [(r.attribution.id, r.depth, r.enclosing) for r in rungs] == [
        ("a", 0, None),
        ("c", 1, 1),
    ]


def test_a_circle_of_nesting_loses_nobody(short):
    circle = short(
        Attribution(id="a", within="b"),
        Attribution(id="b", within="a"),
        Attribution(id="c", within="a"),
        Attribution(id="d", within="d"),
    )
    assert [(r.attribution.id, r.depth) for r in ladder(circle)] == [
        ("a", 0),
        ("c", 1),
        ("b", 0),
        ("d", 0),
    ]


def test_a_thousand_rungs_do_not_exhaust_the_stack(short):
    deep = short(
        *(
            Attribution(id=str(n), content=(Span(n, n + 1),), within=str(n - 1) if n else None)
            for n in range(1000)
        )
    )
    assert ladder(deep)[-1].depth == 999


@ANY
@given(data=st.data())
def test_every_selected_attribution_stands_on_the_ladder_once(any_reading, data):
    reading = data.draw(any_reading)
    kinds = data.draw(st.lists(st.sampled_from(Kind), max_size=3))
    rungs = ladder(reading, kinds, 0.3, True)
    assert sorted(r.attribution.id for r in rungs) == sorted(ids(select(reading, kinds, 0.3, True)))
    before = set()
    for rung in rungs:
        assert rung.enclosing is None or rung.enclosing in before
        before.add(rung.number)
