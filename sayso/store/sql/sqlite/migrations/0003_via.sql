-- The outlet that a speaker spoke through stands beside the statement, not in the reading alone.
ALTER TABLE statements ADD COLUMN via TEXT;
UPDATE statements SET via = (
    SELECT json_extract(told.value, '$.via')
    FROM readings AS r, json_each(r.body, '$.attributions') AS told
    WHERE r.article = statements.article
        AND json_extract(told.value, '$.id') = statements.attribution
)
WHERE attribution IS NOT NULL;
