-- The outlet that a speaker spoke through stands beside the statement, not in the reading alone.
SET LOCAL search_path = sayso, public;

ALTER TABLE statements ADD COLUMN via text;
UPDATE statements AS s SET via = told ->> 'via'
FROM readings AS r, json_array_elements(r.body::json -> 'attributions') AS told
WHERE r.article = s.article AND told ->> 'id' = s.attribution AND told -> 'via' IS NOT NULL;
