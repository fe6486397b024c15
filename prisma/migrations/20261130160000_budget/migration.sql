-- CreateEnum
CREATE TYPE "BudgetSubject" AS ENUM ('account', 'member', 'key', 'tag');

-- CreateEnum
CREATE TYPE "BudgetWindow" AS ENUM ('total', 'day', 'week', 'month');

-- DropForeignKey
ALTER TABLE "api_key" DROP CONSTRAINT "api_key_budget_id_fkey";

-- AlterTable
ALTER TABLE "account_balance" ADD COLUMN     "budget_revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "budget" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "subject_kind" "BudgetSubject" NOT NULL,
    "subject_id" TEXT NOT NULL,
    "time_window" "BudgetWindow" NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "cap" BIGINT,
    "spent" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "budget_account_id_subject_kind_subject_id_time_window_key" ON "budget"("account_id", "subject_kind", "subject_id", "time_window");

-- CreateIndex
CREATE INDEX "api_key_budget_id_idx" ON "api_key"("budget_id");

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "budget"
  ADD CONSTRAINT "budget_held_is_never_negative" CHECK ("held" >= 0),
  ADD CONSTRAINT "budget_spent_is_never_negative" CHECK ("spent" >= 0),
  ADD CONSTRAINT "budget_cap_is_never_negative" CHECK ("cap" >= 0),
  ADD CONSTRAINT "budget_ends_after_its_start" CHECK ("ends_at" > "starts_at"),
  ADD CONSTRAINT "budget_of_all_time_never_ends" CHECK (("ends_at" IS NULL) = ("time_window" = 'total')),
  SET (fillfactor = 50);

-- The window that a moment is in, by the calendar of a zone. A midnight that occurs twice counts at its first time; one that is
-- skipped is the moment of the change.
CREATE FUNCTION "budget_window"(kind "BudgetWindow", zone text, moment timestamptz, OUT starts_at timestamptz, OUT ends_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  step interval;
  first_day timestamp;
BEGIN
  IF kind = 'total' THEN
    starts_at := 'epoch';
    RETURN;
  END IF;
  step := ('1 ' || kind)::interval;
  first_day := date_trunc(kind::text, moment AT TIME ZONE zone);
  starts_at := first_instant(first_day, zone);
  ends_at := first_instant(first_day + step, zone);
END
$$;

CREATE FUNCTION "first_instant"(wall timestamp, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN (late - interval '1 hour') AT TIME ZONE zone = wall THEN late - interval '1 hour' ELSE late END
  FROM (SELECT wall AT TIME ZONE zone AS late) instant
$$;

-- Whether requests with these tags and of this key draw on a budget; the keys of a member or of a chain are told.
CREATE FUNCTION "draws_on"(b "budget", keys text[], of_key text, tags text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE b.subject_kind WHEN 'account' THEN true WHEN 'tag' THEN b.subject_id = ANY (tags) ELSE of_key = ANY (keys) END
$$;

CREATE FUNCTION "budget_keys"(b "budget") RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(id) FROM api_key WHERE account_id = b.account_id AND CASE b.subject_kind
    WHEN 'member' THEN created_by_id = b.subject_id WHEN 'key' THEN budget_id = b.subject_id ELSE false END
$$;

-- What the records say a budget has spent: whole hours from their sums, the rest of the first hour from its requests.
CREATE FUNCTION "budget_spent"(b "budget") RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(cost), 0)::bigint FROM (
    SELECT h.key_id, string_to_array(h.tags, ',') AS tags, h.cost FROM usage_hour h
    WHERE h.account_id = b.account_id AND h.cost > 0
      AND h.hour >= date_trunc('hour', b.starts_at + interval '3599999 milliseconds', 'UTC')
    UNION ALL
    SELECT r.key_id, r.tags, r.cost FROM usage_record r
    WHERE r.account_id = b.account_id AND r.cost > 0 AND r.settled_at >= b.starts_at
      AND r.settled_at < date_trunc('hour', b.starts_at + interval '3599999 milliseconds', 'UTC')
  ) used CROSS JOIN (SELECT budget_keys(b) AS keys OFFSET 0) known WHERE draws_on(b, known.keys, used.key_id, used.tags)
$$;

CREATE FUNCTION "budget_held"(b "budget") RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(h.amount), 0)::bigint
  FROM hold h CROSS JOIN (SELECT budget_keys(b) AS keys OFFSET 0) known
  WHERE h.account_id = b.account_id AND draws_on(b, known.keys, h.key_id, h.tags)
$$;

-- For a statement that began before what it has to take into account: the caller repeats it.
CREATE FUNCTION "start_anew"() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'a budget has changed since this statement began' USING ERRCODE = 'serialization_failure';
END
$$;

-- A row for each cap there is, and one for all that a key has spent. What was spent in a day or month without a cap, the usage says.
INSERT INTO "budget" ("id", "account_id", "subject_kind", "subject_id", "time_window", "cap", "spent", "held", "starts_at", "ends_at")
SELECT replace(b.key_id, 'key_', 'bud_') || capped.suffix, k.account_id, 'key', b.key_id, capped.kind, capped.cap, capped.spent, b.held,
  coalesce(capped.begun, 'epoch'), w.ends_at
FROM "key_budget" b
JOIN LATERAL (SELECT account_id FROM "api_key" WHERE budget_id = b.key_id LIMIT 1) k ON true
CROSS JOIN LATERAL (VALUES
  ('total'::"BudgetWindow", '', b.cap_total, b.spent_total, NULL),
  ('day', '_day', b.cap_day, b.spent_day, b.day::timestamp AT TIME ZONE 'utc'),
  ('month', '_month', b.cap_month, b.spent_month, b.month::timestamp AT TIME ZONE 'utc')) capped (kind, suffix, cap, spent, begun)
CROSS JOIN LATERAL budget_window(capped.kind, 'UTC', coalesce(capped.begun, 'epoch')) w
WHERE capped.kind = 'total' OR capped.cap IS NOT NULL;

-- A charge at midnight was counted in the day of the statement, its record in that of the millisecond: from here on both agree.
UPDATE "budget" b SET "spent" = budget_spent(b) WHERE "time_window" <> 'total';

-- DropTable
DROP TABLE "key_budget";
