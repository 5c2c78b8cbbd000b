-- What a register adds to its PostgreSQL database. Each function may be made again at any time.
-- Words for search are the tokens of `tables/tokens.py`, a space between two; what is asked is in the words of FTS5.

-- The first free row number of a table, as SQLite numbers its rows: a step that was undone leaves no gap.
CREATE OR REPLACE FUNCTION accord_next_row(name text, numbers text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE free integer;
BEGIN
  EXECUTE format('SELECT coalesce(max(%I), 0) + 1 FROM %I', numbers, name) INTO free;
  RETURN free;
END $$;

-- The different words of a text, for the index; beyond 1 MB of words (PostgreSQL's bound) those that come first.
CREATE OR REPLACE FUNCTION accord_lexemes(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(words) < 1000000
    THEN array_to_tsvector(ARRAY(SELECT left(word, 200) FROM unnest(string_to_array(words, ' ')) word))
    ELSE array_to_tsvector(ARRAY(
      SELECT word FROM (
        SELECT word, sum(octet_length(word)) OVER (ORDER BY at) AS size FROM (
          SELECT left(word, 200) AS word, min(at) AS at FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS one(word, at)
          GROUP BY 1) AS once) AS counted
      WHERE size < 1000000))
  END
$$;

-- What the index is asked for: all words of what is asked, wherever they stand; nothing, where no word is asked for.
CREATE OR REPLACE FUNCTION accord_wanted(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN asked = '""' THEN '' ELSE replace(replace(replace(replace(replace(regexp_replace(asked, '([^" ]{200})[^" ]+', '\1', 'g'),
    '" *', '":*'), ' AND ', '&'), ' OR ', '|'), ' ', '''&'''), '"', '''') END::tsquery
$$;

-- Whether words stand in a text as they are asked for: those of a phrase one after the other.
CREATE OR REPLACE FUNCTION accord_holds(words text, asked text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN length(asked) < 200
      AND strpos(replace(replace(replace(asked, ' AND ', ''), ' OR ', ''), '" *', '"'), ' ') = 0
    THEN true
    ELSE (SELECT bool_and(EXISTS (
        SELECT 1 FROM unnest(string_to_array(btrim(part, '()'), ' OR ')) AS other
        WHERE strpos(' ' || words || ' ', CASE WHEN right(other, 2) = ' *'
          THEN ' ' || btrim(left(other, -2), '"') ELSE ' ' || btrim(other, '"') || ' ' END) > 0))
      FROM unnest(string_to_array(asked, ' AND ')) AS part)
  END
$$;

-- How well a text fits, the smallest best: how often it says what is asked, for its length (as in BM25).
CREATE OR REPLACE FUNCTION accord_weight(words text, asked text) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT -sum(times / (times + 0.3 + 0.9 * length(words) / 3000.0)) FROM (
    SELECT (length(spaced) - length(replace(spaced, part, '')))::float8 / length(part) AS times
    FROM (SELECT ' ' || replace(words, ' ', '  ') || ' ' AS spaced) AS text,
      (SELECT CASE WHEN right(part, 2) = ' *' THEN ' ' || btrim(left(part, -2), '"')
        ELSE ' ' || replace(btrim(part, '"'), ' ', '  ') || ' ' END AS part
        FROM unnest(string_to_array(asked, ' AND ')) AS part) AS parts) AS counted
$$;
