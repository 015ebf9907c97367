-- The tables of an archive. "seq" numbers rows in the order of adding; it never leaves the store.

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE publishers (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL
);
CREATE INDEX publishers_folded ON publishers (folded);

-- the versions of code and weights that made the rows which name them
CREATE TABLE makers (seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE stories (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    size INTEGER NOT NULL,
    first INTEGER,
    last INTEGER
);
CREATE INDEX stories_last ON stories (last DESC, seq);

-- "published" is exact, "moment" the same in microseconds since 1970
CREATE TABLE articles (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT,
    publisher INTEGER REFERENCES publishers,
    title TEXT,
    published TEXT,
    moment INTEGER,
    granularity TEXT,
    language TEXT,
    credit TEXT,
    added TEXT NOT NULL,
    replaces INTEGER REFERENCES articles,
    story INTEGER,
    statements INTEGER NOT NULL,
    authors TEXT NOT NULL,
    links TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_moment ON articles (moment DESC, seq);
CREATE INDEX articles_publisher ON articles (publisher, moment DESC);
CREATE INDEX articles_replaces ON articles (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX articles_story ON articles (story) WHERE story IS NOT NULL;

CREATE TABLE readings (
    article INTEGER PRIMARY KEY REFERENCES articles,
    body TEXT NOT NULL,
    maker INTEGER NOT NULL REFERENCES makers
);

CREATE TABLE claims (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, size INTEGER NOT NULL);

-- "via" came later, and stands as ALTER TABLE leaves it
CREATE TABLE statements (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles,
    attribution TEXT,
    speaker TEXT,
    kind TEXT,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    claim INTEGER,
    maker INTEGER NOT NULL REFERENCES makers,
    spans TEXT NOT NULL,
    text TEXT NOT NULL
, via TEXT);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX statements_speaker ON statements (speaker, kind, article) WHERE speaker IS NOT NULL;
CREATE INDEX statements_claim ON statements (claim) WHERE claim IS NOT NULL;

-- the float32 vectors of an article's statements, end to end; "first" is the first one's seq
CREATE TABLE vectors (
    article INTEGER PRIMARY KEY REFERENCES articles,
    first INTEGER NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE links (
    a INTEGER NOT NULL REFERENCES statements,
    b INTEGER NOT NULL REFERENCES statements,
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    maker INTEGER NOT NULL REFERENCES makers,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX links_b ON links (b);

CREATE TABLE story_links (
    a INTEGER NOT NULL REFERENCES articles,
    b INTEGER NOT NULL REFERENCES articles,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    maker INTEGER NOT NULL REFERENCES makers,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX story_links_b ON story_links (b);

CREATE TABLE reuse (
    a INTEGER NOT NULL REFERENCES articles,
    b INTEGER NOT NULL REFERENCES articles,
    body TEXT NOT NULL,
    maker INTEGER NOT NULL REFERENCES makers,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX reuse_b ON reuse (b);

CREATE TABLE prints (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

-- an undated article has the least moment there is
CREATE TABLE statement_keys (
    key TEXT NOT NULL,
    moment INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, moment, statement)
) WITHOUT ROWID;

CREATE TABLE sketches (article INTEGER PRIMARY KEY REFERENCES articles, body TEXT NOT NULL);

CREATE TABLE sketch_keys (
    key TEXT NOT NULL,
    moment INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, moment, article)
) WITHOUT ROWID;

CREATE TABLE skipped (
    seq INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    reason TEXT NOT NULL,
    noted TEXT NOT NULL,
    UNIQUE (place, reason)
);

-- folded words (store/words.py), so no more than endings is left to the tokenizer
CREATE VIRTUAL TABLE statement_words USING fts5 (text, speaker, content = '', tokenize = 'porter ascii');
CREATE VIRTUAL TABLE article_words USING fts5 (title, text, content = '', tokenize = 'porter ascii');
