-- CreateTable
CREATE TABLE "job" (
    "id" TEXT NOT NULL DEFAULT ('job_' || gen_random_uuid()),
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" UUID,
    "error" TEXT,
    "gave_up_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "job" SET (fillfactor = 70);

-- What is waiting to be run.
CREATE INDEX "job_due" ON "job"("run_at") WHERE "gave_up_at" IS NULL;
CREATE UNIQUE INDEX "job_one_open_per_subject" ON "job"("subject") WHERE "gave_up_at" IS NULL;
CREATE INDEX "job_given_up" ON "job"("gave_up_at") WHERE "gave_up_at" IS NOT NULL;

-- Workers hear of a job when the transaction that adds it commits. By row: a statement that adds none must not notify.
CREATE FUNCTION "announce_job"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY job_added;
  RETURN NULL;
END
$$;
CREATE TRIGGER "job_is_announced" AFTER INSERT ON "job" FOR EACH ROW EXECUTE FUNCTION "announce_job"();
