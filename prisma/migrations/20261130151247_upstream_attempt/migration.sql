-- CreateEnum
CREATE TYPE "AttemptReason" AS ENUM ('retry', 'fail_over', 'adjusted', 'repeat');

-- Kept by the month like the requests they belong to.
CREATE TABLE "upstream_attempt" (
    "request_id" TEXT NOT NULL,
    "number" SMALLINT NOT NULL,
    "provider" TEXT NOT NULL,
    "key_number" SMALLINT NOT NULL,
    "reason" "AttemptReason",
    "started_ms" INTEGER NOT NULL,
    "answered_ms" INTEGER,
    "ended_ms" INTEGER NOT NULL,
    "failure" TEXT,
    "status_code" INTEGER,

    CONSTRAINT "upstream_attempt_pkey" PRIMARY KEY ("request_id","number")
) PARTITION BY RANGE ("request_id");
DO $$
BEGIN
  EXECUTE format('CREATE TABLE "upstream_attempt_first" PARTITION OF "upstream_attempt" FOR VALUES FROM (MINVALUE) TO (%L)',
    request_id_at((date_trunc('month', now() AT TIME ZONE 'utc') + interval '1 month') AT TIME ZONE 'utc'));
END
$$;
CREATE TABLE "upstream_attempt_rest" PARTITION OF "upstream_attempt" DEFAULT;

-- Makes the parts of the next months, those that are missing.
CREATE OR REPLACE FUNCTION "add_usage_parts"(months integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kept text;
  start timestamptz;
  part text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['usage_record', 'upstream_attempt'] LOOP
    FOR ahead IN 1..months LOOP
      start := (date_trunc('month', now() AT TIME ZONE 'utc') + make_interval(months => ahead)) AT TIME ZONE 'utc';
      part := kept || '_' || to_char(start AT TIME ZONE 'utc', 'YYYY_MM');
      IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          part, kept, request_id_at(start), request_id_at((start AT TIME ZONE 'utc' + interval '1 month') AT TIME ZONE 'utc'));
      END IF;
    END LOOP;
  END LOOP;
END
$$;
SELECT "add_usage_parts"(3);
