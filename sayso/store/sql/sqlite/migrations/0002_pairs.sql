-- Statements are found by pairs of keys, near in time. All pairs are kept here; of new articles
-- those that are too light are left out, so these are more than are needed, and none is missing.
CREATE INDEX keys_of_statements ON statement_keys (statement);
CREATE TABLE pairs (key TEXT NOT NULL, moment INTEGER NOT NULL, statement INTEGER NOT NULL);
INSERT INTO pairs
SELECT one.key || ' ' || other.key, coalesce(a.moment, -9223372036854775808), s.seq
FROM statements AS s
JOIN articles AS a ON a.seq = s.article
JOIN statement_keys AS one ON one.statement = s.seq
JOIN statement_keys AS other ON other.statement = s.seq AND one.key < other.key;
DROP TABLE statement_keys;
CREATE TABLE statement_keys (
    key TEXT NOT NULL,
    moment INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, moment, statement)
) WITHOUT ROWID;
INSERT INTO statement_keys SELECT key, moment, statement FROM pairs ORDER BY key, moment, statement;
DROP TABLE pairs;
