-- CreateTable
CREATE TABLE "playground_share" (
    "id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "secret_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playground_share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "playground_share_token_hash_key" ON "playground_share"("token_hash");

-- CreateIndex
CREATE INDEX "playground_share_account_id_created_at_idx" ON "playground_share"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "playground_share_user_id_idx" ON "playground_share"("user_id");

-- CreateIndex
CREATE INDEX "playground_share_expires_at_idx" ON "playground_share"("expires_at");

-- AddForeignKey
ALTER TABLE "playground_share" ADD CONSTRAINT "playground_share_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playground_share" ADD CONSTRAINT "playground_share_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is sealed does not get smaller by trying.
ALTER TABLE "playground_share" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;
