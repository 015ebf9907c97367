-- lock_writers: wait until no other process writes, until the end of the transaction
SELECT pg_advisory_xact_lock(6004217);

-- last_article: the highest number of an article
SELECT coalesce(max(seq), 0) FROM articles;

-- last_statement: the highest number of a statement
SELECT coalesce(max(seq), 0) FROM statements;

-- last_claim: the highest number of a claim
SELECT coalesce(max(seq), 0) FROM claims;

-- last_story: the highest number of a story
SELECT coalesce(max(seq), 0) FROM stories;

-- setting: the value of a setting
SELECT value FROM settings WHERE name = %(name)s;

-- add_setting: set what is set only once
INSERT INTO settings (name, value) VALUES (%(name)s, %(value)s);

-- add_publisher: know a publisher
INSERT INTO publishers (name, folded) VALUES (%(name)s, %(folded)s) ON CONFLICT DO NOTHING;

-- publisher_seq: the number of a publisher
SELECT seq FROM publishers WHERE name = %(name)s;

-- add_maker: know a version of the code
INSERT INTO makers (name) VALUES (%(name)s) ON CONFLICT DO NOTHING;

-- maker_seq: the number of a version of the code
SELECT seq FROM makers WHERE name = %(name)s;

-- latest_at: the number of the latest version of the article at a URL
SELECT max(seq) FROM articles WHERE url = %(url)s;

-- add_article: an article itself
INSERT INTO articles (
    seq, id, url, publisher, title, published, moment, granularity, language, credit, added,
    replaces, statements, authors, links, text
) VALUES (
    %(seq)s, %(id)s, %(url)s, %(publisher)s, %(title)s, %(published)s, %(moment)s, %(granularity)s, %(language)s, %(credit)s,
    %(added)s, %(replaces)s, %(statements)s, %(authors)s, %(links)s, %(text)s
);

-- add_article_words: what a search finds an article by
INSERT INTO article_words (article, words)
VALUES (
    %(seq)s,
    setweight(to_tsvector('folded', %(title)s), 'A')
    || setweight(to_tsvector('folded', %(words)s), 'B')
);

-- add_reading: what was read out of an article
INSERT INTO readings (article, body, maker) VALUES (%(article)s, %(body)s, %(maker)s);

-- add_statement: a statement of an article
INSERT INTO statements (
    seq, id, article, attribution, speaker, kind, certainty, polarity, maker, via, spans, text
) VALUES (
    %(seq)s, %(id)s, %(article)s, %(attribution)s, %(speaker)s, %(kind)s, %(certainty)s, %(polarity)s, %(maker)s, %(via)s, %(spans)s,
    %(text)s
);

-- add_statement_words: what a search finds a statement by
INSERT INTO statement_words (statement, words)
VALUES (
    %(seq)s,
    setweight(to_tsvector('folded', %(words)s), 'A')
    || setweight(to_tsvector('folded', %(name)s), 'B')
);

-- add_vector: the vector of a statement
INSERT INTO vectors (statement, body) VALUES (%(statement)s, %(body)s);

-- index_vectors: find the nearest without comparing with all
CREATE INDEX vectors_nearest ON vectors
USING hnsw ((body::vector({width})) vector_cosine_ops);

-- set_version: what the tables are after a migration
UPDATE settings SET value = %(version)s WHERE name = 'version';

-- add_print: a fingerprint of an article
INSERT INTO prints (hash, article, place) VALUES (%s, %s, %s);

-- add_statement_key: what a statement is looked up by
INSERT INTO statement_keys (key, moment, statement) VALUES (%s, %s, %s);

-- add_sketch: the most telling words of an article, with their weights
INSERT INTO sketches (article, body) VALUES (%(article)s, %(body)s);

-- add_sketch_key: what a sketch is looked up by
INSERT INTO sketch_keys (key, moment, article) VALUES (%s, %s, %s);

-- add_reuse: what two articles share
INSERT INTO reuse (a, b, body, maker) VALUES (%(a)s, %(b)s, %(body)s, %(maker)s) ON CONFLICT DO NOTHING;

-- add_link: how two statements bear on each other
INSERT INTO links (a, b, relation, score, reason, maker)
VALUES (%(a)s, %(b)s, %(relation)s, %(score)s, %(reason)s, %(maker)s) ON CONFLICT DO NOTHING;

-- add_story_link: two articles about one event
INSERT INTO story_links (a, b, score, reason, maker)
VALUES (%(a)s, %(b)s, %(score)s, %(reason)s, %(maker)s) ON CONFLICT DO NOTHING;

-- claim_members: statements with the claims that they belong to
SELECT seq, id, claim, NULL FROM statements WHERE seq = ANY (%(seqs)s::bigint[]);

-- claims_by_seq: claims and their sizes
SELECT seq, id, size, NULL, NULL FROM claims WHERE seq = ANY (%(seqs)s::bigint[]);

-- put_claim: a claim as it is now
INSERT INTO claims (seq, id, size) VALUES (%(seq)s, %(id)s, %(size)s)
ON CONFLICT (seq) DO UPDATE SET id = excluded.id, size = excluded.size;

-- join_claim: put statements into a claim
UPDATE statements SET claim = %(into)s WHERE seq = ANY (%(seqs)s::bigint[]);

-- move_claim: put all statements of a claim into another
UPDATE statements SET claim = %(into)s WHERE claim = %(out)s;

-- drop_claim: forget a claim that went into another
DELETE FROM claims WHERE seq = %(seq)s;

-- story_members: articles with the stories that they belong to
SELECT seq, id, story, moment FROM articles WHERE seq = ANY (%(seqs)s::bigint[]);

-- stories_by_seq: stories and their sizes
SELECT seq, id, size, first, last FROM stories WHERE seq = ANY (%(seqs)s::bigint[]);

-- put_story: a story as it is now
INSERT INTO stories (seq, id, size, first, last) VALUES (%(seq)s, %(id)s, %(size)s, %(first)s, %(last)s)
ON CONFLICT (seq) DO UPDATE
SET id = excluded.id, size = excluded.size, first = excluded.first, last = excluded.last;

-- join_story: put articles into a story
UPDATE articles SET story = %(into)s WHERE seq = ANY (%(seqs)s::bigint[]);

-- move_story: put all articles of a story into another
UPDATE articles SET story = %(into)s WHERE story = %(out)s;

-- drop_story: forget a story that went into another
DELETE FROM stories WHERE seq = %(seq)s;

-- add_skipped: note an input that was left out
INSERT INTO skipped (place, reason, noted) VALUES (%(place)s, %(reason)s, %(noted)s)
ON CONFLICT DO NOTHING;
