import { createHash } from 'node:crypto';

/** The columns of an `audit_event` that its hash covers, as text. */
export interface ChainedEvent {
  previous_hash: Buffer;
  chain: string;
  position: bigint;
  id: string;
  account_id: string | null;
  user_id: string | null;
  actor_id: string | null;
  action: string;
  target: string | null;
  ip: string | null;
  user_agent: string | null;
  /** The JSON as PostgreSQL writes it. */
  details: string | null;
  /** Milliseconds since 1970. */
  created_at: bigint;
}

/**
 * The same as `audit_event_hash` in the database. It is implemented again here, so that verifying the log does not rely
 * on the database that keeps it.
 */
export function hashEvent(event: ChainedEvent): Buffer {
  const fields = [
    event.previous_hash.toString('hex'),
    event.chain,
    event.position.toString(),
    event.id,
    event.account_id,
    event.user_id,
    event.actor_id,
    event.action,
    event.target,
    event.ip,
    event.user_agent,
    event.details,
    event.created_at.toString(),
  ];
  return createHash('sha256').update(fields.map(toField).join('')).digest();
}

/** Prefixed with its length in bytes, so that no two events have the same text. */
const toField = (text: string | null): string => (text === null ? '-' : `${Buffer.byteLength(text)}:${text}`);
