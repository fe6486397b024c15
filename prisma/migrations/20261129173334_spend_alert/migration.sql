-- CreateTable
CREATE TABLE "spend_alert" (
    "account_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "sent_month" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spend_alert_pkey" PRIMARY KEY ("account_id")
);

-- AddForeignKey
ALTER TABLE "spend_alert" ADD CONSTRAINT "spend_alert_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An alert on nothing would go out every month.
ALTER TABLE "spend_alert" ADD CONSTRAINT "alert_is_on_an_amount" CHECK ("amount" > 0 AND "amount" <= 1000000000000000000);
