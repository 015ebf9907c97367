-- article_seqs: articles' numbers by their ids
SELECT id, seq FROM articles WHERE id IN (SELECT value FROM json_each(:ids));

-- statement_seqs: statements' numbers by their ids
SELECT id, seq FROM statements WHERE id IN (SELECT value FROM json_each(:ids));

-- statement_ids: statements' ids by their numbers
SELECT seq, id FROM statements WHERE seq IN (SELECT value FROM json_each(:seqs));

-- known_urls: which of some URLs are those of articles
SELECT DISTINCT url FROM articles WHERE url IN (SELECT value FROM json_each(:urls));

-- known_publishers: which of some publishers, by their folded names, ran an article that no
-- later version stands for
SELECT p.folded FROM publishers AS p
WHERE p.folded IN (SELECT value FROM json_each(:names)) AND EXISTS (
    SELECT 1 FROM articles AS a
    WHERE a.publisher = p.seq
        AND NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq)
);

-- articles_by_id: articles with their texts
SELECT a.id, a.text, a.url, p.name, a.title, a.published, a.granularity, a.authors, a.language,
    a.links, a.credit
FROM articles AS a LEFT JOIN publishers AS p ON p.seq = a.publisher
WHERE a.id IN (SELECT value FROM json_each(:ids));

-- id_at: the id of the latest version of the article at a URL
SELECT id FROM articles WHERE url = :url ORDER BY seq DESC LIMIT 1;

-- entries_by_id: articles without their texts
SELECT a.id, a.url, p.name, a.title, a.published, a.granularity, a.language, a.credit, a.added,
    r.id, a.statements
FROM articles AS a
LEFT JOIN publishers AS p ON p.seq = a.publisher
LEFT JOIN articles AS r ON r.seq = a.replaces
WHERE a.id IN (SELECT value FROM json_each(:ids));

-- ids_at: the ids of all versions of the article at a URL
SELECT id FROM articles WHERE url = :url ORDER BY seq;

-- bodies_by_id: what was read out of articles, without the articles
SELECT a.id, r.body FROM articles AS a JOIN readings AS r ON r.article = a.seq
WHERE a.id IN (SELECT value FROM json_each(:ids));

-- readings_by_id: what was read out of articles, with the articles
SELECT r.body, m.name, a.id, a.text, a.url, p.name, a.title, a.published, a.granularity,
    a.authors, a.language, a.links, a.credit
FROM articles AS a
JOIN readings AS r ON r.article = a.seq
JOIN makers AS m ON m.seq = r.maker
LEFT JOIN publishers AS p ON p.seq = a.publisher
WHERE a.id IN (SELECT value FROM json_each(:ids));

-- statements_by_id: statements by their ids
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM statements AS s JOIN articles AS a ON a.seq = s.article
WHERE s.id IN (SELECT value FROM json_each(:ids));

-- statements_of: statements of articles
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM articles AS a JOIN statements AS s ON s.article = a.seq
WHERE a.id IN (SELECT value FROM json_each(:ids))
ORDER BY s.seq;

-- leads_of: the first statements of articles
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM articles AS a JOIN statements AS s ON s.article = a.seq
WHERE a.id IN (SELECT value FROM json_each(:ids))
    AND s.seq < :most + (SELECT min(f.seq) FROM statements AS f WHERE f.article = a.seq)
ORDER BY s.seq;

-- said_by: statements by their speakers' exact names, with what is known of where they were made
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    p.name, a.published, s.via
FROM statements AS s
JOIN articles AS a ON a.seq = s.article
LEFT JOIN publishers AS p ON p.seq = a.publisher
WHERE s.speaker IN (SELECT value FROM json_each(:names))
ORDER BY s.seq;

-- statements_of_claim: statements of a claim by its number
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity
FROM statements AS s JOIN articles AS a ON a.seq = s.article
WHERE s.claim = :claim
ORDER BY s.seq;

-- claims_of: statements' claims, by number and id
SELECT s.id, s.claim, coalesce(c.id, s.id)
FROM statements AS s LEFT JOIN claims AS c ON c.seq = s.claim
WHERE s.id IN (SELECT value FROM json_each(:ids));

-- links_of: links at either end of which one of some statements is
SELECT x.id, y.id, l.relation, l.score, l.reason
FROM links AS l JOIN statements AS x ON x.seq = l.a JOIN statements AS y ON y.seq = l.b
WHERE (l.a, l.b) IN (
    SELECT k.a, k.b FROM statements AS s JOIN links AS k ON k.a = s.seq
    WHERE s.id IN (SELECT value FROM json_each(:ids))
    UNION
    SELECT k.a, k.b FROM statements AS s JOIN links AS k ON k.b = s.seq
    WHERE s.id IN (SELECT value FROM json_each(:ids))
)
ORDER BY l.a, l.b;

-- sharing: statements that have any of some keys, near in time or undated
SELECT k.key, s.id
FROM (
    SELECT k.key, k.statement
    FROM json_each(:keys) AS name JOIN statement_keys AS k ON k.key = name.value
    WHERE k.moment BETWEEN :since AND :until
    UNION ALL
    SELECT k.key, k.statement
    FROM json_each(:keys) AS name JOIN statement_keys AS k ON k.key = name.value
    WHERE k.moment = :undated AND :since > :undated
) AS k
JOIN statements AS s ON s.seq = k.statement;

-- reuse_of: what some articles share with any
SELECT x.id, y.id, r.body
FROM reuse AS r JOIN articles AS x ON x.seq = r.a JOIN articles AS y ON y.seq = r.b
WHERE (r.a, r.b) IN (
    SELECT k.a, k.b FROM articles AS s JOIN reuse AS k ON k.a = s.seq
    WHERE s.id IN (SELECT value FROM json_each(:ids))
    UNION
    SELECT k.a, k.b FROM articles AS s JOIN reuse AS k ON k.b = s.seq
    WHERE s.id IN (SELECT value FROM json_each(:ids))
)
ORDER BY r.a, r.b;

-- reuse_within: what some articles share with one another
SELECT x.id, y.id, r.body
FROM articles AS x JOIN reuse AS r ON r.a = x.seq JOIN articles AS y ON y.seq = r.b
WHERE x.id IN (SELECT value FROM json_each(:ids)) AND y.id IN (SELECT value FROM json_each(:ids))
ORDER BY r.a, r.b;

-- sketches: sketches of articles that have enough of some keys, near in time or undated
SELECT a.id, a.published, t.body
FROM (
    SELECT article
    FROM (
        SELECT k.article
        FROM json_each(:keys) AS name JOIN sketch_keys AS k ON k.key = name.value
        WHERE k.moment BETWEEN :since AND :until
        UNION ALL
        SELECT k.article
        FROM json_each(:keys) AS name JOIN sketch_keys AS k ON k.key = name.value
        WHERE k.moment = :undated AND :since > :undated
    )
    GROUP BY article HAVING count(*) >= :least
) AS found
JOIN sketches AS t ON t.article = found.article
JOIN articles AS a ON a.seq = found.article
ORDER BY a.seq;

-- story_links_of: story links at either end of which one of some articles is
SELECT x.id, y.id, l.score, l.reason
FROM story_links AS l JOIN articles AS x ON x.seq = l.a JOIN articles AS y ON y.seq = l.b
WHERE (l.a, l.b) IN (
    SELECT k.a, k.b FROM articles AS s JOIN story_links AS k ON k.a = s.seq
    WHERE s.id IN (SELECT value FROM json_each(:ids))
    UNION
    SELECT k.a, k.b FROM articles AS s JOIN story_links AS k ON k.b = s.seq
    WHERE s.id IN (SELECT value FROM json_each(:ids))
)
ORDER BY l.a, l.b;

-- holders: the first articles that have some fingerprints
SELECT h.hash, a.id, h.place, p.name
FROM json_each(:hashes) AS asked
JOIN prints AS h ON h.hash = asked.value AND h.article <= coalesce(
    (
        SELECT k.article FROM prints AS k
        WHERE k.hash = asked.value ORDER BY k.article LIMIT 1 OFFSET :most - 1
    ),
    9223372036854775807
)
JOIN articles AS a ON a.seq = h.article
LEFT JOIN publishers AS p ON p.seq = a.publisher
ORDER BY h.hash, h.article;

-- spread: in how many articles of each publisher some fingerprints are, of the first holders
SELECT h.hash, p.name, count(*)
FROM json_each(:hashes) AS asked
JOIN prints AS h ON h.hash = asked.value AND h.article <= coalesce(
    (
        SELECT k.article FROM prints AS k
        WHERE k.hash = asked.value ORDER BY k.article LIMIT 1 OFFSET :most - 1
    ),
    9223372036854775807
)
JOIN articles AS a ON a.seq = h.article
LEFT JOIN publishers AS p ON p.seq = a.publisher
GROUP BY h.hash, p.name;

-- story_ids: the stories of articles
SELECT a.id, t.id FROM articles AS a JOIN stories AS t ON t.seq = a.story
WHERE a.id IN (SELECT value FROM json_each(:ids));

-- members_of: the articles of the story of an article, with when they were published
SELECT m.id, m.published FROM articles AS a JOIN articles AS m ON m.story = a.story
WHERE a.id = :id
ORDER BY m.seq;

-- sketches_of: sketches of articles
SELECT a.id, a.published, t.body FROM articles AS a JOIN sketches AS t ON t.article = a.seq
WHERE a.id IN (SELECT value FROM json_each(:ids));

-- stories_by_last: what story links join, the one with the latest article first
SELECT t.id FROM stories AS t
ORDER BY t.last DESC, t.seq LIMIT :limit OFFSET :offset;

-- search_statements: statements by words, the best of the latest first
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    -found.rank
FROM (
    SELECT rowid, rank FROM statement_words
    WHERE statement_words MATCH :words AND rank MATCH 'bm25(1.0, 0.0)'
    ORDER BY rowid DESC LIMIT :most
) AS found
CROSS JOIN statements AS s ON s.seq = found.rowid
CROSS JOIN articles AS a ON a.seq = s.article
WHERE (:kind IS NULL OR s.kind = :kind)
    AND (:certainty IS NULL OR s.certainty = :certainty)
    AND (:polarity IS NULL OR s.polarity = :polarity)
    AND (:publisher IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = :publisher))
    AND (:since IS NULL OR a.moment >= :since)
    AND (:until IS NULL OR a.moment < :until)
    AND (:earlier OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY found.rank, s.seq LIMIT :limit OFFSET :offset;

-- list_statements_said_by: statements by words of their speakers' names, the latest first
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    0.0 AS rank
FROM statement_words
JOIN statements AS s ON s.seq = statement_words.rowid
JOIN articles AS a ON a.seq = s.article
WHERE statement_words MATCH :words
    AND (:kind IS NULL OR s.kind = :kind)
    AND (:certainty IS NULL OR s.certainty = :certainty)
    AND (:polarity IS NULL OR s.polarity = :polarity)
    AND (:publisher IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = :publisher))
    AND (:since IS NULL OR a.moment >= :since)
    AND (:until IS NULL OR a.moment < :until)
    AND (:earlier OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY a.moment DESC, s.seq LIMIT :limit OFFSET :offset;

-- list_statements: statements by filters alone, the latest first
SELECT s.id, a.id, s.text, s.spans, s.attribution, s.speaker, s.kind, s.certainty, s.polarity,
    0.0 AS rank
FROM articles AS a
CROSS JOIN statements AS s ON s.article = a.seq
WHERE (:kind IS NULL OR s.kind = :kind)
    AND (:certainty IS NULL OR s.certainty = :certainty)
    AND (:polarity IS NULL OR s.polarity = :polarity)
    AND (:publisher IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = :publisher))
    AND (:since IS NULL OR a.moment >= :since)
    AND (:until IS NULL OR a.moment < :until)
    AND (:earlier OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY a.moment DESC, s.seq LIMIT :limit OFFSET :offset;

-- search_articles: articles by words, the best first; a word of the title counts twice
SELECT a.id, -article_words.rank
FROM article_words CROSS JOIN articles AS a ON a.seq = article_words.rowid
WHERE article_words MATCH :words AND article_words.rank MATCH 'bm25(2.0, 1.0)'
    AND (:publisher IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = :publisher))
    AND (:since IS NULL OR a.moment >= :since)
    AND (:until IS NULL OR a.moment < :until)
    AND (:earlier OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY article_words.rank LIMIT :limit OFFSET :offset;

-- list_articles: articles by filters alone, the latest first
SELECT a.id, 0.0 AS rank
FROM articles AS a
WHERE (:publisher IS NULL
        OR a.publisher IN (SELECT seq FROM publishers WHERE folded = :publisher))
    AND (:since IS NULL OR a.moment >= :since)
    AND (:until IS NULL OR a.moment < :until)
    AND (:earlier OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = a.seq))
ORDER BY a.moment DESC, a.seq LIMIT :limit OFFSET :offset;

-- list_articles_of: a publisher's articles, the latest first; no more of them are looked at
-- than come before the end of the page
SELECT a.id, 0.0 AS rank
FROM publishers AS p JOIN articles AS a ON a.seq IN (
    SELECT o.seq FROM articles AS o
    WHERE o.publisher = p.seq
        AND (:since IS NULL OR o.moment >= :since)
        AND (:until IS NULL OR o.moment < :until)
        AND (:earlier OR NOT EXISTS (SELECT 1 FROM articles AS r WHERE r.replaces = o.seq))
    ORDER BY o.moment DESC, o.seq LIMIT :limit + :offset
)
WHERE p.folded = :publisher
ORDER BY a.moment DESC, a.seq LIMIT :limit OFFSET :offset;

-- speakers: speakers, those with most statements first
SELECT speaker, count(*) AS n, count(DISTINCT article) FROM statements
WHERE speaker IS NOT NULL
GROUP BY speaker ORDER BY n DESC, speaker LIMIT :limit OFFSET :offset;

-- speakers_named: speakers by words of their names, those with most statements first
SELECT s.speaker, count(*) AS n, count(DISTINCT s.article)
FROM statement_words JOIN statements AS s ON s.seq = statement_words.rowid
WHERE statement_words MATCH :words
GROUP BY s.speaker ORDER BY n DESC, s.speaker LIMIT :limit OFFSET :offset;

-- publishers: publishers, those with most articles first
SELECT p.name, count(*) AS n FROM articles AS a JOIN publishers AS p ON p.seq = a.publisher
GROUP BY p.seq, p.name ORDER BY n DESC, p.name LIMIT :limit OFFSET :offset;

-- kinds_of: how often speakers are of which kind
SELECT speaker, kind, count(*) FROM statements
WHERE speaker IN (SELECT value FROM json_each(:names)) AND kind IS NOT NULL
GROUP BY speaker, kind;

-- vectors_after: vectors of articles added after those up to a number
SELECT article, first, body FROM vectors WHERE article > :article ORDER BY article LIMIT :limit;

-- vectors_of: the vectors of the articles that some statements stand in
SELECT s.id, s.seq - v.first, v.body
FROM statements AS s JOIN vectors AS v ON v.article = s.article
WHERE s.id IN (SELECT value FROM json_each(:ids));

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
SELECT seq, id FROM articles WHERE seq > :seq ORDER BY seq LIMIT :limit;

-- statement_ids_after: statements' ids in the order of adding
SELECT seq, id FROM statements WHERE seq > :seq ORDER BY seq LIMIT :limit;

-- claims_after: claims in the order of their numbers
SELECT seq, id FROM claims WHERE seq > :seq ORDER BY seq LIMIT :limit;

-- links_after: links between statements
SELECT l.a, l.b, x.id, y.id, l.relation, l.score, l.reason
FROM links AS l JOIN statements AS x ON x.seq = l.a JOIN statements AS y ON y.seq = l.b
WHERE (l.a, l.b) > (:a, :b) ORDER BY l.a, l.b LIMIT :limit;

-- story_links_after: links between articles
SELECT l.a, l.b, x.id, y.id, l.score, l.reason
FROM story_links AS l JOIN articles AS x ON x.seq = l.a JOIN articles AS y ON y.seq = l.b
WHERE (l.a, l.b) > (:a, :b) ORDER BY l.a, l.b LIMIT :limit;

-- reuse_after: what any two articles share
SELECT r.a, r.b, x.id, y.id, r.body
FROM reuse AS r JOIN articles AS x ON x.seq = r.a JOIN articles AS y ON y.seq = r.b
WHERE (r.a, r.b) > (:a, :b) ORDER BY r.a, r.b LIMIT :limit;

-- skipped_after: inputs that were left out
SELECT seq, place, reason FROM skipped WHERE seq > :seq ORDER BY seq LIMIT :limit;
