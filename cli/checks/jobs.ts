import { getJobsState } from '#lib/jobs/queries.ts';
import { type Check, Finding } from './check.ts';

export const jobsCheck: Check = {
  name: 'jobs',
  async run() {
    const { givenUp, late } = await getJobsState();
    const problems = givenUp.map(({ kind, count, error }) => `${count} of ${kind} given up (${error})`);
    if (late > 0) problems.push(`${late} due for over ten minutes: does a portal run?`);
    if (problems.length > 0) throw new Finding(problems.join('; '));
    return 'mails and regular work are up to date';
  },
};
