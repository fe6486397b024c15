-- AlterTable
ALTER TABLE "session" ADD COLUMN     "device" BYTEA;

-- AlterTable
ALTER TABLE "totp" ADD COLUMN     "replacement" BYTEA;
