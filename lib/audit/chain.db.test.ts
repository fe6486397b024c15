import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/id.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { verifyAuditChain } from './verify.ts';

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');

const database = await createDatabase();
const pool = new pg.Pool({ connectionString: database.url, max: 8 });
afterAll(async () => {
  await pool.end();
  await database.drop();
});

let chain: string;
beforeEach(() => {
  chain = newId('account');
});

const INSERT = `INSERT INTO audit_event (id, account_id, actor_id, action, target, details, created_at)
  VALUES ($1, $2, 'user_ada', 'key.updated', $3, $4, $5)`;
const values = (target: string, accountId = chain) =>
  [newId('event'), accountId, target, { changed: ['name', 'größe'], n: 1.5 }, new Date(1_764_000_000_123)] as const;
const write = (target: string) => pool.query(INSERT, [...values(target)]);
const breaks = async () => (await verifyAuditChain(pool)).breaks.filter((found) => found.chain === chain);

/** Runs SQL as a superuser, who can bypass the triggers. */
async function tamper(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(sql, [chain]);
  await client.end();
}

it('keeps one unbroken chain when many write at once', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, n) => write(`key_${n}`)));
  const { rows } = await pool.query('SELECT position FROM audit_event WHERE chain = $1 ORDER BY position', [chain]);
  expect(rows.map(({ position }) => Number(position))).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  expect(await breaks()).toEqual([]);
});

it('leaves no gap for an event whose change was undone', async () => {
  await write('before');
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(INSERT, [...values('undone')]);
  await client.query('ROLLBACK');
  client.release();
  await write('after');
  expect(await breaks()).toEqual([]);
});

it('gives an account, a user and the installation a chain each', async () => {
  await pool.query(`INSERT INTO audit_event (id, user_id, action) VALUES ($1, $2, 'session.opened')`, [
    newId('event'),
    chain,
  ]);
  await pool.query(`INSERT INTO audit_event (id, action) VALUES ($1, 'session.opened')`, [newId('event')]);
  const { rows } = await pool.query('SELECT length FROM audit_chain WHERE id = ANY ($1)', [[chain, 'installation']]);
  expect(rows).toHaveLength(2);
  expect(await breaks()).toEqual([]);
});

describe('tampering by a superuser is detected', () => {
  beforeEach(async () => {
    for (const target of ['one', 'two', 'three']) await write(target);
  });

  const at = (position: number) => `WHERE chain = $1 AND position = ${position}`;
  const again = (id: string, position: string) =>
    `INSERT INTO audit_event (id, account_id, action, chain, position, previous_hash, hash)
     SELECT '${id}', account_id, action, chain, ${position}, hash, hash FROM audit_event ${at(3)}`;

  it.each([
    ['altering who did it', `UPDATE audit_event SET actor_id = 'user_eve' ${at(2)}`, 2n, 'altered'],
    ['altering the details', `UPDATE audit_event SET details = '{}' ${at(1)}`, 1n, 'altered'],
    ['altering the time', `UPDATE audit_event SET created_at = created_at + interval '1 ms' ${at(3)}`, 3n, 'altered'],
    ['making nothing of something', `UPDATE audit_event SET target = NULL ${at(2)}`, 2n, 'altered'],
    ['removing the first', `DELETE FROM audit_event ${at(1)}`, 2n, 'missing'],
    ['removing one between', `DELETE FROM audit_event ${at(2)}`, 3n, 'missing'],
    ['removing the last', `DELETE FROM audit_event ${at(3)}`, 2n, 'cut'],
    ['removing all', 'DELETE FROM audit_event WHERE chain = $1', 0n, 'cut'],
    ['removing the end of the chain', 'DELETE FROM audit_chain WHERE id = $1', 3n, 'cut'],
    ['adding one behind', again('evt_forged', '4'), 4n, 'altered'],
    [
      'exchanging two',
      `UPDATE audit_event SET position = -position ${at(1)};
       UPDATE audit_event SET position = 1 ${at(2)};
       UPDATE audit_event SET position = 2 WHERE chain = $1 AND position = -1`,
      1n,
      'unlinked',
    ],
    [
      'altering with a hash to match',
      `UPDATE audit_event e SET target = 'key_other' ${at(2)};
       UPDATE audit_event e SET hash = audit_event_hash(e) ${at(2)}`,
      3n,
      'unlinked',
    ],
  ])('%s', async (_what, sql, position, kind) => {
    for (const statement of sql.split(';')) await tamper(statement);
    expect(await breaks()).toEqual([{ chain, position, kind }]);
  });
});

it.each([
  'UPDATE audit_event SET action = action',
  'DELETE FROM audit_event',
  'TRUNCATE audit_event',
  'DELETE FROM audit_chain',
  'TRUNCATE audit_chain',
])('refuses %s', (sql) => expect(pool.query(sql)).rejects.toThrow('never changed'));

it('chains events from before the chains existed, in their order', async () => {
  const old = await createDatabase();
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  const run = (name: string) => client.query(readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
  const names = readdirSync(MIGRATIONS)
    .filter((name) => !name.includes('.'))
    .sort();
  const ours = names.findIndex((name) => name.endsWith('_audit_chain'));
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  for (const name of names.slice(0, ours)) await run(name);
  const events = ['one', 'two', 'three'].map((target) => values(target));
  for (const event of events.toReversed()) await client.query(INSERT, [...event]);
  for (const name of names.slice(ours)) await run(name);
  await client.query(INSERT, [...values('four')]);
  const { rows } = await client.query('SELECT target FROM audit_event ORDER BY position');
  expect(rows.map(({ target }) => target)).toEqual(['one', 'two', 'three', 'four']);
  const oldPool = new pg.Pool({ connectionString: old.url });
  expect(await verifyAuditChain(oldPool)).toEqual({ events: 4, chains: 1, breaks: [] });
  await client.end();
  await oldPool.end();
  await old.drop();
});
