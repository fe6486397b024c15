import { createHash } from 'node:crypto';

/** What upstream takes as an id. Other gateways write longer ones and ones with dots, colons or bars. */
const ACCEPTED = /^[a-zA-Z0-9_-]{1,64}$/;

/** Gives each tool call an id that upstream accepts and that no other call of the request has. */
export class ToolIds {
  private readonly taken = new Set<string>();
  private readonly seen = new Map<string, number>();

  /** Depends on nothing but the calls so far, so the next request of the conversation names them alike and stays cached. */
  assign(id: string): string {
    const occurrence = (this.seen.get(id) ?? 0) + 1;
    this.seen.set(id, occurrence);
    const isUsable = ACCEPTED.test(id) && !this.taken.has(id);
    const assigned = isUsable ? id : replacement(occurrence === 1 ? id : `${id}#${occurrence}`);
    this.taken.add(assigned);
    return assigned;
  }
}

const replacement = (id: string): string => `call_${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
