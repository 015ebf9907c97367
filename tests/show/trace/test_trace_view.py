from dataclasses import replace

import pytest

from sayso.show.trace.graph import graph, sentence
from sayso.show.trace.ladder import ladder
from sayso.show.trace.view import outlet, title, view
from sayso.show.trace.wording import home, shared
from sayso.types import Certainty, Edge, EdgeKind, Kind, Root, Stance


def test_articles_are_numbered_in_the_order_of_time(trace, texts, pages):
    seen = view(replace(trace, articles=trace.articles[::-1]), texts)
    assert [item.article.id for item in seen.items] == [page.id for page in pages[:13]]
    assert [item.number for item in seen.items] == list(range(1, 14))


def test_an_article_without_a_date_comes_last(trace, texts):
    undated = replace(trace.articles[0], published=None)
    seen = view(replace(trace, articles=(undated, *trace.articles[1:])), texts)
    assert (seen.items[-1].article, seen.items[-1].date) == (undated, "no date")


def test_reprints_are_folded_into_what_they_copy(trace, texts):
    seen = view(trace, texts)
    assert {item.number: item.folded for item in seen.items if item.folded} == {3: 2, 4: 2, 5: 2}
    assert seen.items[1].copies == (3, 4, 5)


@pytest.mark.parametrize(
    "change",
    [
        {"certainty": Certainty.CERTAIN},
        {"stance": Stance.DENIES},
    ],
)
def test_a_copy_that_tells_it_otherwise_is_not_folded(trace, texts, change):
    articles = list(trace.articles)
    articles[3] = replace(articles[3], **change)
    seen = view(replace(trace, articles=tuple(articles)), texts)
    assert {item.number: item.folded for item in seen.items if item.folded} == {3: 2, 5: 2}


def test_a_copy_of_less_than_most_is_not_folded(trace, texts):
    reuse = tuple(replace(pair, share_a=0.2, share_b=0.2) for pair in trace.reuse)
    few = [edge for edge in trace.edges if edge.kind is not EdgeKind.COPIES]
    few += [e for e in trace.edges if e.kind is EdgeKind.COPIES and e.target == texts_id(trace, 1)]
    seen = view(replace(trace, reuse=reuse, edges=tuple(few)), texts)
    assert not any(item.folded for item in seen.items)


def texts_id(trace, place):
    return trace.articles[place].id


def test_who_cites_a_folded_copy_hangs_on_its_original(trace, texts, pages):
    evidence = trace.edges[0].evidence
    edges = [
        replace(edge, target=pages[3].id) if edge.source == pages[5].id else edge
        for edge in trace.edges
    ]
    edges = [e for e in edges if not (e.kind is EdgeKind.CARRIES and e.source == pages[5].id)]
    edges.append(Edge(EdgeKind.CARRIES, pages[5].id, trace.claim.id, evidence))
    seen = view(replace(trace, edges=tuple(edges)), texts)
    assert [tie.target for tie in seen.ties if tie.source == pages[5].id] == [pages[1].id]


def test_a_tie_that_a_longer_way_spells_out_is_left_out(trace, texts, pages):
    evidence = trace.edges[0].evidence
    shortcut = Edge(EdgeKind.CITES, pages[6].id, pages[0].id, evidence)
    seen = view(replace(trace, edges=(*trace.edges, shortcut)), texts)
    assert [tie.target for tie in seen.ties if tie.source == pages[6].id] == [pages[5].id]


def test_two_that_cite_each_other_keep_their_ties(trace, texts, pages):
    evidence = trace.edges[0].evidence
    ring = (
        Edge(EdgeKind.CITES, pages[7].id, pages[8].id, evidence),
        Edge(EdgeKind.CITES, pages[8].id, pages[7].id, evidence),
    )
    seen = view(replace(trace, edges=ring, roots=()), texts)
    pairs = [(tie.source, tie.target) for tie in seen.ties if tie.kind == "cites"]
    assert pairs == [(edge.source, edge.target) for edge in ring]


def told(rungs):
    return [
        f"{'  ' * rung.depth}{rung.item.number if rung.item else '-'} {rung.kind}"
        f"{' again' if rung.again else ''}".rstrip()
        for rung in rungs
    ]


def test_the_ladder_leads_from_the_roots_to_the_latest(trace, texts):
    assert told(ladder(view(trace, texts))) == [
        "-",
        "  1 quotes",
        "    2 cites",
        "      6 cites",
        "        7 cites",
        "    9 cites",
        "    10 cites",
        "    11 cites",
        "  13 quotes",
        "-",
        "  8 quotes",
        "    11 cites again",
        "    12 cites",
        "-",
        "  9 quotes again",
    ]


def test_without_roots_an_article_stands_with_the_words_that_carry_the_claim(trace, texts):
    first, second, *_ = ladder(view(replace(trace, roots=(), edges=()), texts))
    assert (first.item.number, first.kind, second.kind) == (1, "carries", "carries")
    assert first.quotes[0].words.startswith("The freighter Corvina may have lost")


def test_a_root_that_no_edge_leads_to_has_its_articles_all_the_same(trace, texts, pages):
    root = Root(
        name="unstated",
        kind=Kind.UNSTATED,
        articles=(pages[7].id, pages[11].id),
        independent=None,
    )
    rungs = ladder(view(replace(trace, roots=(root,)), texts))
    # 12 cites 8, so it hangs there; what rests on no root stands at the end.
    assert told(rungs)[:3] == ["-", "  8 rests on", "    11 cites"]
    assert {rung.item.number for rung in rungs if rung.item} == {1, 2, 6, 7, 8, 9, 10, 11, 12, 13}


def test_an_outlet_outside_the_archive_stands_between(trace, texts, pages):
    evidence = trace.edges[0].evidence
    edges = (
        Edge(EdgeKind.CITES, pages[0].id, "Vessin Tribune", evidence),
        Edge(EdgeKind.QUOTES, "Vessin Tribune", "a clerk", evidence),
    )
    root = Root(name="A clerk", kind=Kind.UNNAMED_PERSON, articles=(pages[0].id,), independent=True)
    one = replace(trace, articles=trace.articles[:1], edges=edges, roots=(root,), denials=())
    rungs = ladder(view(one, texts))
    assert [(rung.depth, rung.name, rung.kind) for rung in rungs] == [
        (0, "A clerk", ""),
        (1, "Vessin Tribune", "quotes"),
        (2, "Orrin Bay Observer", "cites"),
    ]


def test_the_graph_has_the_deniers_besides(trace, texts):
    made = graph(view(trace, texts))
    roles = [node.role for node in made.nodes.values()]
    assert {role: roles.count(role) for role in roles} == {"root": 3, "article": 10, "denier": 2}
    assert [link.kind for link in made.links].count("denies") == 3
    said = [sentence(link, made) for link in made.links]
    assert "Coastline Today cites Meridian Press Agency: “Meridian Press Agency reported”" in said
    assert "Tarn Line denies it in The Calder Courier: “Tarn Line on Wednesday denied”" in said


def test_without_texts_everything_is_there_but_the_words(trace, texts):
    bare, full = view(trace), view(trace, texts)
    assert [item.article for item in bare.items] == [item.article for item in full.items]
    assert [tie.quotes for tie in bare.ties] == [()] * len(full.ties)


@pytest.mark.parametrize(
    ("publisher", "url", "headline", "name"),
    [
        ("Radio Vessin", "https://x.example", "T", "Radio Vessin"),
        (" ", "https://www.radiovessin.example/a", "T", "radiovessin.example"),
        (None, None, "A ship sank", "A ship sank"),
        (None, "https://[", None, "untitled"),
    ],
)
def test_an_article_is_called_by_its_publisher_site_or_title(publisher, url, headline, name):
    assert outlet(publisher, url, headline) == name


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("a ship\n sank.", "A ship sank"),
        ("“No drum left the ship", "No drum left the ship"),
        ("every drum has been counted,”", "Every drum has been counted"),
        ("“It sank.”", "It sank"),
        ('the master called it "a lie"', 'The master called it "a lie"'),
        ("“Stay,” he said, “or go", "“Stay,” he said, “or go"),
        ("it may have ...", "It may have ..."),
        ("“”", "“”"),
    ],
)
def test_a_claim_as_a_title_is_one_line_without_loose_marks(statement, line):
    assert title(statement) == line


def test_equal_words_are_quoted_once_with_all_who_have_them(trace, texts):
    seen = view(trace, texts)
    passages = [p for e in trace.edges if e.kind is EdgeKind.CITES for p in e.evidence][:2]
    (quote,) = seen.quotes(passages)
    assert (quote.numbers, quote.words) == ((2, 3), "the Orrin Bay Observer reported")


def test_what_a_copy_shares_is_quoted_once(trace, texts):
    reuse = tuple(replace(pair, share_a=0.3, share_b=0.3) for pair in trace.reuse)
    both = tuple(
        replace(e, evidence=(*e.evidence, *trace.articles[1].evidence))
        if e.kind is EdgeKind.COPIES
        else e
        for e in trace.edges
    )
    seen = view(replace(trace, reuse=reuse, edges=both), texts)
    copies = [tie for tie in seen.ties if tie.kind == "copies"]
    assert copies
    assert all(len(tie.quotes) == 1 for tie in copies)


def test_roots_stand_in_the_order_of_their_earliest_articles(trace, texts):
    seen = view(replace(trace, roots=trace.roots[::-1]), texts)
    assert [root.name for root in seen.roots][:2] == [trace.roots[0].name, "Inga Marrow"]


def test_a_root_with_its_outlet_in_brackets_is_found_by_its_bare_name(trace, texts):
    roots = (replace(trace.roots[1], name="Inga Marrow (via Radio Vessin)"),)
    rungs = ladder(view(replace(trace, roots=roots), texts))
    assert (rungs[0].node, rungs[1].kind) == ("Inga Marrow", "quotes")


def test_two_roots_of_one_bare_name_stay_apart(trace, texts):
    roots = tuple(
        replace(trace.roots[1], name=f"Inga Marrow (via {outlet})") for outlet in ("A", "B")
    )
    made = graph(view(replace(trace, roots=roots), texts))
    assert [node.name for node in made.nodes.values() if node.root] == [r.name for r in roots]


def test_what_rests_on_no_root_is_said_to(trace, texts):
    rungs = ladder(view(replace(trace, roots=trace.roots[1:2]), texts))
    names = [rung.name for rung in rungs if rung.depth == 0]
    assert names == ["Inga Marrow", "no root shows"]
    rest = told(rungs)[told(rungs).index("-", 1) :]
    assert rest[:6] == [
        "-",
        "  -",
        "    1 quotes",
        "      2 cites",
        "        6 cites",
        "          7 cites",
    ]
    made = graph(view(replace(trace, roots=trace.roots[1:2]), texts))
    assert {node.role for node in made.nodes.values()} == {"root", "article", "missing", "denier"}


@pytest.mark.parametrize(
    ("change", "numbers", "line"),
    [
        ({}, (3, 4, 5), "a reprint of Meridian Press Agency [2], 52 words: "),
        ({"share_a": 0.2, "share_b": 0.2}, (3, 4, 5), "wording of Meridian Press Agency [2], "),
        ({"original": None}, (2, 3, 4, 5), "shared wording, origin undecided, 52 words: "),
    ],
)
def test_what_articles_share_is_said_once_for_all_of_them(trace, texts, change, numbers, line):
    reuse = tuple(replace(pair, **change) for pair in trace.reuse[:3])
    ((found, said),) = shared(view(replace(trace, reuse=reuse), texts))
    assert found == numbers
    assert said.startswith(line)


def test_a_shared_quotation_is_called_one(trace, texts):
    ((found, said),) = shared(view(replace(trace, reuse=trace.reuse[3:]), texts))
    assert (found, said) == ((10, 11), "the same quotation, 17 words")


def test_who_denies_in_an_article_without_the_claim_stands_at_the_end(trace, texts, pages):
    denial = replace(trace.denials[-1], article=pages[13].id, evidence=())
    seen = view(replace(trace, denials=(denial, *trace.denials)), texts)
    assert seen.denials()[-1][0] is denial
    assert home(denial.article, seen) == "The Calder Courier"
