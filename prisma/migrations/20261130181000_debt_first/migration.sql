-- Holds that came back beside a debt became credit to spend. Now they pay the debt first, and no balance can have both.
UPDATE "account_balance" SET "available" = greatest("available" - "debt", 0), "debt" = greatest("debt" - "available", 0)
WHERE "available" > 0 AND "debt" > 0;

ALTER TABLE "account_balance" ADD CONSTRAINT "debt_takes_what_is_available" CHECK ("available" = 0 OR "debt" = 0);
