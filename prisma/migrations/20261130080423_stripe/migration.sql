-- CreateEnum
CREATE TYPE "TopUpKind" AS ENUM ('manual', 'automatic');

-- CreateEnum
CREATE TYPE "TopUpState" AS ENUM ('created', 'requires_action', 'processing', 'failed', 'being_checked', 'credited');

-- CreateEnum
CREATE TYPE "RefundRequestState" AS ENUM ('requested', 'done', 'failed');

-- CreateTable
CREATE TABLE "stripe_customer" (
    "account_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "payment_method_id" TEXT,
    "card_brand" TEXT,
    "card_last4" TEXT,
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "card_fingerprint" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_customer_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "top_up" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_id" TEXT,
    "kind" "TopUpKind" NOT NULL,
    "net_cents" INTEGER NOT NULL,
    "state" "TopUpState" NOT NULL DEFAULT 'created',
    "session_id" TEXT,
    "invoice_id" TEXT,
    "payment_intent_id" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "saves_card" BOOLEAN NOT NULL DEFAULT false,
    "failure_code" TEXT,
    "failed_charge_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "top_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_payment" (
    "payment_intent_id" TEXT NOT NULL,
    "top_up_id" TEXT,
    "account_id" TEXT,
    "customer_id" TEXT,
    "livemode" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "total_cents" INTEGER NOT NULL DEFAULT 0,
    "net_cents" INTEGER NOT NULL DEFAULT 0,
    "tax_cents" INTEGER NOT NULL DEFAULT 0,
    "charge_id" TEXT,
    "receipt_url" TEXT,
    "invoice_id" TEXT,
    "presentment_currency" TEXT,
    "presentment_amount" INTEGER,
    "stripe_fee_cents" INTEGER,
    "card_fingerprint" TEXT,
    "credited" BIGINT NOT NULL DEFAULT 0,
    "taken_back" BIGINT NOT NULL DEFAULT 0,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "credited_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_payment_pkey" PRIMARY KEY ("payment_intent_id")
);

-- CreateTable
CREATE TABLE "stripe_refund" (
    "refund_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "request_id" TEXT,
    "booked" BIGINT,
    "reversed" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_refund_pkey" PRIMARY KEY ("refund_id")
);

-- CreateTable
CREATE TABLE "stripe_dispute" (
    "dispute_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "due_by" TIMESTAMPTZ(3),
    "booked" BIGINT,
    "reinstated" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_dispute_pkey" PRIMARY KEY ("dispute_id")
);

-- CreateTable
CREATE TABLE "stripe_fraud_warning" (
    "warning_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "is_actionable" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_fraud_warning_pkey" PRIMARY KEY ("warning_id")
);

-- CreateTable
CREATE TABLE "stripe_delivery" (
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "api_version" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "applied_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "stripe_delivery_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "auto_top_up" (
    "account_id" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "threshold" BIGINT NOT NULL,
    "net_cents" INTEGER NOT NULL,
    "month_cap_cents" INTEGER NOT NULL,
    "consent_user_id" TEXT,
    "consent_at" TIMESTAMPTZ(3),
    "consent_text" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "suspended_at" TIMESTAMPTZ(3),
    "suspension_reason" TEXT,
    "suspended_fingerprint" TEXT,

    CONSTRAINT "auto_top_up_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "refund_request" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "top_up_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "booked" BIGINT,
    "reversed" BIGINT,
    "state" "RefundRequestState" NOT NULL DEFAULT 'requested',
    "failure_reason" TEXT,
    "actor_id" TEXT NOT NULL,
    "refund_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_card_block" (
    "fingerprint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_card_block_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "stripe_pause" (
    "subject" TEXT NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_pause_pkey" PRIMARY KEY ("subject")
);

-- CreateTable
CREATE TABLE "stripe_reconciliation" (
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "checked" INTEGER NOT NULL,
    "differences" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,

    CONSTRAINT "stripe_reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "stripe_customer_customer_id_key" ON "stripe_customer"("customer_id");

-- CreateIndex
CREATE INDEX "stripe_customer_card_fingerprint_idx" ON "stripe_customer"("card_fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "top_up_session_id_key" ON "top_up"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "top_up_invoice_id_key" ON "top_up"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "top_up_payment_intent_id_key" ON "top_up"("payment_intent_id");

-- CreateIndex
CREATE INDEX "top_up_account_id_created_at_idx" ON "top_up"("account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "stripe_payment_top_up_id_key" ON "stripe_payment"("top_up_id");

-- CreateIndex
CREATE INDEX "stripe_payment_account_id_created_at_idx" ON "stripe_payment"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "stripe_payment_card_fingerprint_idx" ON "stripe_payment"("card_fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "stripe_refund_request_id_key" ON "stripe_refund"("request_id");

-- CreateIndex
CREATE INDEX "stripe_refund_payment_intent_id_idx" ON "stripe_refund"("payment_intent_id");

-- CreateIndex
CREATE INDEX "stripe_dispute_payment_intent_id_idx" ON "stripe_dispute"("payment_intent_id");

-- CreateIndex
CREATE INDEX "stripe_fraud_warning_payment_intent_id_idx" ON "stripe_fraud_warning"("payment_intent_id");

-- CreateIndex
CREATE INDEX "stripe_delivery_received_at_idx" ON "stripe_delivery"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_request_refund_id_key" ON "refund_request"("refund_id");

-- CreateIndex
CREATE INDEX "refund_request_account_id_created_at_idx" ON "refund_request"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "refund_request_payment_intent_id_idx" ON "refund_request"("payment_intent_id");

-- CreateIndex
CREATE INDEX "stripe_reconciliation_finished_at_idx" ON "stripe_reconciliation"("finished_at");

-- One automatic attempt at a time, whichever process comes first.
CREATE UNIQUE INDEX "top_up_one_automatic_attempt" ON "top_up"("account_id")
  WHERE "kind" = 'automatic' AND "state" IN ('created', 'requires_action', 'processing');

-- What the scan for work reads.
CREATE INDEX "top_up_open" ON "top_up"("created_at") WHERE "state" IN ('created', 'requires_action', 'processing');
CREATE INDEX "stripe_delivery_unapplied" ON "stripe_delivery"("received_at") WHERE "applied_at" IS NULL;
CREATE INDEX "stripe_dispute_open" ON "stripe_dispute"("due_by") WHERE "status" NOT IN ('won', 'lost', 'warning_closed', 'prevented');
CREATE INDEX "refund_request_open" ON "refund_request"("created_at") WHERE "state" = 'requested';

ALTER TABLE "top_up" ADD CONSTRAINT "top_up_net_is_positive" CHECK ("net_cents" > 0),
  ADD CONSTRAINT "top_up_account_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id");
ALTER TABLE "stripe_customer" ADD CONSTRAINT "stripe_customer_account_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id");
ALTER TABLE "auto_top_up" ADD CONSTRAINT "auto_top_up_account_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id"),
  ADD CONSTRAINT "auto_top_up_amounts" CHECK ("threshold" > 0 AND "net_cents" > 0 AND "month_cap_cents" >= "net_cents");

-- Refunds and disputes together never take more of a payment than it brought.
ALTER TABLE "stripe_payment"
  ADD CONSTRAINT "credited_is_the_net" CHECK ("credited" = 0 OR "credited" = "net_cents"::bigint * 10000000),
  ADD CONSTRAINT "taken_back_is_within_the_credit" CHECK ("taken_back" BETWEEN 0 AND "credited");
ALTER TABLE "stripe_refund" ADD CONSTRAINT "refund_moves_something" CHECK ("cents" > 0);
ALTER TABLE "stripe_dispute" ADD CONSTRAINT "dispute_moves_something" CHECK ("cents" >= 0);
ALTER TABLE "refund_request" ADD CONSTRAINT "request_moves_something" CHECK ("cents" > 0);
