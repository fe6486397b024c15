import 'server-only';
import type pg from 'pg';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { type ChainedEvent, hashEvent } from './hash.ts';

/** The first event at which a chain is damaged. Later events depend on it and are not checked. */
export interface AuditBreak {
  chain: string;
  position: bigint;
  /** `missing`: events before this one are gone; `cut`: the last events are; `unlinked`: its predecessor differs. */
  kind: 'missing' | 'altered' | 'unlinked' | 'cut';
}

export interface AuditVerdict {
  events: number;
  chains: number;
  breaks: AuditBreak[];
}

const PAGE = 1_000;

interface Head {
  id: string;
  length: bigint;
  hash: Buffer;
}

type Row = ChainedEvent & { hash: Buffer };

const listHeads = statement<Head>('audit_heads', 'SELECT id, length, hash FROM audit_chain');

const listEvents = statement<Row>(
  'audit_events',
  `SELECT chain, position, previous_hash, hash, id, account_id, user_id, actor_id, action, target, ip, user_agent,
     details::text AS details, (extract(epoch FROM created_at) * 1000)::bigint AS created_at
   FROM audit_event WHERE (chain, position) > ($1, $2::bigint) ORDER BY chain, position LIMIT ${PAGE}`,
);

/**
 * Verifies every chain of the audit log from its beginning and finds events that were altered, removed, added or
 * reordered since they were written. It cannot detect a chain that was rewritten completely, including its end.
 */
export async function verifyAuditChain(database: pg.Pool = pool()): Promise<AuditVerdict> {
  const client = await database.connect();
  try {
    // One snapshot for all chains, so that events written meanwhile do not look like damage.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await examine(client);
  } finally {
    client.release(true);
  }
}

async function examine(database: Database): Promise<AuditVerdict> {
  const heads = new Map((await listHeads(database)).map((head) => [head.id, head]));
  const breaks = new Map<string, AuditBreak>();
  const ends = new Map<string, { length: bigint; hash: Buffer }>();
  let events = 0;
  for await (const event of allEvents(database)) {
    events += 1;
    const { chain, position, hash } = event;
    const kind = breaks.has(chain) ? null : problemOf(event, ends.get(chain) ?? NOTHING_YET);
    if (kind) breaks.set(chain, { chain, position, kind });
    ends.set(chain, { length: position, hash });
  }
  for (const chain of new Set([...heads.keys(), ...ends.keys()])) {
    const [head, end] = [heads.get(chain), ends.get(chain) ?? NOTHING_YET];
    if (breaks.has(chain) || (head?.length === end.length && head.hash.equals(end.hash))) continue;
    breaks.set(chain, { chain, position: end.length, kind: 'cut' });
  }
  return { events, chains: heads.size, breaks: [...breaks.values()] };
}

const NOTHING_YET = { length: 0n, hash: Buffer.alloc(0) };

function problemOf(event: Row, before: { length: bigint; hash: Buffer }): AuditBreak['kind'] | null {
  if (event.position !== before.length + 1n) return 'missing';
  if (!event.previous_hash.equals(before.hash)) return 'unlinked';
  return hashEvent(event).equals(event.hash) ? null : 'altered';
}

async function* allEvents(database: Database): AsyncGenerator<Row> {
  let last: Pick<Row, 'chain' | 'position'> = { chain: '', position: 0n };
  for (;;) {
    const page = await listEvents(database, [last.chain, last.position]);
    yield* page;
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = end;
  }
}
