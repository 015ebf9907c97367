-- lock_writers: begin the one transaction that may write
BEGIN IMMEDIATE;

-- last_article: the highest number of an article
SELECT coalesce(max(seq), 0) FROM articles;

-- last_statement: the highest number of a statement
SELECT coalesce(max(seq), 0) FROM statements;

-- last_claim: the highest number of a claim
SELECT coalesce(max(seq), 0) FROM claims;

-- last_story: the highest number of a story
SELECT coalesce(max(seq), 0) FROM stories;

-- setting: the value of a setting
SELECT value FROM settings WHERE name = :name;

-- add_setting: set what is set only once
INSERT INTO settings (name, value) VALUES (:name, :value);

-- add_publisher: know a publisher
INSERT INTO publishers (name, folded) VALUES (:name, :folded) ON CONFLICT DO NOTHING;

-- publisher_seq: the number of a publisher
SELECT seq FROM publishers WHERE name = :name;

-- add_maker: know a version of the code
INSERT INTO makers (name) VALUES (:name) ON CONFLICT DO NOTHING;

-- maker_seq: the number of a version of the code
SELECT seq FROM makers WHERE name = :name;

-- latest_at: the number of the latest version of the article at a URL
SELECT max(seq) FROM articles WHERE url = :url;

-- add_article: an article itself
INSERT INTO articles (
    seq, id, url, publisher, title, published, moment, granularity, language, credit, added,
    replaces, statements, authors, links, text
) VALUES (
    :seq, :id, :url, :publisher, :title, :published, :moment, :granularity, :language, :credit,
    :added, :replaces, :statements, :authors, :links, :text
);

-- add_article_words: what a search finds an article by
INSERT INTO article_words (rowid, title, text) VALUES (:seq, :title, :words);

-- add_reading: what was read out of an article
INSERT INTO readings (article, body, maker) VALUES (:article, :body, :maker);

-- add_statement: a statement of an article
INSERT INTO statements (
    seq, id, article, attribution, speaker, kind, certainty, polarity, maker, via, spans, text
) VALUES (
    :seq, :id, :article, :attribution, :speaker, :kind, :certainty, :polarity, :maker, :via, :spans,
    :text
);

-- add_statement_words: what a search finds a statement by
INSERT INTO statement_words (rowid, text, speaker) VALUES (:seq, :words, :name);

-- add_vectors: the vectors of an article's statements
INSERT INTO vectors (article, first, body) VALUES (:article, :first, :body);

-- add_print: a fingerprint of an article
INSERT INTO prints (hash, article, place) VALUES (?, ?, ?);

-- add_statement_key: what a statement is looked up by
INSERT INTO statement_keys (key, moment, statement) VALUES (?, ?, ?);

-- add_sketch: the most telling words of an article, with their weights
INSERT INTO sketches (article, body) VALUES (:article, :body);

-- add_sketch_key: what a sketch is looked up by
INSERT INTO sketch_keys (key, moment, article) VALUES (?, ?, ?);

-- add_reuse: what two articles share
INSERT INTO reuse (a, b, body, maker) VALUES (:a, :b, :body, :maker) ON CONFLICT DO NOTHING;

-- add_link: how two statements bear on each other
INSERT INTO links (a, b, relation, score, reason, maker)
VALUES (:a, :b, :relation, :score, :reason, :maker) ON CONFLICT DO NOTHING;

-- add_story_link: two articles about one event
INSERT INTO story_links (a, b, score, reason, maker)
VALUES (:a, :b, :score, :reason, :maker) ON CONFLICT DO NOTHING;

-- claim_members: statements with the claims that they belong to
SELECT seq, id, claim, NULL FROM statements WHERE seq IN (SELECT value FROM json_each(:seqs));

-- claims_by_seq: claims and their sizes
SELECT seq, id, size, NULL, NULL FROM claims WHERE seq IN (SELECT value FROM json_each(:seqs));

-- put_claim: a claim as it is now
INSERT INTO claims (seq, id, size) VALUES (:seq, :id, :size)
ON CONFLICT (seq) DO UPDATE SET id = excluded.id, size = excluded.size;

-- join_claim: put statements into a claim
UPDATE statements SET claim = :into WHERE seq IN (SELECT value FROM json_each(:seqs));

-- move_claim: put all statements of a claim into another
UPDATE statements SET claim = :into WHERE claim = :out;

-- drop_claim: forget a claim that went into another
DELETE FROM claims WHERE seq = :seq;

-- story_members: articles with the stories that they belong to
SELECT seq, id, story, moment FROM articles WHERE seq IN (SELECT value FROM json_each(:seqs));

-- stories_by_seq: stories and their sizes
SELECT seq, id, size, first, last FROM stories WHERE seq IN (SELECT value FROM json_each(:seqs));

-- put_story: a story as it is now
INSERT INTO stories (seq, id, size, first, last) VALUES (:seq, :id, :size, :first, :last)
ON CONFLICT (seq) DO UPDATE
SET id = excluded.id, size = excluded.size, first = excluded.first, last = excluded.last;

-- join_story: put articles into a story
UPDATE articles SET story = :into WHERE seq IN (SELECT value FROM json_each(:seqs));

-- move_story: put all articles of a story into another
UPDATE articles SET story = :into WHERE story = :out;

-- drop_story: forget a story that went into another
DELETE FROM stories WHERE seq = :seq;

-- add_skipped: note an input that was left out
INSERT INTO skipped (place, reason, noted) VALUES (:place, :reason, :noted)
ON CONFLICT DO NOTHING;
