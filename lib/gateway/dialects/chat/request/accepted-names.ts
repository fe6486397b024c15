import { createHash } from 'node:crypto';

const ACCEPTED_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const LONGEST = 128;
const HASH_LENGTH = 8;

/**
 * A tool's name in a history as upstream takes it: `browser.tabs.open` → `browser_tabs_open`. It depends on nothing but
 * the name, so that a conversation names a call alike each time.
 */
export function toAcceptedName(name: string): string {
  if (ACCEPTED_NAME.test(name)) return name;
  const readable = name.replace(/[^a-zA-Z0-9_-]+/g, '_') || 'unnamed';
  return readable.length <= LONGEST ? readable : withHash(readable, name, LONGEST);
}

/** A readable name that is still the name of nothing else. */
export function withHash(readable: string, name: string, longest: number): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${readable.slice(0, longest - HASH_LENGTH - 1)}_${hash}`;
}

/** What upstream takes as an id. Other gateways write longer ones and ones with dots, colons or bars. */
const ACCEPTED_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** Gives each tool call an id that upstream accepts and that no other call of the request has. */
export class ToolIds {
  private readonly taken = new Set<string>();
  private readonly seen = new Map<string, number>();

  /** Depends on nothing but the calls so far, so the next request of the conversation names them alike and stays cached. */
  assign(id: string): string {
    const occurrence = (this.seen.get(id) ?? 0) + 1;
    this.seen.set(id, occurrence);
    const isUsable = ACCEPTED_ID.test(id) && !this.taken.has(id);
    const assigned = isUsable ? id : replacement(occurrence === 1 ? id : `${id}#${occurrence}`);
    this.taken.add(assigned);
    return assigned;
  }
}

const replacement = (id: string): string => `call_${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
