import type { Groups } from '../processes.ts';

/** One request, sent again and again. */
export interface Shot {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** How often the mark must arrive for the answer to count as complete. */
  marks: number;
}

interface Common {
  shot: Shot;
  /** Whose processor time and memory is read at the edges of the window. */
  watch: Groups;
}

/** N connections, each sending its next request when it has its answer: what the target can do at most. */
export interface ClosedPlan extends Common {
  kind: 'closed';
  connections: number;
  warmUpMs: number;
  windowMs: number;
}

/** Requests leave by the clock whether or not earlier ones came back, and each is timed from when it was due. */
export interface OpenPlan extends Common {
  kind: 'open';
  ratePerSecond: number;
  windowMs: number;
}

/** Streams opened over `rampMs` and read to their end. */
export interface HoldPlan extends Common {
  kind: 'hold';
  streams: number;
  rampMs: number;
}

/** Streams whose pieces carry the time at which they were sent, opened over `rampMs` and read to their end. */
export interface TokensPlan extends Common {
  kind: 'tokens';
  streams: number;
  rampMs: number;
}

export type Plan = ClosedPlan | OpenPlan | HoldPlan | TokensPlan;

export interface ClosedResult {
  seconds: number;
  completed: number;
  failed: number;
  marks: number;
  cpuSeconds: Record<string, number>;
  /** When the window ended, per group. */
  residentMb: Record<string, number>;
  failure: string | null;
}

export interface OpenResult {
  completed: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
  failure: string | null;
}

/** How old pieces are when they arrive. */
export type TokensResult = OpenResult;

export interface HoldResult {
  completed: number;
  failed: number;
  /** Most streams that were open at the same moment. */
  open: number;
  /** The most seen while that many were open, per group. */
  residentMb: Record<string, number>;
  failure: string | null;
}

export type ResultOf<P extends Plan> = P extends ClosedPlan
  ? ClosedResult
  : P extends OpenPlan
    ? OpenResult
    : P extends HoldPlan
      ? HoldResult
      : TokensResult;
