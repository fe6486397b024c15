-- CreateTable
CREATE TABLE "usage_quarter" (
    "account_id" TEXT NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "requested_model" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "mode" "KeyMode" NOT NULL,
    "outcome" "Outcome" NOT NULL,
    "status_code" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "tags" TEXT NOT NULL,
    "requests" BIGINT NOT NULL,
    "streamed" BIGINT NOT NULL,
    "input" BIGINT NOT NULL,
    "cache_write_5m" BIGINT NOT NULL,
    "cache_write_1h" BIGINT NOT NULL,
    "cache_read" BIGINT NOT NULL,
    "output" BIGINT NOT NULL,
    "reasoning" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,
    "absorbed" BIGINT NOT NULL,
    "cache_saved_pico" BIGINT NOT NULL,

    CONSTRAINT "usage_quarter_pkey" PRIMARY KEY ("account_id","quarter","key_id","requested_model","model","mode","outcome","status_code","endpoint","provider","tags")
);

-- Sums up the quarters of those hours that are over and have none yet. The lock makes it wait for requests that settle into them
-- late, and those for it, so that none is missed.
CREATE FUNCTION "keep_quarters"(account text, hours timestamptz[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE missing timestamptz[];
BEGIN
  SELECT array_agg(hour) INTO missing FROM unnest(hours) AS hour
  WHERE hour < now() - interval '70 minutes' AND NOT EXISTS (
    SELECT FROM "usage_quarter" q WHERE q.account_id = account AND q.quarter >= hour AND q.quarter < hour + interval '1 hour');
  IF missing IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('usage_quarter ' || account, 0));
  INSERT INTO "usage_quarter"
  SELECT account_id, date_bin('15 minutes', settled_at, 'epoch'), key_id, requested_model, r.model, mode, outcome, status_code, endpoint, provider,
    array_to_string(tags, ','), count(*), count(*) FILTER (WHERE is_streamed), sum(input_tokens), sum(cache_write_5m_tokens),
    sum(cache_write_1h_tokens), sum(cache_read_tokens), sum(output_tokens), sum(reasoning_tokens), sum(r.cost), sum(absorbed),
    coalesce(sum(cache_read_tokens * (p.input - p.cache_read)
      - cache_write_5m_tokens * (p.cache_write_5m - p.input) - cache_write_1h_tokens * (p.cache_write_1h - p.input)), 0)
  FROM unnest(missing) AS cut (hour) CROSS JOIN LATERAL (
    SELECT * FROM "usage_record" WHERE account_id = account AND settled_at >= cut.hour
      AND settled_at < cut.hour + interval '1 hour' OFFSET 0) r
  LEFT JOIN "price" p ON p.id = r.price_id
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ON CONFLICT DO NOTHING;
END
$$;

-- Takes out the quarters of hours that have changed after they were over. They are summed up again when they are read.
CREATE FUNCTION "forget_quarters"(records "usage_record"[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE account text;
BEGIN
  FOR account IN SELECT DISTINCT account_id FROM unnest(records) ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('usage_quarter ' || account, 0));
  END LOOP;
  DELETE FROM "usage_quarter" q
  USING (SELECT DISTINCT account_id, date_trunc('hour', settled_at, 'UTC') AS hour FROM unnest(records)) late
  WHERE q.account_id = late.account_id AND q.quarter >= late.hour AND q.quarter < late.hour + interval '1 hour';
END
$$;

CREATE OR REPLACE FUNCTION "roll_up_usage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM add_usage(ARRAY(SELECT ROW(removed.*)::"usage_record" FROM removed), -1);
    PERFORM forget_quarters(ARRAY(SELECT ROW(removed.*)::"usage_record" FROM removed));
  END IF;
  PERFORM add_usage(ARRAY(SELECT ROW(added.*)::"usage_record" FROM added), 1);
  IF EXISTS (SELECT FROM added WHERE settled_at < now() - interval '10 minutes') THEN
    PERFORM forget_quarters(ARRAY(SELECT ROW(added.*)::"usage_record" FROM added));
  END IF;
  RETURN NULL;
END
$$;
