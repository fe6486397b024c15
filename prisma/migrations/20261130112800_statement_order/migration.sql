-- Statements list and add up an account's entries in the order of their ids, from the index alone.

-- DropIndex
DROP INDEX "ledger_entry_ledger_account_created_at_idx";

-- CreateIndex
CREATE INDEX "ledger_entry_ledger_account_id_idx" ON "ledger_entry"("ledger_account", "id") INCLUDE ("amount", "created_at");
