import { findServing } from '#lib/billing/ledger/process.ts';
import { pool } from '#lib/db/pool.ts';
import { getJobsState } from '#lib/jobs/queries.ts';
import { type Check, Finding } from './check.ts';

export const jobsCheck: Check = {
  name: 'jobs',
  async run() {
    const [{ givenUp, late }, [row]] = await Promise.all([getJobsState(), findServing(pool())]);
    const problems = givenUp.map(({ kind, count, error }) => `${count} of ${kind} given up (${error})`);
    // While nothing runs, everything may wait.
    if (late > 0 && row?.is_serving) problems.push(`${late} due for over ten minutes: does the portal run?`);
    if (problems.length > 0) throw new Finding(problems.join('; '));
    return 'mails and regular work are up to date';
  },
};
