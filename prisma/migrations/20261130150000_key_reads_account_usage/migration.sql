ALTER TABLE "api_key" ADD COLUMN "reads_account_usage" BOOLEAN NOT NULL DEFAULT false;
