import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { DIRECTIVES } from './directives.ts';
import type { ErrorForm } from './errors.ts';
import { ApiError } from './errors.ts';
import { lastUserTurn } from './request.ts';

/** A tool call as it will be written: `json` goes out as it is, valid or not. */
export interface PlannedCall {
  name: string;
  json: string;
}

/** What the customer's directives ask of this answer; all of it optional. */
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
  /** Answered instead of a message: always, or to the first `times` identical requests. */
  error?: { form: ErrorForm; times?: number };
  /** What goes wrong once `after` events are out. */
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
