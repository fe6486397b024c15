-- AlterTable
ALTER TABLE "usage_record" ADD COLUMN     "discarded_usage" JSONB;
