-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AccountKind" AS ENUM ('personal', 'organisation');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'developer', 'billing', 'viewer');

-- CreateEnum
CREATE TYPE "KeyMode" AS ENUM ('live', 'test');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('completed', 'client_aborted', 'refused', 'failed');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_canonical" TEXT NOT NULL,
    "password_hash" TEXT,
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "email_verified_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL DEFAULT 'en',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "kind" "AccountKind" NOT NULL,
    "name" TEXT NOT NULL,
    "accepts_successors" BOOLEAN NOT NULL DEFAULT false,
    "requests_per_minute" INTEGER,
    "tokens_per_minute" INTEGER,
    "concurrency" INTEGER,
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","account_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "created_by_id" TEXT,
    "name" TEXT NOT NULL,
    "mode" "KeyMode" NOT NULL DEFAULT 'live',
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "models" TEXT[],
    "allowed_ips" TEXT[],
    "requests_per_minute" INTEGER,
    "tokens_per_minute" INTEGER,
    "concurrency" INTEGER,
    "accepts_successors" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "rotated_to_id" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_budget" (
    "key_id" TEXT NOT NULL,
    "cap_total" BIGINT,
    "cap_day" BIGINT,
    "cap_month" BIGINT,
    "held" BIGINT NOT NULL DEFAULT 0,
    "spent_total" BIGINT NOT NULL DEFAULT 0,
    "spent_day" BIGINT NOT NULL DEFAULT 0,
    "day" DATE NOT NULL DEFAULT (now() at time zone 'utc')::date,
    "spent_month" BIGINT NOT NULL DEFAULT 0,
    "month" DATE NOT NULL DEFAULT date_trunc('month', now() at time zone 'utc')::date,

    CONSTRAINT "key_budget_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "account_balance" (
    "account_id" TEXT NOT NULL,
    "available" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "debt" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "account_balance_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "hold" (
    "request_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "price_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "process_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "gateway_process" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "account_id" TEXT,
    "reason" TEXT,
    "actor_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price" (
    "id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "input" BIGINT NOT NULL,
    "output" BIGINT NOT NULL,
    "cache_write_5m" BIGINT NOT NULL,
    "cache_write_1h" BIGINT NOT NULL,
    "cache_read" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_record" (
    "request_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "mode" "KeyMode" NOT NULL,
    "requested_model" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "upstream_id" TEXT,
    "outcome" "Outcome" NOT NULL,
    "status_code" INTEGER NOT NULL,
    "error_code" TEXT,
    "finish_reason" TEXT,
    "stop_reason" TEXT,
    "is_streamed" BOOLEAN NOT NULL,
    "is_estimated" BOOLEAN NOT NULL DEFAULT false,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_write_5m_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_write_1h_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_read_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "reasoning_tokens" INTEGER NOT NULL DEFAULT 0,
    "upstream_usage" JSONB,
    "price_id" TEXT,
    "held" BIGINT NOT NULL DEFAULT 0,
    "cost" BIGINT NOT NULL DEFAULT 0,
    "remainder_pico" INTEGER NOT NULL DEFAULT 0,
    "absorbed" BIGINT NOT NULL DEFAULT 0,
    "end_user" TEXT,
    "metadata" JSONB,
    "adjustments" TEXT[],
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_token_ms" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_record_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_canonical_key" ON "user"("email_canonical");

-- CreateIndex
CREATE INDEX "membership_account_id_idx" ON "membership"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_rotated_to_id_key" ON "api_key"("rotated_to_id");

-- CreateIndex
CREATE INDEX "api_key_account_id_created_at_idx" ON "api_key"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "hold_process_id_idx" ON "hold"("process_id");

-- CreateIndex
CREATE INDEX "hold_expires_at_idx" ON "hold"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_cause_key" ON "ledger_transaction"("cause");

-- CreateIndex
CREATE INDEX "ledger_transaction_account_id_created_at_idx" ON "ledger_transaction"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "ledger_entry_ledger_account_created_at_idx" ON "ledger_entry"("ledger_account", "created_at");

-- CreateIndex
CREATE INDEX "ledger_entry_transaction_id_idx" ON "ledger_entry"("transaction_id");

-- CreateIndex
CREATE INDEX "usage_record_account_id_created_at_idx" ON "usage_record"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "usage_record_key_id_created_at_idx" ON "usage_record"("key_id", "created_at");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_budget" ADD CONSTRAINT "key_budget_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_balance" ADD CONSTRAINT "account_balance_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say: the promises that money keeps even against our own bugs.

ALTER TABLE "account_balance"
  ADD CONSTRAINT "available_is_never_negative" CHECK ("available" BETWEEN 0 AND 1000000000000000000),
  ADD CONSTRAINT "held_is_never_negative" CHECK ("held" >= 0),
  ADD CONSTRAINT "debt_is_never_negative" CHECK ("debt" >= 0),
  SET (fillfactor = 50);

ALTER TABLE "key_budget"
  ADD CONSTRAINT "key_held_is_never_negative" CHECK ("held" >= 0),
  ADD CONSTRAINT "key_spent_is_never_negative" CHECK ("spent_total" >= 0 AND "spent_day" >= 0 AND "spent_month" >= 0),
  ADD CONSTRAINT "key_caps_are_positive" CHECK ("cap_total" >= 0 AND "cap_day" >= 0 AND "cap_month" >= 0),
  SET (fillfactor = 50);

ALTER TABLE "hold" ADD CONSTRAINT "hold_is_positive" CHECK ("amount" > 0);

ALTER TABLE "ledger_entry" ADD CONSTRAINT "entry_moves_something" CHECK ("amount" <> 0);

ALTER TABLE "price" ADD CONSTRAINT "rates_are_never_negative"
  CHECK ("input" >= 0 AND "output" >= 0 AND "cache_write_5m" >= 0 AND "cache_write_1h" >= 0 AND "cache_read" >= 0);

ALTER TABLE "usage_record"
  ADD CONSTRAINT "cost_is_never_negative" CHECK ("cost" >= 0 AND "absorbed" >= 0),
  ADD CONSTRAINT "cost_is_within_the_hold" CHECK ("cost" <= "held"),
  ADD CONSTRAINT "only_what_was_produced_costs" CHECK ("cost" = 0 OR "outcome" IN ('completed', 'client_aborted', 'refused')),
  ADD CONSTRAINT "remainder_is_below_a_nano" CHECK ("remainder_pico" BETWEEN 0 AND 999);

-- An account has few credits and many charges; its totals must not read through the latter.
CREATE INDEX "ledger_transaction_credit_idx" ON "ledger_transaction"("account_id", "created_at") WHERE "kind" <> 'charge';

-- Holds come and go by the thousand: the space of the dead is wanted again soon.
ALTER TABLE "hold" SET ("autovacuum_vacuum_scale_factor" = 0, "autovacuum_vacuum_threshold" = 10000, "autovacuum_vacuum_cost_delay" = 0);

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are added, never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "ledger_transaction_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_transaction"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "ledger_entry_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "price_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "price"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Verified keys are cached in every process. Each change of a key or its account is announced here, so no writer can forget to.
CREATE FUNCTION "announce_key_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('key_changed', OLD."id");
  RETURN NULL;
END
$$;

CREATE TRIGGER "api_key_change_is_announced" AFTER UPDATE ON "api_key" FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'last_used_at' IS DISTINCT FROM to_jsonb(NEW) - 'last_used_at')
  EXECUTE FUNCTION "announce_key_change"();
CREATE TRIGGER "api_key_removal_is_announced" AFTER DELETE ON "api_key" FOR EACH ROW
  EXECUTE FUNCTION "announce_key_change"();
CREATE TRIGGER "account_change_is_announced" AFTER UPDATE ON "account" FOR EACH ROW
  EXECUTE FUNCTION "announce_key_change"();
