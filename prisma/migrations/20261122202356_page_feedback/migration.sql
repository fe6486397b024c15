-- CreateTable
CREATE TABLE "page_feedback" (
    "id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "is_helpful" BOOLEAN NOT NULL,
    "comment" VARCHAR(500),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "page_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "page_feedback_created_at_idx" ON "page_feedback"("created_at");
