-- AlterTable
ALTER TABLE "budget" ADD COLUMN     "alert_amount" BIGINT,
ADD COLUMN     "reached_in" TIMESTAMPTZ(3);

ALTER TABLE "budget" ADD CONSTRAINT "budget_alert_amount_is_positive" CHECK ("alert_amount" > 0);
