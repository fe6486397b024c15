-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "chain" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "hash" BYTEA NOT NULL DEFAULT ''::bytea,
ADD COLUMN     "position" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "previous_hash" BYTEA NOT NULL DEFAULT ''::bytea;

-- CreateTable
CREATE TABLE "audit_chain" (
    "id" TEXT NOT NULL,
    "length" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("id")
);

-- What Prisma's language cannot say.

-- A field with its length in bytes before it, so that no two events read the same. lib/audit/hash.ts says it in TypeScript.
CREATE FUNCTION "audit_field"(field text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN coalesce(octet_length(field) || ':' || field, '-');

CREATE FUNCTION "audit_event_hash"(e "audit_event") RETURNS bytea LANGUAGE sql STABLE
  RETURN sha256(convert_to(
    audit_field(encode(e."previous_hash", 'hex')) || audit_field(e."chain") || audit_field(e."position"::text)
      || audit_field(e."id") || audit_field(e."account_id") || audit_field(e."user_id") || audit_field(e."actor_id")
      || audit_field(e."action") || audit_field(e."target") || audit_field(e."ip") || audit_field(e."user_agent")
      || audit_field(e."details"::text) || audit_field((extract(epoch FROM e."created_at") * 1000)::bigint::text),
    'UTF8'));

CREATE FUNCTION "chain_audit_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."chain" := coalesce(NEW."account_id", NEW."user_id", 'installation');
  -- The row of the chain stays locked until the transaction ends: who comes next sees this event or that it never was.
  INSERT INTO "audit_chain" AS c ("id", "length", "hash") VALUES (NEW."chain", 1, '')
    ON CONFLICT ("id") DO UPDATE SET "length" = c."length" + 1
    RETURNING c."length", c."hash" INTO NEW."position", NEW."previous_hash";
  NEW."hash" := audit_event_hash(NEW);
  UPDATE "audit_chain" SET "hash" = NEW."hash" WHERE "id" = NEW."chain";
  RETURN NEW;
END
$$;

-- Events from before are chained as they are, in the order they came.
ALTER TABLE "audit_event" DISABLE TRIGGER "audit_event_is_append_only";
CREATE TRIGGER "audit_event_joins_late" BEFORE UPDATE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "chain_audit_event"();
DO $$
DECLARE event_id text;
BEGIN
  FOR event_id IN SELECT "id" FROM "audit_event" ORDER BY "id" LOOP
    UPDATE "audit_event" SET "chain" = '' WHERE "id" = event_id;
  END LOOP;
END
$$;
DROP TRIGGER "audit_event_joins_late" ON "audit_event";
ALTER TABLE "audit_event" ENABLE TRIGGER "audit_event_is_append_only";

CREATE TRIGGER "audit_event_is_chained" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "chain_audit_event"();
CREATE TRIGGER "audit_chain_is_never_removed" BEFORE DELETE OR TRUNCATE ON "audit_chain"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_chain_position_key" ON "audit_event"("chain", "position");
