import pg from 'pg';

/** The application's role in the embedded server: owner of its database, without further rights. */
export const APPLICATION = 'tokenhub_app';

const NO_RIGHTS = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

export interface Provision {
  /** The administrator's address of a database. */
  adminUrl(database: string): string;
  database: string;
  /** The application's password. */
  password: string;
}

/** Creates or repairs the application's role and database. Idempotent. */
export async function provideDatabase({ adminUrl, database, password }: Provision): Promise<void> {
  await withClient(adminUrl('postgres'), async (admin) => {
    const hasRole = await exists(admin, 'SELECT FROM pg_roles WHERE rolname = $1', APPLICATION);
    const secret = admin.escapeLiteral(password);
    await admin.query(`${hasRole ? 'ALTER' : 'CREATE'} ROLE ${APPLICATION} ${NO_RIGHTS} PASSWORD ${secret}`);
    const name = admin.escapeIdentifier(database);
    if (!(await exists(admin, 'SELECT FROM pg_database WHERE datname = $1', database)))
      await admin.query(`CREATE DATABASE ${name} OWNER ${APPLICATION}`);
    else await admin.query(`ALTER DATABASE ${name} OWNER TO ${APPLICATION}`);
  });
  await withClient(adminUrl(database), (admin) => admin.query(HAND_OVER));
}

/*
 * Databases of earlier versions belong to the administrator, the application's role at that time, and REASSIGN OWNED
 * cannot be used on that role. Objects that depend on a table or an extension follow it; partitions do not.
 */
const HAND_OVER = `
DO $$
DECLARE command text;
BEGIN
  FOR command IN
    WITH mine AS (SELECT current_user::regrole AS id, 16384::oid AS first_oid),
      part AS (
        SELECT classid, objid FROM pg_depend WHERE deptype IN ('a', 'i', 'e') AND objsubid = 0 AND NOT (
          classid = 'pg_class'::regclass AND objid IN (SELECT oid FROM pg_class WHERE relispartition))),
      thing AS (
        SELECT 'SCHEMA' AS kind, 'pg_namespace'::regclass AS classid, oid, nspowner AS owner, quote_ident(nspname) AS name
          FROM pg_namespace
        UNION ALL
        SELECT 'TABLE', 'pg_class'::regclass, oid, relowner, oid::regclass::text
          FROM pg_class WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
        UNION ALL
        SELECT 'TYPE', 'pg_type'::regclass, t.oid, typowner, t.oid::regtype::text
          FROM pg_type t LEFT JOIN pg_class c ON c.oid = typrelid WHERE typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
        UNION ALL
        SELECT 'ROUTINE', 'pg_proc'::regclass, oid, proowner, oid::regprocedure::text FROM pg_proc
      )
    SELECT format('ALTER %s %s OWNER TO ${APPLICATION}', kind, name) FROM thing JOIN mine ON owner = id AND oid >= first_oid
    WHERE NOT EXISTS (SELECT FROM part WHERE part.classid = thing.classid AND part.objid = thing.oid)
  LOOP
    EXECUTE command;
  END LOOP;
END $$`;

const exists = async (client: pg.Client, query: string, value: string): Promise<boolean> =>
  ((await client.query(query, [value])).rowCount ?? 0) > 0;

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
