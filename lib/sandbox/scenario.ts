import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { DIRECTIVES } from './directives.ts';
import type { ErrorForm } from './errors.ts';
import { ApiError } from './errors.ts';
import { lastUserTurn } from './request.ts';

/** A planned tool call; `json` is sent as it is, valid or not. */
export interface PlannedCall {
  name: string;
  json: string;
}

/** Settings of an answer from the customer's directives. */
export interface Scenario {
  text?: string;
  thinking?: string;
  redacted?: true;
  blankStart?: true;
  calls?: PlannedCall[];
  refusal?: 'at-once' | 'midway';
  /** The answer stops halfway, as if `max_tokens` had been reached. */
  halved?: true;
  stopReason?: string;
  usage?: Record<string, unknown>;
  /** Sent instead of a message: always, or for the first `times` identical requests. */
  error?: { form: ErrorForm; times?: number };
  /** A fault after `after` events. */
  fault?: { kind: 'error' | 'cut' | 'hang' | 'end'; after: number; form?: ErrorForm };
  hangs?: true;
  withoutStop?: true;
  pace?: { chunks: number; delayMs: number };
  crlf?: true;
  unknownEvents?: true;
  twoStarts?: true;
}

const LINE = /^[ \t]*sandbox:[ \t]*(\S+)[ \t]*(.*?)\r?$/gm;

function apply(scenario: Scenario, name: string, rest: string): Scenario {
  const directive = DIRECTIVES.find((known) => known.name === name);
  if (!directive) {
    const names = DIRECTIVES.map((known) => known.name).join(', ');
    throw new ApiError('invalid_request', `sandbox: there is no directive '${name}'. Known: ${names}`);
  }
  const patch = directive.read(rest);
  if (!patch) throw new ApiError('invalid_request', `sandbox: write this directive as: sandbox: ${directive.usage}`);
  const calls = patch.calls && [...(scenario.calls ?? []), ...patch.calls];
  return { ...scenario, ...patch, ...(calls ? { calls } : {}) };
}

/** The directives in a text, one per line, read from top to bottom; a later one wins, calls add up. */
export function parseScenario(text: string): Scenario {
  if (!text.includes('sandbox:')) return {};
  let scenario: Scenario = {};
  for (const [, name = '', rest = ''] of text.matchAll(LINE)) scenario = apply(scenario, name, rest);
  return scenario;
}

/** Only the text of the last user turn is read: neither tool results nor earlier turns choose a scenario. */
export function scenarioOf({ messages }: MessagesRequest): Scenario {
  const blocks = lastUserTurn(messages)?.blocks ?? [];
  return parseScenario(blocks.map((block) => (block.type === 'text' ? block.text : '')).join('\n'));
}
