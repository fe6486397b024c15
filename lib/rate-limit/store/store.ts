/** `resetsInMs` is when the window ends and the count begins anew. */
export interface WindowCount {
  used: number;
  resetsInMs: number;
}

export interface Change {
  id: string;
  /** Negative takes back. */
  amount: number;
}

/** Running requests, this one included, per id asked for. */
export interface Place {
  counts: number[];
  /** Called once, when the request ends. */
  leave(): void;
}

/** Where counts are kept: in memory, in the primary of a cluster, or in Redis. It counts; it knows no limits. */
export interface LimitStore {
  /** Adds to the minute windows and says what they hold then, in the order asked for. */
  add(changes: readonly Change[]): Promise<WindowCount[]>;
  enter(ids: readonly string[]): Promise<Place>;
}
