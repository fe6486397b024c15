-- AlterTable
ALTER TABLE "budget" ADD COLUMN     "alert_percent" SMALLINT;

ALTER TABLE "budget" ADD CONSTRAINT "budget_alerts_within_its_cap" CHECK ("alert_percent" BETWEEN 1 AND 100);
