/** `resetsInMs` is the time until the window ends and the count restarts. */
export interface WindowCount {
  used: number;
  resetsInMs: number;
}

export interface Change {
  id: string;
  /** A negative amount takes back. */
  amount: number;
}

/** The number of running requests per id, this one included. */
export interface ConcurrencySlot {
  counts: number[];
  /** Called once, when the request ends. */
  leave(): void;
}

/** Keeps counts: in memory, in the primary of a cluster, or in Redis. It does not know the limits. */
export interface LimitStore {
  /** Adds to the minute windows and returns their new counts, in the same order. */
  add(changes: readonly Change[]): Promise<WindowCount[]>;
  enter(ids: readonly string[]): Promise<ConcurrencySlot>;
}
