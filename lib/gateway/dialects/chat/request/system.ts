import type { TextBlock } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { Entry, SystemEntry } from './entries.ts';
import type { Translation } from './translation.ts';

export interface SystemPlacement {
  /** The prompt's own system text, in the customer's order. */
  system: TextBlock[];
  /** The conversation. System entries left in it stand where upstream accepts them. */
  entries: Entry[];
}

/** Lifts system messages out of the conversation, except those between turns on models that take them there. */
export function placeSystem(entries: Entry[], translation: Translation): SystemPlacement {
  const isConversation = entries.some((entry) => entry.kind !== 'system');
  if (!isConversation) return askWithLast(entries as SystemEntry[], translation);
  const staysInPlace = treatmentOf('messages.system_between', translation.model).treatment === 'accepted';
  const isLegal = staysInPlace ? legalPlaces(entries) : [];
  const placed: SystemPlacement = { system: [], entries: [] };
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'system' || isLegal[index]) {
      placed.entries.push(entry);
      continue;
    }
    placed.system.push(...entry.blocks);
    if (placed.entries.length > 0) translation.log.note('messages', 'moved', PARAMETER_REASONS.system_moved);
  }
  return placed;
}

/** Upstream needs a message to answer; OpenAI answers a lone system message as if it were asked. */
function askWithLast(entries: SystemEntry[], { log }: Translation): SystemPlacement {
  const last = entries.at(-1);
  if (!last) return { system: [], entries: [] };
  log.note('messages', 'moved', 'There was no user message, so the last system message was sent as one.');
  return {
    system: entries.slice(0, -1).flatMap((entry) => entry.blocks),
    entries: [{ kind: 'user', blocks: last.blocks }],
  };
}

/**
 * For each entry whether a system message may stand there: directly after a user turn, and last or directly before an
 * assistant turn. System neighbours count as one. Two passes, because conversations can be very long.
 */
function legalPlaces(entries: readonly Entry[]): boolean[] {
  const isFollowed = new Array<boolean>(entries.length);
  let next: Entry['kind'] | null = null;
  for (let index = entries.length - 1; index >= 0; index--) {
    isFollowed[index] = next === null || next === 'assistant';
    const kind = (entries[index] as Entry).kind;
    if (kind !== 'system') next = kind;
  }
  let previous: Entry['kind'] | null = null;
  return entries.map(({ kind }, index) => {
    const isLegal = (previous === 'user' || previous === 'result') && isFollowed[index] === true;
    if (kind !== 'system') previous = kind;
    return isLegal;
  });
}
