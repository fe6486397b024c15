-- As before, in one statement and without making an array of the requests: hours first, then latencies, each in the order of their
-- keys, as `add_usage` does for requests that change and for hours that are made anew.
CREATE OR REPLACE FUNCTION "roll_up_usage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM add_usage(ARRAY(SELECT ROW(removed.*)::"usage_record" FROM removed), -1);
    PERFORM forget_quarters(ARRAY(SELECT ROW(removed.*)::"usage_record" FROM removed));
    PERFORM add_usage(ARRAY(SELECT ROW(added.*)::"usage_record" FROM added), 1);
  ELSE
    WITH taken AS (
      SELECT account_id, date_bin('1 hour', settled_at, '2000-01-01 00:00:00Z') AS hour, key_id, model, took.metric,
        latency_slot(took.ms) AS slot, count(*) AS requests
      FROM added CROSS JOIN LATERAL (VALUES ('duration'::"LatencyMetric", duration_ms), ('first_token', first_token_ms)) AS took (metric, ms)
      WHERE outcome = 'completed' AND took.ms IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6
    ), latencies AS (
      INSERT INTO "usage_latency" AS l
      SELECT account_id, hour, of_key, model, metric, slot, sum(requests)
      FROM taken CROSS JOIN LATERAL (VALUES (key_id), ('')) AS keys (of_key)
      GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 2, 4, 5, 6
      ON CONFLICT (account_id, key_id, hour, model, metric, slot) DO UPDATE SET requests = l.requests + excluded.requests
    )
    INSERT INTO "usage_hour" AS h
    SELECT account_id, date_bin('1 hour', settled_at, '2000-01-01 00:00:00Z') AS hour, key_id, requested_model, r.model, mode, outcome, status_code, endpoint, provider,
      array_to_string(tags, ',') AS tags,
      count(*), count(*) FILTER (WHERE is_streamed), sum(input_tokens), sum(cache_write_5m_tokens), sum(cache_write_1h_tokens),
      sum(cache_read_tokens), sum(output_tokens), sum(reasoning_tokens), sum(r.cost), sum(absorbed),
      coalesce(sum(cache_read_tokens * (p.input - p.cache_read)
        - cache_write_5m_tokens * (p.cache_write_5m - p.input) - cache_write_1h_tokens * (p.cache_write_1h - p.input)), 0)
    FROM added r LEFT JOIN "price" p ON p.id = r.price_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT (account_id, hour, key_id, requested_model, model, mode, outcome, status_code, endpoint, provider, tags) DO UPDATE SET
      requests = h.requests + excluded.requests, streamed = h.streamed + excluded.streamed, input = h.input + excluded.input,
      cache_write_5m = h.cache_write_5m + excluded.cache_write_5m, cache_write_1h = h.cache_write_1h + excluded.cache_write_1h,
      cache_read = h.cache_read + excluded.cache_read, output = h.output + excluded.output,
      reasoning = h.reasoning + excluded.reasoning, cost = h.cost + excluded.cost, absorbed = h.absorbed + excluded.absorbed,
      cache_saved_pico = h.cache_saved_pico + excluded.cache_saved_pico;
  END IF;
  IF EXISTS (SELECT FROM added WHERE settled_at < now() - interval '10 minutes') THEN
    PERFORM forget_quarters(ARRAY(SELECT ROW(added.*)::"usage_record" FROM added));
  END IF;
  RETURN NULL;
END
$$;

-- Transactions are added and never removed, so one look at all entries of a statement says what a key of each entry said, and locks no row.
ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_transaction_id_fkey";
CREATE FUNCTION "entries_have_a_transaction"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE orphan text;
BEGIN
  SELECT transaction_id INTO orphan FROM added e
  WHERE (SELECT true FROM ledger_transaction t WHERE t.id = e.transaction_id) IS NULL LIMIT 1;
  IF orphan IS NOT NULL THEN
    RAISE EXCEPTION 'an entry names the transaction %, which does not exist', orphan USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "ledger_entry_has_a_transaction" AFTER INSERT ON "ledger_entry" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "entries_have_a_transaction"();
