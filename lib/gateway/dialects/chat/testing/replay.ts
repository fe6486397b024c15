import { readFileSync } from 'node:fs';
import type { NanoUsd } from '#lib/billing/money.ts';
import { type StreamEvent, streamEventSchema } from '#lib/gateway/messages/events.ts';
import type { Counting } from '#lib/gateway/messages/missing-counts.ts';
import { advance, NO_PROGRESS, type Progress, usageSoFar } from '#lib/gateway/messages/progress.ts';
import { NO_USAGE } from '#lib/gateway/messages/usage.ts';
import type { ChatCompletionChunk } from '../answer/chunk.ts';
import type { AnswerHead, ReasoningDetail } from '../answer/completion.ts';
import { closeStream, openStream, type StreamState, translateEvent, usageChunk } from '../answer/stream.ts';
import { type AnswerPlan, PLAIN_ANSWER } from '../answer-plan.ts';

/** For tests: the plans of the requests whose streams lie beside this file. */
export const PLANS = {
  text: {},
  empty: {},
  thinking: { includesReasoning: true },
  'redacted-thinking': { includesReasoning: true },
  'thinking-only': {},
  'parallel-tools': {},
  'tools-without-arguments': {},
  'interleaved-tools': {},
  'refusal-before-output': {},
  'refusal-midway': {},
  'cut-tool-arguments': {},
  'complete-tool-at-limit': {},
  'duplicate-start': {},
  cache: {},
  'null-usage': {},
  'unknown-kinds': {},
  'stop-sequence': {},
  'json-object': { json: 'object' },
  'json-object-missing': { json: 'object' },
  'json-tool': { json: 'tool' },
  'json-tool-not-called': { json: 'tool' },
  'emulated-stop': { emulatedStops: ['\n\n', '\t'] },
  'custom-tool': { customTools: ['apply_patch'] },
  'cut-custom-tool': { customTools: ['apply_patch'] },
  'legacy-function': { usesLegacyFunctions: true },
  'context-exceeded': {},
  'unknown-stop-reason': {},
} as const satisfies Record<string, Partial<AnswerPlan>>;

export type FixtureName = keyof typeof PLANS;
export const FIXTURES = Object.keys(PLANS) as FixtureName[];

export const HEAD: AnswerHead = { id: 'chatcmpl-req_1', created: 1_763_812_345, model: 'anthropic/claude-sonnet-4-6' };

export const COUNTING: Counting = {
  request: { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }], max_tokens: 4_096 },
  lettersPerToken: 5,
};

export const planOf = (name: FixtureName): AnswerPlan => ({ ...PLAIN_ANSWER, ...PLANS[name] });

export function readEvents(name: FixtureName): StreamEvent[] {
  const text = readFileSync(new URL(`../__fixtures__/answer/${name}.events.jsonl`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => streamEventSchema.parse(JSON.parse(line)));
}

/** All chunks up to the last content, and the state after them. */
export function feed(events: Iterable<StreamEvent>, plan: Partial<AnswerPlan> = {}, includeUsage = false) {
  let state: StreamState = openStream({ head: HEAD, plan: { ...PLAIN_ANSWER, ...plan }, includeUsage });
  let progress: Progress = NO_PROGRESS;
  const chunks: ChatCompletionChunk[] = [];
  for (const event of events) {
    if (progress.envelope.isComplete) break;
    progress = advance(progress, event, COUNTING.lettersPerToken);
    const step = translateEvent(state, event, progress.envelope);
    state = step.state;
    chunks.push(...step.chunks);
  }
  return { state, progress, chunks };
}

/** The whole stream as a customer gets it, with its usage chunk. */
export function translateAll(events: Iterable<StreamEvent>, plan: Partial<AnswerPlan> = {}, cost?: NanoUsd) {
  const { state, progress, chunks } = feed(events, plan, true);
  const usage = usageSoFar(progress, COUNTING).usage ?? NO_USAGE;
  return [...chunks, ...closeStream(state, progress.envelope).chunks, usageChunk(state, usage, cost)];
}

interface Seen {
  content: string;
  refusal: string | null;
  reasoning: string;
  details: ReasoningDetail[];
  calls: { id?: string | undefined; type?: string | undefined; name?: string | undefined; text: string }[];
  legacy: { name?: string | undefined; text: string } | null;
  finish: string | null;
  native: string | null | undefined;
}

/** Reads chunks as a client that knows only OpenAI's rules. */
export function readAsClient(chunks: ChatCompletionChunk[]): Seen {
  const seen: Seen = {
    content: '',
    refusal: null,
    reasoning: '',
    details: [],
    calls: [],
    legacy: null,
    finish: null,
    native: null,
  };
  for (const { choices } of chunks) {
    const [choice] = choices;
    if (!choice) continue;
    const { delta } = choice;
    seen.content += delta.content ?? '';
    seen.reasoning += delta.reasoning_content ?? '';
    seen.details.push(...(delta.reasoning_details ?? []));
    if (delta.refusal !== undefined) seen.refusal = (seen.refusal ?? '') + delta.refusal;
    if (delta.function_call) {
      const { name = seen.legacy?.name, arguments: text } = delta.function_call;
      seen.legacy = { name, text: (seen.legacy?.text ?? '') + text };
    }
    for (const { index, id, type, function: call, custom } of delta.tool_calls ?? []) {
      const known = seen.calls[index] ?? { text: '' };
      const text = known.text + (call?.arguments ?? custom?.input ?? '');
      seen.calls[index] = {
        id: id ?? known.id,
        type: type ?? known.type,
        name: call?.name ?? custom?.name ?? known.name,
        text,
      };
    }
    seen.finish = choice.finish_reason ?? seen.finish;
    seen.native = choice.native_finish_reason ?? seen.native;
  }
  return seen;
}
