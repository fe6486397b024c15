import { wordsFor } from '../failure.ts';

/** A check of `doctor`. */
export interface Check {
  name: string;
  /** Returns a short result; throws `Finding` for a problem. */
  run(): Promise<string>;
}

/** A problem; the message says what to do. */
export class Finding extends Error {
  override readonly name = 'Finding';
}

export interface Result {
  name: string;
  ok: boolean;
  detail: string;
}

/** Runs all checks, also after a failure, so that the operator sees all problems at once. */
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
