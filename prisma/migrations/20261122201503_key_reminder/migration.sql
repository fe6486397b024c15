-- CreateTable
CREATE TABLE "key_reminder" (
    "key_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_reminder_pkey" PRIMARY KEY ("key_id","user_id","days","expires_at")
);
