-- A key that replaces another draws on the same budget from now on. Keys that are there keep their own.

-- DropForeignKey
ALTER TABLE "key_budget" DROP CONSTRAINT "key_budget_key_id_fkey";

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "budget_id" TEXT;

INSERT INTO "key_budget" ("key_id") SELECT "id" FROM "api_key" ON CONFLICT DO NOTHING;
UPDATE "api_key" SET "budget_id" = "id";

ALTER TABLE "api_key" ALTER COLUMN "budget_id" SET NOT NULL;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "key_budget"("key_id") ON DELETE RESTRICT ON UPDATE CASCADE;
