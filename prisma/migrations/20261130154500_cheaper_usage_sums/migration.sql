-- As before, for less: each row is read once for each latency that it has, and what it adds to all keys together is made of the sums
-- of its key. Hours of UTC begin on whole hours since any of them, which needs no time zone's rules.
CREATE OR REPLACE FUNCTION "add_usage"(records "usage_record"[], sign integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "usage_hour" AS h
  SELECT account_id, date_bin('1 hour', settled_at, '2000-01-01 00:00:00Z') AS hour, key_id, requested_model, r.model, mode, outcome, status_code, endpoint, provider,
    array_to_string(tags, ',') AS tags,
    sign * count(*), sign * count(*) FILTER (WHERE is_streamed), sign * sum(input_tokens), sign * sum(cache_write_5m_tokens),
    sign * sum(cache_write_1h_tokens), sign * sum(cache_read_tokens), sign * sum(output_tokens),
    sign * sum(reasoning_tokens), sign * sum(r.cost), sign * sum(absorbed),
    sign * coalesce(sum(cache_read_tokens * (p.input - p.cache_read)
      - cache_write_5m_tokens * (p.cache_write_5m - p.input) - cache_write_1h_tokens * (p.cache_write_1h - p.input)), 0)
  FROM unnest(records) r LEFT JOIN "price" p ON p.id = r.price_id
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ON CONFLICT (account_id, hour, key_id, requested_model, model, mode, outcome, status_code, endpoint, provider, tags) DO UPDATE SET
    requests = h.requests + excluded.requests, streamed = h.streamed + excluded.streamed, input = h.input + excluded.input,
    cache_write_5m = h.cache_write_5m + excluded.cache_write_5m, cache_write_1h = h.cache_write_1h + excluded.cache_write_1h,
    cache_read = h.cache_read + excluded.cache_read, output = h.output + excluded.output,
    reasoning = h.reasoning + excluded.reasoning, cost = h.cost + excluded.cost, absorbed = h.absorbed + excluded.absorbed,
    cache_saved_pico = h.cache_saved_pico + excluded.cache_saved_pico;
  WITH completed AS MATERIALIZED (
    SELECT account_id, date_bin('1 hour', settled_at, '2000-01-01 00:00:00Z') AS hour, key_id, model, duration_ms, first_token_ms
    FROM unnest(records) WHERE outcome = 'completed'
  ), taken AS (
    SELECT account_id, hour, key_id, model, metric, slot, count(*) AS requests
    FROM (
      SELECT account_id, hour, key_id, model, 'duration'::"LatencyMetric" AS metric, latency_slot(duration_ms) AS slot FROM completed
      UNION ALL
      SELECT account_id, hour, key_id, model, 'first_token', latency_slot(first_token_ms) FROM completed
      WHERE first_token_ms IS NOT NULL
    ) each_request GROUP BY 1, 2, 3, 4, 5, 6
  )
  INSERT INTO "usage_latency" AS l
  SELECT account_id, hour, of_key, model, metric, slot, sign * sum(requests)
  FROM taken CROSS JOIN LATERAL (VALUES (key_id), ('')) AS keys (of_key)
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 2, 4, 5, 6
  ON CONFLICT (account_id, key_id, hour, model, metric, slot) DO UPDATE SET requests = l.requests + excluded.requests;
END
$$;
