import type { Change, WindowCount } from './store.ts';

const CHANNEL = 'tokenhub limits';

/** What a worker asks the primary. `call` pairs an answer with its question and names the place a request holds. */
export type Question =
  | { channel: typeof CHANNEL; call: number; ask: 'add'; changes: readonly Change[] }
  | { channel: typeof CHANNEL; call: number; ask: 'enter'; ids: readonly string[] }
  | { channel: typeof CHANNEL; call: number; ask: 'leave' };

export interface Answer {
  channel: typeof CHANNEL;
  call: number;
  windows?: WindowCount[];
  running?: number[];
}

export const LIMITS_CHANNEL = CHANNEL;

/** Workers and primary talk about other things too. */
export const isAboutLimits = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'channel' in message && message.channel === CHANNEL;
