-- AlterTable
ALTER TABLE "account_balance" ADD COLUMN     "low_at" BIGINT DEFAULT 1000000000;

ALTER TABLE "account_balance" ADD CONSTRAINT "low_at_is_positive" CHECK ("low_at" > 0);
