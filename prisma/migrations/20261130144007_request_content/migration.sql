-- CreateEnum
CREATE TYPE "Retention" AS ENUM ('none', 'day', 'month');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "retention" "Retention" NOT NULL DEFAULT 'none';

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "retention" "Retention";

-- CreateTable
CREATE TABLE "request_content" (
    "request_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "user_id" TEXT,
    "model" TEXT NOT NULL,
    "secret_id" TEXT NOT NULL,
    "sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_content_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE INDEX "request_content_account_id_created_at_idx" ON "request_content"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "request_content_key_id_idx" ON "request_content"("key_id");

-- CreateIndex
CREATE INDEX "request_content_expires_at_idx" ON "request_content"("expires_at");

-- What is sealed does not get smaller by trying.
ALTER TABLE "request_content" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;
