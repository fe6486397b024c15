const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;

/** With the longest wait in between, more than a day of failures. */
export const MOST_ATTEMPTS = 36;

/**
 * How long to wait after a failed attempt, counted from 1: twice as long each time, up to an hour.
 * @returns null when it is time to give up
 */
export const backOffMs = (attempts: number): number | null =>
  attempts >= MOST_ATTEMPTS ? null : Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
