-- The tables of an archive. "seq" numbers rows in the order of adding; it never leaves the store.
-- What may be long is indexed by its hash: a B-tree takes no more than 2.7 kB.

CREATE SCHEMA sayso;
SET LOCAL search_path = sayso, public;

-- words are folded already (store/words.py): endings fall away, no word is left out
CREATE TEXT SEARCH DICTIONARY endings (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION folded (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION folded
    ALTER MAPPING FOR asciiword, word, numword, asciihword, hword WITH endings;

CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL);
INSERT INTO settings (name, value) VALUES ('version', '3');

CREATE TABLE publishers (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    folded text NOT NULL
);
CREATE UNIQUE INDEX publishers_name ON publishers (md5(name));
CREATE INDEX publishers_by_name ON publishers USING hash (name);
CREATE INDEX publishers_folded ON publishers USING hash (folded);

-- the versions of code and weights that made the rows which name them
CREATE TABLE makers (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL
);
CREATE UNIQUE INDEX makers_name ON makers (md5(name));

CREATE TABLE stories (
    seq bigint PRIMARY KEY,
    id text NOT NULL,
    size bigint NOT NULL,
    first bigint,
    last bigint
);
CREATE INDEX stories_last ON stories (last DESC NULLS LAST, seq);

-- "published" is exact, "moment" the same in microseconds since 1970
CREATE TABLE articles (
    seq bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    url text,
    publisher bigint REFERENCES publishers,
    title text,
    published text,
    moment bigint,
    granularity text,
    language text,
    credit text,
    added text NOT NULL,
    replaces bigint REFERENCES articles,
    story bigint,
    statements bigint NOT NULL,
    authors text NOT NULL,
    links text NOT NULL,
    text text NOT NULL
);
CREATE INDEX articles_url ON articles USING hash (url);
CREATE INDEX articles_moment ON articles (moment DESC NULLS LAST, seq);
CREATE INDEX articles_publisher ON articles (publisher, moment DESC NULLS LAST);
CREATE INDEX articles_replaces ON articles (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX articles_story ON articles (story) WHERE story IS NOT NULL;

CREATE TABLE readings (
    article bigint PRIMARY KEY REFERENCES articles,
    body text NOT NULL,
    maker bigint NOT NULL REFERENCES makers
);

CREATE TABLE claims (seq bigint PRIMARY KEY, id text NOT NULL, size bigint NOT NULL);

CREATE TABLE statements (
    seq bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    article bigint NOT NULL REFERENCES articles,
    attribution text,
    speaker text COLLATE "C",
    kind text,
    certainty text NOT NULL,
    polarity text NOT NULL,
    claim bigint,
    maker bigint NOT NULL REFERENCES makers,
    spans text NOT NULL,
    text text NOT NULL,
    via text
);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX statements_speaker ON statements USING hash (speaker);
CREATE INDEX statements_claim ON statements (claim) WHERE claim IS NOT NULL;

-- of one width in an archive; the index is made when the width is known
CREATE TABLE vectors (
    statement bigint PRIMARY KEY REFERENCES statements,
    body public.vector NOT NULL
);


CREATE TABLE links (
    a bigint NOT NULL REFERENCES statements,
    b bigint NOT NULL REFERENCES statements,
    relation text NOT NULL,
    score double precision NOT NULL,
    reason text NOT NULL,
    maker bigint NOT NULL REFERENCES makers,
    PRIMARY KEY (a, b)
);
CREATE INDEX links_b ON links (b);

CREATE TABLE story_links (
    a bigint NOT NULL REFERENCES articles,
    b bigint NOT NULL REFERENCES articles,
    score double precision NOT NULL,
    reason text NOT NULL,
    maker bigint NOT NULL REFERENCES makers,
    PRIMARY KEY (a, b)
);
CREATE INDEX story_links_b ON story_links (b);

CREATE TABLE reuse (
    a bigint NOT NULL REFERENCES articles,
    b bigint NOT NULL REFERENCES articles,
    body text NOT NULL,
    maker bigint NOT NULL REFERENCES makers,
    PRIMARY KEY (a, b)
);
CREATE INDEX reuse_b ON reuse (b);

CREATE TABLE prints (
    hash bigint NOT NULL,
    article bigint NOT NULL,
    place bigint NOT NULL,
    PRIMARY KEY (hash, article)
);

-- an undated article has the least moment there is
CREATE TABLE statement_keys (
    key text COLLATE "C" NOT NULL,
    moment bigint NOT NULL,
    statement bigint NOT NULL,
    PRIMARY KEY (key, moment, statement)
);

CREATE TABLE sketches (article bigint PRIMARY KEY REFERENCES articles, body text NOT NULL);

CREATE TABLE sketch_keys (
    key text COLLATE "C" NOT NULL,
    moment bigint NOT NULL,
    article bigint NOT NULL,
    PRIMARY KEY (key, moment, article)
);

CREATE TABLE skipped (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    place text NOT NULL,
    reason text NOT NULL,
    noted text NOT NULL
);
CREATE UNIQUE INDEX skipped_once ON skipped (md5(place), md5(reason));

CREATE TABLE statement_words (
    statement bigint PRIMARY KEY REFERENCES statements,
    words tsvector NOT NULL
);
CREATE INDEX statement_words_words ON statement_words USING gin (words);

CREATE TABLE article_words (
    article bigint PRIMARY KEY REFERENCES articles,
    words tsvector NOT NULL
);
CREATE INDEX article_words_words ON article_words USING gin (words);
