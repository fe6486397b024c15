/** An invariant, and the query for its violations: one row per violation, named by `subject`. */
export interface Invariant {
  id: string;
  sentence: string;
  broken: string;
}
