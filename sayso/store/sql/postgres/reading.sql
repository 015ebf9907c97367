-- article_seqs: articles' numbers by their ids
SELECT id, seq FROM articles WHERE id = ANY (%(ids)s::text[]);

-- statement_seqs: statements' numbers by their ids
SELECT id, seq FROM statements WHERE id = ANY (%(ids)s::text[]);

-- statement_ids: statements' ids by their numbers
SELECT seq, id FROM statements WHERE seq = ANY (%(seqs)s::bigint[]);

-- known_urls: which of some URLs are those of articles
SELECT DISTINCT url FROM articles WHERE url = ANY (%(urls)s::text[]);

-- known_publishers: which of some publishers, by their folded names, ran an article that no
-- later version stands for
SELECT p.folded FROM publishers AS p
WHERE p.folded = ANY (%(names)s::text[]) AND EXISTS (
    SELECT 1 FROM articles AS a
    WHERE a.publisher = p.seq
        AND NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq)
);

-- articles_by_id: articles with their texts
SELECT a.id, a.text, a.url, p.name, a.title, a.published, a.granularity, a.authors, a.language,
    a.links, a.credit
FROM articles AS a LEFT JOIN publishers AS p ON p.seq = a.publisher
WHERE a.id = ANY (%(ids)s::text[]);

-- id_at: the id of the latest version of the article at a URL
SELECT id FROM articles WHERE url = %(url)s ORDER BY seq DESC LIMIT 1;

-- entries_by_id: articles without their texts
SELECT a.id, a.url, p.name, a.title, a.published, a.granularity, a.language, a.credit, a.added,
    r.id, a.statements
FROM articles AS a
LEFT JOIN publishers AS p ON p.seq = a.publisher
LEFT JOIN articles AS r ON r.seq = a.replaces
WHERE a.id = ANY (%(ids)s::text[]);

-- ids_at: the ids of all versions of the article at a URL
SELECT id FROM articles WHERE url = %(url)s ORDER BY seq;

-- bodies_by_id: what was read out of articles, without the articles
SELECT a.id, r.body FROM articles AS a JOIN readings AS r ON r.article = a.seq
WHERE a.id = ANY (%(ids)s::text[]);

-- readings_by_id: what was read out of articles, with the articles
SELECT r.body, m.name, a.id, a.text, a.url, p.name, a.title, a.published, a.granularity,
    a.authors, a.language, a.links, a.credit
FROM articles AS a
JOIN readings AS r ON r.article = a.seq
JOIN makers AS m ON m.seq = r.maker
LEFT JOIN publishers AS p ON p.seq = a.publisher
WHERE a.id = ANY (%(ids)s::text[]);

-- statements_by_id: statements by their ids
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM statements AS s JOIN articles AS a ON a.seq = s.article
WHERE s.id = ANY (%(ids)s::text[]);

-- statements_of: statements of articles
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM articles AS a JOIN statements AS s ON s.article = a.seq
WHERE a.id = ANY (%(ids)s::text[])
ORDER BY s.seq;

-- leads_of: the first statements of articles
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM articles AS a JOIN statements AS s ON s.article = a.seq
WHERE a.id = ANY (%(ids)s::text[])
    AND s.seq < %(most)s + (SELECT min(f.seq) FROM statements AS f WHERE f.article = a.seq)
ORDER BY s.seq;

-- said_by: statements by their speakers' exact names, with what is known of where they were made
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    p.name, a.published, s.via
FROM statements AS s
JOIN articles AS a ON a.seq = s.article
LEFT JOIN publishers AS p ON p.seq = a.publisher
WHERE s.speaker = ANY (%(names)s::text[])
ORDER BY s.seq;

-- statements_of_claim: statements of a claim by its number
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM statements AS s JOIN articles AS a ON a.seq = s.article
WHERE s.claim = %(claim)s
ORDER BY s.seq;

-- claims_of: statements' claims, by number and id
SELECT s.id, s.claim, coalesce(c.id, s.id)
FROM statements AS s LEFT JOIN claims AS c ON c.seq = s.claim
WHERE s.id = ANY (%(ids)s::text[]);

-- links_of: links at either end of which one of some statements is
SELECT x.id, y.id, l.relation, l.score, l.reason
FROM links AS l JOIN statements AS x ON x.seq = l.a JOIN statements AS y ON y.seq = l.b
WHERE (l.a, l.b) IN (
    SELECT k.a, k.b FROM statements AS s JOIN links AS k ON k.a = s.seq
    WHERE s.id = ANY (%(ids)s::text[])
    UNION
    SELECT k.a, k.b FROM statements AS s JOIN links AS k ON k.b = s.seq
    WHERE s.id = ANY (%(ids)s::text[])
)
ORDER BY l.a, l.b;

-- sharing: statements that have any of some keys, near in time or undated
SELECT k.key, s.id
FROM statement_keys AS k JOIN statements AS s ON s.seq = k.statement
WHERE k.key = ANY (%(keys)s::text[])
    AND (k.moment BETWEEN %(since)s AND %(until)s OR k.moment = %(undated)s);

-- reuse_of: what some articles share with any
SELECT x.id, y.id, r.body
FROM reuse AS r JOIN articles AS x ON x.seq = r.a JOIN articles AS y ON y.seq = r.b
WHERE (r.a, r.b) IN (
    SELECT k.a, k.b FROM articles AS s JOIN reuse AS k ON k.a = s.seq
    WHERE s.id = ANY (%(ids)s::text[])
    UNION
    SELECT k.a, k.b FROM articles AS s JOIN reuse AS k ON k.b = s.seq
    WHERE s.id = ANY (%(ids)s::text[])
)
ORDER BY r.a, r.b;

-- reuse_within: what some articles share with one another
SELECT x.id, y.id, r.body
FROM articles AS x JOIN reuse AS r ON r.a = x.seq JOIN articles AS y ON y.seq = r.b
WHERE x.id = ANY (%(ids)s::text[]) AND y.id = ANY (%(ids)s::text[])
ORDER BY r.a, r.b;

-- sketches: sketches of articles that have enough of some keys, near in time or undated
SELECT a.id, a.published, t.body
FROM (
    SELECT k.article
    FROM sketch_keys AS k
    WHERE k.key = ANY (%(keys)s::text[])
        AND (k.moment BETWEEN %(since)s AND %(until)s OR k.moment = %(undated)s)
    GROUP BY k.article HAVING count(*) >= %(least)s
) AS found
JOIN sketches AS t ON t.article = found.article
JOIN articles AS a ON a.seq = found.article
ORDER BY a.seq;

-- story_links_of: story links at either end of which one of some articles is
SELECT x.id, y.id, l.score, l.reason
FROM story_links AS l JOIN articles AS x ON x.seq = l.a JOIN articles AS y ON y.seq = l.b
WHERE (l.a, l.b) IN (
    SELECT k.a, k.b FROM articles AS s JOIN story_links AS k ON k.a = s.seq
    WHERE s.id = ANY (%(ids)s::text[])
    UNION
    SELECT k.a, k.b FROM articles AS s JOIN story_links AS k ON k.b = s.seq
    WHERE s.id = ANY (%(ids)s::text[])
)
ORDER BY l.a, l.b;

-- holders: the first articles that have some fingerprints
SELECT h.hash, a.id, h.place, p.name
FROM unnest(%(hashes)s::bigint[]) AS asked (hash)
CROSS JOIN LATERAL (
    SELECT k.hash, k.article, k.place FROM prints AS k
    WHERE k.hash = asked.hash ORDER BY k.article LIMIT %(most)s
) AS h
JOIN articles AS a ON a.seq = h.article
LEFT JOIN publishers AS p ON p.seq = a.publisher
ORDER BY h.hash, h.article;

-- spread: in how many articles of each publisher some fingerprints are, of the first holders
SELECT h.hash, p.name, count(*)
FROM unnest(%(hashes)s::bigint[]) AS asked (hash)
CROSS JOIN LATERAL (
    SELECT k.hash, k.article FROM prints AS k
    WHERE k.hash = asked.hash ORDER BY k.article LIMIT %(most)s
) AS h
JOIN articles AS a ON a.seq = h.article
LEFT JOIN publishers AS p ON p.seq = a.publisher
GROUP BY h.hash, p.name;

-- story_ids: the stories of articles
SELECT a.id, t.id FROM articles AS a JOIN stories AS t ON t.seq = a.story
WHERE a.id = ANY (%(ids)s::text[]);

-- members_of: the articles of the story of an article, with when they were published
SELECT m.id, m.published FROM articles AS a JOIN articles AS m ON m.story = a.story
WHERE a.id = %(id)s
ORDER BY m.seq;

-- sketches_of: sketches of articles
SELECT a.id, a.published, t.body FROM articles AS a JOIN sketches AS t ON t.article = a.seq
WHERE a.id = ANY (%(ids)s::text[]);

-- stories_by_last: what story links join, the one with the latest article first
SELECT t.id FROM stories AS t
ORDER BY t.last DESC NULLS LAST, t.seq LIMIT %(limit)s OFFSET %(offset)s;

-- search_statements: statements by words, the best first
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    ts_rank('{0, 0, 0, 1}', w.words, asked, 1) AS rank
FROM to_tsquery('folded', %(words)s) AS asked
JOIN statement_words AS w ON w.words @@ asked
JOIN statements AS s ON s.seq = w.statement
JOIN articles AS a ON a.seq = s.article
WHERE (%(kind)s::text IS NULL OR s.kind = %(kind)s)
    AND (%(certainty)s::text IS NULL OR s.certainty = %(certainty)s)
    AND (%(polarity)s::text IS NULL OR s.polarity = %(polarity)s)
    AND (%(publisher)s::text IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = %(publisher)s))
    AND (%(since)s::bigint IS NULL OR a.moment >= %(since)s)
    AND (%(until)s::bigint IS NULL OR a.moment < %(until)s)
    AND (%(earlier)s OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY rank DESC, s.seq LIMIT %(limit)s OFFSET %(offset)s;

-- list_statements_said_by: statements by words of their speakers' names, the latest first
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    0.0::real AS rank
FROM to_tsquery('folded', %(words)s) AS asked
JOIN statement_words AS w ON w.words @@ asked
JOIN statements AS s ON s.seq = w.statement
JOIN articles AS a ON a.seq = s.article
WHERE (%(kind)s::text IS NULL OR s.kind = %(kind)s)
    AND (%(certainty)s::text IS NULL OR s.certainty = %(certainty)s)
    AND (%(polarity)s::text IS NULL OR s.polarity = %(polarity)s)
    AND (%(publisher)s::text IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = %(publisher)s))
    AND (%(since)s::bigint IS NULL OR a.moment >= %(since)s)
    AND (%(until)s::bigint IS NULL OR a.moment < %(until)s)
    AND (%(earlier)s OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY a.moment DESC NULLS LAST, s.seq LIMIT %(limit)s OFFSET %(offset)s;

-- list_statements: statements by filters alone, the latest first
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    0.0::real AS rank
FROM articles AS a
JOIN statements AS s ON s.article = a.seq
WHERE (%(kind)s::text IS NULL OR s.kind = %(kind)s)
    AND (%(certainty)s::text IS NULL OR s.certainty = %(certainty)s)
    AND (%(polarity)s::text IS NULL OR s.polarity = %(polarity)s)
    AND (%(publisher)s::text IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = %(publisher)s))
    AND (%(since)s::bigint IS NULL OR a.moment >= %(since)s)
    AND (%(until)s::bigint IS NULL OR a.moment < %(until)s)
    AND (%(earlier)s OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY a.moment DESC NULLS LAST, s.seq LIMIT %(limit)s OFFSET %(offset)s;

-- search_articles: articles by words, the best first; a word of the title counts twice
SELECT a.id, ts_rank('{0, 0, 0.5, 1}', w.words, asked, 1) AS rank
FROM to_tsquery('folded', %(words)s) AS asked
JOIN article_words AS w ON w.words @@ asked
JOIN articles AS a ON a.seq = w.article
WHERE (%(publisher)s::text IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = %(publisher)s))
    AND (%(since)s::bigint IS NULL OR a.moment >= %(since)s)
    AND (%(until)s::bigint IS NULL OR a.moment < %(until)s)
    AND (%(earlier)s OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY rank DESC, a.seq LIMIT %(limit)s OFFSET %(offset)s;

-- list_articles: articles by filters alone, the latest first
SELECT a.id, 0.0::real AS rank
FROM articles AS a
WHERE (%(publisher)s::text IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = %(publisher)s))
    AND (%(since)s::bigint IS NULL OR a.moment >= %(since)s)
    AND (%(until)s::bigint IS NULL OR a.moment < %(until)s)
    AND (%(earlier)s OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY a.moment DESC NULLS LAST, a.seq LIMIT %(limit)s OFFSET %(offset)s;

-- list_articles_of: a publisher's articles, the latest first; no more of them are looked at
-- than come before the end of the page
SELECT a.id, 0.0::real AS rank
FROM publishers AS p CROSS JOIN LATERAL (
    SELECT o.id, o.moment, o.seq FROM articles AS o
    WHERE o.publisher = p.seq
        AND (%(since)s::bigint IS NULL OR o.moment >= %(since)s)
        AND (%(until)s::bigint IS NULL OR o.moment < %(until)s)
        AND (%(earlier)s OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = o.seq))
    ORDER BY o.moment DESC NULLS LAST, o.seq LIMIT %(limit)s + %(offset)s
) AS a
WHERE p.folded = %(publisher)s
ORDER BY a.moment DESC NULLS LAST, a.seq LIMIT %(limit)s OFFSET %(offset)s;

-- speakers: speakers, those with most statements first
SELECT speaker, count(*) AS n, count(DISTINCT article) FROM statements
WHERE speaker IS NOT NULL
GROUP BY speaker ORDER BY n DESC, speaker LIMIT %(limit)s OFFSET %(offset)s;

-- speakers_named: speakers by words of their names, those with most statements first
SELECT s.speaker, count(*) AS n, count(DISTINCT s.article)
FROM statement_words AS w JOIN statements AS s ON s.seq = w.statement
WHERE w.words @@ to_tsquery('folded', %(words)s)
GROUP BY s.speaker ORDER BY n DESC, s.speaker LIMIT %(limit)s OFFSET %(offset)s;

-- publishers: publishers, those with most articles first
SELECT p.name, count(*) AS n FROM articles AS a JOIN publishers AS p ON p.seq = a.publisher
GROUP BY p.seq, p.name ORDER BY n DESC, p.name LIMIT %(limit)s OFFSET %(offset)s;

-- kinds_of: how often speakers are of which kind
SELECT speaker, kind, count(*) FROM statements
WHERE speaker = ANY (%(names)s::text[]) AND kind IS NOT NULL
GROUP BY speaker, kind;

-- nearest: the statements whose vectors point most nearly the same way
SELECT statement, 1 - (body::vector({width}) <=> %(vector)s::vector({width}))
FROM vectors ORDER BY body::vector({width}) <=> %(vector)s::vector({width}) LIMIT %(limit)s;

-- vectors_of: the vectors of some statements
SELECT s.id, v.body::real[] FROM statements AS s JOIN vectors AS v ON v.statement = s.seq
WHERE s.id = ANY (%(ids)s::text[]);

-- version: the version of the tables
SELECT value FROM settings WHERE name = 'version';

-- size: bytes on disk of all tables
SELECT sum(pg_total_relation_size(c.oid))::bigint
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'sayso' AND c.relkind = 'r';

-- counts: how much there is
SELECT
    (SELECT count(*) FROM articles),
    (SELECT count(*) FROM publishers),
    (SELECT count(*) FROM statements),
    (SELECT count(*) FROM claims),
    (SELECT count(*) FROM stories),
    (SELECT count(*) FROM links),
    (SELECT count(*) FROM reuse),
    (SELECT count(*) FROM skipped),
    (SELECT published FROM articles WHERE moment IS NOT NULL ORDER BY moment LIMIT 1),
    (SELECT published FROM articles WHERE moment IS NOT NULL ORDER BY moment DESC LIMIT 1);

-- makers: the versions of all code that wrote
SELECT name FROM makers ORDER BY seq;

-- article_ids_after: articles' ids in the order of adding
SELECT seq, id FROM articles WHERE seq > %(seq)s ORDER BY seq LIMIT %(limit)s;

-- statement_ids_after: statements' ids in the order of adding
SELECT seq, id FROM statements WHERE seq > %(seq)s ORDER BY seq LIMIT %(limit)s;

-- claims_after: claims in the order of their numbers
SELECT seq, id FROM claims WHERE seq > %(seq)s ORDER BY seq LIMIT %(limit)s;

-- links_after: links between statements
SELECT l.a, l.b, x.id, y.id, l.relation, l.score, l.reason
FROM links AS l JOIN statements AS x ON x.seq = l.a JOIN statements AS y ON y.seq = l.b
WHERE (l.a, l.b) > (%(a)s, %(b)s) ORDER BY l.a, l.b LIMIT %(limit)s;

-- story_links_after: links between articles
SELECT l.a, l.b, x.id, y.id, l.score, l.reason
FROM story_links AS l JOIN articles AS x ON x.seq = l.a JOIN articles AS y ON y.seq = l.b
WHERE (l.a, l.b) > (%(a)s, %(b)s) ORDER BY l.a, l.b LIMIT %(limit)s;

-- reuse_after: what any two articles share
SELECT r.a, r.b, x.id, y.id, r.body
FROM reuse AS r JOIN articles AS x ON x.seq = r.a JOIN articles AS y ON y.seq = r.b
WHERE (r.a, r.b) > (%(a)s, %(b)s) ORDER BY r.a, r.b LIMIT %(limit)s;

-- skipped_after: inputs that were left out
SELECT seq, place, reason FROM skipped WHERE seq > %(seq)s ORDER BY seq LIMIT %(limit)s;
