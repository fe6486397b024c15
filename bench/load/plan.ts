import type { Groups } from '../processes.ts';

/** A request that is sent repeatedly. */
export interface Shot {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The number of marks in a complete answer. */
  marks: number;
}

interface Common {
  shot: Shot;
  /** Processes whose processor time and memory are read at the start and the end of the window. */
  watch: Groups;
}

/** N connections, each sending its next request after its answer: measures the target's maximum. */
export interface ClosedPlan extends Common {
  kind: 'closed';
  connections: number;
  warmUpMs: number;
  windowMs: number;
}

/** Requests are sent at a fixed rate, whether or not earlier ones have returned, and timed from when they were due. */
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
  /** At the end of the window, per group. */
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

/** Ages of the pieces on arrival. */
export type TokensResult = OpenResult;

export interface HoldResult {
  completed: number;
  failed: number;
  /** The most streams that were open at the same time. */
  open: number;
  /** The maximum while that many were open, per group. */
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
