import type { Shot } from '../load/plan.ts';
import type { Groups } from '../processes.ts';
import { type StreamScript, writeScript } from '../upstream/answers.ts';

/** A running gateway under test, with the local upstream behind it. */
export interface Target {
  name: string;
  /** The processes to watch. The one under test is `gateway`; others have names of their own. */
  processes: Groups & { gateway: readonly number[] };
  /** The request for a whole answer. */
  whole: Shot;
  /** The request for a streamed answer of this kind. */
  stream(script: StreamScript): Shot;
  /** The request for a long unpaid stream, if the target has any. */
  freeStream?: Shot;
  stop(): Promise<void>;
}

export type StartTarget = (upstreamUrl: string) => Promise<Target>;

const SYSTEM = 'You are a careful assistant. Answer in plain words, without lists, and say so when you are not sure.';
const QUESTION = `${'Tell me what a fox does when nobody looks, and why. '.repeat(6)}Keep it short.`;
const MAX_TOKENS = 512;

type Shots = Pick<Target, 'whole' | 'stream'>;
type Head = Pick<Shot, 'origin' | 'path' | 'headers'>;

/** The same conversation for every target, as OpenAI clients send it. */
export const openAiShots = (head: Head, model: string): Shots =>
  toShots(head, (question) => ({
    model,
    max_tokens: MAX_TOKENS,
    messages: [
      { role: 'system', content: SYSTEM },
      { role: 'user', content: question },
    ],
  }));

/** The same conversation in Anthropic's form, for targets that do not translate. */
export const anthropicShots = (head: Head, model: string): Shots =>
  toShots(head, (question) => ({
    model,
    max_tokens: MAX_TOKENS,
    system: SYSTEM,
    messages: [{ role: 'user', content: question }],
  }));

function toShots(head: Head, toBody: (question: string) => object): Shots {
  const headers = { ...head.headers, 'content-type': 'application/json' };
  return {
    whole: { ...head, headers, body: JSON.stringify(toBody(QUESTION)), marks: 1 },
    stream: (script: StreamScript) => ({
      ...head,
      headers,
      body: JSON.stringify({ ...toBody(`${writeScript(script)} ${QUESTION}`), stream: true }),
      marks: script.chunks,
    }),
  };
}
