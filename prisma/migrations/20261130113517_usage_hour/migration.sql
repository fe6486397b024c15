-- CreateEnum
CREATE TYPE "LatencyMetric" AS ENUM ('duration', 'first_token');

-- DropIndex
DROP INDEX "usage_record_account_id_created_at_idx";

-- DropIndex
DROP INDEX "usage_record_key_id_created_at_idx";

-- AlterTable
ALTER TABLE "usage_record" ADD COLUMN     "endpoint" TEXT NOT NULL DEFAULT 'chat',
ADD COLUMN     "provider" TEXT NOT NULL DEFAULT 'anthropic',
ADD COLUMN     "settled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What is there already was settled when its money moved, or, where none did, when it arrived.
UPDATE "usage_record" r SET "settled_at" = coalesce(
  (SELECT t."created_at" FROM "ledger_transaction" t WHERE t."cause" = 'request:' || r."request_id"), r."created_at");

-- CreateTable
CREATE TABLE "usage_hour" (
    "account_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
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

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("account_id","hour","key_id","requested_model","model","mode","outcome","status_code","endpoint","provider","tags")
);

-- CreateTable
CREATE TABLE "usage_latency" (
    "account_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "metric" "LatencyMetric" NOT NULL,
    "slot" SMALLINT NOT NULL,
    "requests" BIGINT NOT NULL,

    CONSTRAINT "usage_latency_pkey" PRIMARY KEY ("account_id","key_id","hour","model","metric","slot")
);

-- The first id of a moment. Ids begin with the time, ten digits of base 32, so requests of a month are a range of ids.
CREATE FUNCTION "request_id_at"(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'req_' || string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz',
    1 + (((extract(epoch FROM moment) * 1000)::bigint >> (5 * digit)) & 31)::int, 1), '' ORDER BY digit DESC)
  FROM generate_series(0, 9) AS digit
$$;

-- Requests are kept by the month, by range of id, so that the id stays unique over all of them. Those that are there become the
-- first part as they are; what is no such id, or comes before its month was made, goes to the rest.
ALTER TABLE "usage_record" RENAME TO "usage_record_first";
ALTER TABLE "usage_record_first" RENAME CONSTRAINT "usage_record_pkey" TO "usage_record_first_pkey";
CREATE TABLE "usage_record" (LIKE "usage_record_first" INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE ("request_id");
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_record_pkey" PRIMARY KEY ("request_id");
DO $$
BEGIN
  EXECUTE format('ALTER TABLE "usage_record" ATTACH PARTITION "usage_record_first" FOR VALUES FROM (MINVALUE) TO (%L)',
    request_id_at((date_trunc('month', now() AT TIME ZONE 'utc') + interval '1 month') AT TIME ZONE 'utc'));
END
$$;
CREATE TABLE "usage_record_rest" PARTITION OF "usage_record" DEFAULT;

-- Makes the parts of the next months, those that are missing.
CREATE FUNCTION "add_usage_parts"(months integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  start timestamptz;
  part text;
BEGIN
  FOR ahead IN 1..months LOOP
    start := (date_trunc('month', now() AT TIME ZONE 'utc') + make_interval(months => ahead)) AT TIME ZONE 'utc';
    part := 'usage_record_' || to_char(start AT TIME ZONE 'utc', 'YYYY_MM');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF "usage_record" FOR VALUES FROM (%L) TO (%L)',
        part, request_id_at(start), request_id_at((start AT TIME ZONE 'utc' + interval '1 month') AT TIME ZONE 'utc'));
    END IF;
  END LOOP;
END
$$;
SELECT "add_usage_parts"(3);

-- CreateIndex
CREATE INDEX "usage_record_account_id_settled_at_request_id_idx" ON "usage_record"("account_id", "settled_at", "request_id");

-- CreateIndex
CREATE INDEX "usage_record_key_id_settled_at_request_id_idx" ON "usage_record"("key_id", "settled_at", "request_id");

-- For what looks at a stretch of time of all accounts: rows are added in its order.
CREATE INDEX "usage_record_settled_at_brin" ON "usage_record" USING brin ("settled_at");

-- Few rows change again and again: room on their pages keeps the index out of it.
ALTER TABLE "usage_hour" SET (fillfactor = 50);
ALTER TABLE "usage_latency" SET (fillfactor = 50);

-- The slots of lib/usage/analysis/latency.ts.
CREATE FUNCTION "latency_slot"(ms integer) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT least(95, width_bucket(ms::float8, ARRAY[
    10, 11.5, 13.224999999999998, 15.208749999999998, 17.490062499999993, 20.113571874999995,
    23.130607656249992, 26.600198804687487, 30.5902286253906, 35.178762919199194, 40.455577357079065,
    46.52391396064093, 53.50250105473706, 61.52787621294762, 70.75705764488976, 81.37061629162321,
    93.57620873536668, 107.61264004567167, 123.75453605252241, 142.31771646040076, 163.66537392946088,
    188.21518001887998, 216.447457021712, 248.91457557496878, 286.25176191121403, 329.18952619789616,
    378.56795512758055, 435.35314839671753, 500.6561206562252, 575.7545387546589, 662.1177195678576,
    761.4353775030362, 875.6506841284918, 1006.9982867477653, 1158.04802975993, 1331.7552342239194,
    1531.5185193575073, 1761.2462972611331, 2025.4332418503031, 2329.248228127848, 2678.635462347025,
    3080.4307816990786, 3542.4953989539404, 4073.869708797031, 4684.950165116586, 5387.692689884072,
    6195.846593366683, 7125.223582371686, 8194.007119727437, 9423.108187686552, 10836.574415839534,
    12462.060578215463, 14331.36966494778, 16481.07511468995, 18953.23638189344, 21796.22183917745,
    25065.65511505407, 28825.503382312178, 33149.328889659, 38121.72822310785, 43839.98745657402,
    50415.98557506012, 57978.38341131914, 66675.140923017, 76676.41206146954, 88177.87387068996,
    101404.55495129345, 116615.23819398746, 134107.52392308557, 154223.6525115484, 177357.20038828065,
    203960.78044652272, 234554.8975135011, 269738.13214052626, 310198.8519616052, 356728.6797558459,
    410237.98171922273, 471773.6789771062, 542539.730823672, 623920.6904472228, 717508.7940143062,
    825135.113116452, 948905.3800839197, 1091241.1870965078, 1254927.3651609838, 1443166.469935131,
    1659641.4404254006, 1908587.6564892107, 2194875.804962592, 2524107.1757069807, 2902723.2520630276,
    3338131.7398724817, 3838851.5008533536, 4414679.225981356, 5076881.109878559, 5838413.276360342
  ]::float8[]))::smallint
$$;

-- Adds requests to the sums of their hours, or with the sign -1 takes them out. Rows are written in the order of their keys,
-- so that two writers wait for each other and never in a circle.
CREATE FUNCTION "add_usage"(records "usage_record"[], sign integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "usage_hour" AS h
  SELECT account_id, date_trunc('hour', settled_at, 'UTC') AS hour, key_id, requested_model, r.model, mode, outcome, status_code, endpoint, provider,
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
  INSERT INTO "usage_latency" AS l
  SELECT account_id, date_trunc('hour', settled_at, 'UTC'), of_key, model, metric, latency_slot(ms), sign * count(*)
  FROM unnest(records) r CROSS JOIN LATERAL (
    VALUES ('duration'::"LatencyMetric", duration_ms), ('first_token', first_token_ms)) AS took (metric, ms)
    CROSS JOIN LATERAL (VALUES (key_id), ('')) AS keys (of_key)
  WHERE outcome = 'completed' AND ms IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 2, 4, 5, 6
  ON CONFLICT (account_id, key_id, hour, model, metric, slot) DO UPDATE SET requests = l.requests + excluded.requests;
END
$$;

CREATE FUNCTION "roll_up_usage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM add_usage(ARRAY(SELECT ROW(removed.*)::"usage_record" FROM removed), -1);
  END IF;
  PERFORM add_usage(ARRAY(SELECT ROW(added.*)::"usage_record" FROM added), 1);
  RETURN NULL;
END
$$;
CREATE TRIGGER "usage_is_rolled_up" AFTER INSERT ON "usage_record" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_usage"();
CREATE TRIGGER "changed_usage_is_rolled_up" AFTER UPDATE ON "usage_record" REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "roll_up_usage"();

-- The hours before.
DO $$
DECLARE day timestamptz;
BEGIN
  FOR day IN SELECT DISTINCT date_trunc('day', settled_at, 'UTC') FROM "usage_record" LOOP
    PERFORM add_usage(ARRAY(SELECT r FROM "usage_record" r
      WHERE settled_at >= day AND settled_at < day + interval '24 hours'), 1);
  END LOOP;
END
$$;
