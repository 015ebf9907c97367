-- Statements are found by pairs of keys, near in time. All pairs are kept here; of new articles
-- those that are too light are left out, so these are more than are needed, and none is missing.
SET LOCAL search_path = sayso, public;

CREATE INDEX keys_of_statements ON statement_keys (statement);
CREATE TABLE pairs AS
SELECT
    one.key || ' ' || other.key AS key,
    coalesce(a.moment, (-9223372036854775808)::bigint) AS moment,
    s.seq AS statement
FROM statements AS s
JOIN articles AS a ON a.seq = s.article
JOIN statement_keys AS one ON one.statement = s.seq
JOIN statement_keys AS other ON other.statement = s.seq AND one.key < other.key;
DROP TABLE statement_keys;
CREATE TABLE statement_keys (
    key text COLLATE "C" NOT NULL,
    moment bigint NOT NULL,
    statement bigint NOT NULL,
    PRIMARY KEY (key, moment, statement)
);
INSERT INTO statement_keys SELECT key, moment, statement FROM pairs;
DROP TABLE pairs;
