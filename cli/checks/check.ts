import { wordsFor } from '../failure.ts';

/** One thing `doctor` looks at. */
export interface Check {
  name: string;
  /** What was found, in a few words; it throws `Finding` when something is wrong. */
  run(): Promise<string>;
}

/** Something is wrong, and the message says what to do. */
export class Finding extends Error {
  override readonly name = 'Finding';
}

export interface Result {
  name: string;
  ok: boolean;
  detail: string;
}

/** Runs every check, also after one failed: an operator wants to see everything at once. */
export async function runChecks(checks: readonly Check[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, run } of checks) {
    results.push(
      await run().then(
        (detail) => ({ name, ok: true, detail }),
        (error: unknown) => ({ name, ok: false, detail: wordsFor(error) }),
      ),
    );
  }
  return results;
}
