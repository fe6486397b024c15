-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "session_id" TEXT;

-- AlterTable
ALTER TABLE "usage_record" ADD COLUMN     "session_id" TEXT;

-- Requests that are part of no session are not in it, and cost nothing more.
CREATE INDEX "usage_record_session_idx" ON "usage_record" ("account_id", "session_id", "settled_at", "request_id")
  WHERE "session_id" IS NOT NULL;

-- As before, and for a session the sum of its requests.
CREATE OR REPLACE FUNCTION "budget_spent"(b "budget") RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE b.subject_kind WHEN 'session' THEN (
    SELECT coalesce(sum(cost), 0)::bigint FROM usage_record WHERE account_id = b.account_id AND session_id = b.subject_id
  ) ELSE (
    SELECT coalesce(sum(cost), 0)::bigint FROM (
      SELECT h.key_id, string_to_array(h.tags, ',') AS tags, h.cost FROM usage_hour h
      WHERE h.account_id = b.account_id AND h.cost > 0
        AND h.hour >= date_trunc('hour', b.starts_at + interval '3599999 milliseconds', 'UTC')
      UNION ALL
      SELECT r.key_id, r.tags, r.cost FROM usage_record r
      WHERE r.account_id = b.account_id AND r.cost > 0 AND r.settled_at >= b.starts_at
        AND r.settled_at < date_trunc('hour', b.starts_at + interval '3599999 milliseconds', 'UTC')
    ) used CROSS JOIN (SELECT budget_keys(b) AS keys OFFSET 0) known WHERE draws_on(b, known.keys, used.key_id, used.tags)
  ) END
$$;

CREATE OR REPLACE FUNCTION "budget_held"(b "budget") RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(h.amount), 0)::bigint
  FROM hold h CROSS JOIN (SELECT budget_keys(b) AS keys OFFSET 0) known
  WHERE h.account_id = b.account_id AND CASE b.subject_kind
    WHEN 'session' THEN h.session_id = b.subject_id ELSE draws_on(b, known.keys, h.key_id, h.tags) END
$$;
