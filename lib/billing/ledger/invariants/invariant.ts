/** A promise, and the query that finds what breaks it: one row per offender, named by `subject`. */
export interface Invariant {
  id: string;
  sentence: string;
  broken: string;
}
