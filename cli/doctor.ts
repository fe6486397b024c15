import type { Command } from 'commander';
import { env } from '#lib/config/env.ts';
import {
  auditCheck,
  invariantsCheck,
  managedPaymentsCheck,
  paymentsCheck,
  pricesCheck,
  sandboxCreditCheck,
} from './checks/books.ts';
import { type Check, type Result, runChecks } from './checks/check.ts';
import { databaseCheck, jobsCheck, migrationsCheck } from './checks/database.ts';
import { mailCheck, proxiesCheck, redisCheck, upstreamCheck } from './checks/services.ts';
import { addCommand } from './command.ts';
import { type Installation, openInstallation } from './installation.ts';
import { toTable } from './terminal.ts';

const IN_DATABASE: readonly Check[] = [
  migrationsCheck,
  pricesCheck,
  invariantsCheck,
  paymentsCheck,
  ...(env.STRIPE_MANAGED_PAYMENTS ? [managedPaymentsCheck] : []),
  sandboxCreditCheck(env),
  jobsCheck,
  auditCheck,
];
const OUTSIDE: readonly Check[] = [
  ...(env.REDIS_URL ? [redisCheck(env.REDIS_URL)] : []),
  proxiesCheck(env),
  ...(env.SMTP_URL ? [mailCheck(env.SMTP_URL)] : []),
  upstreamCheck,
];

export function addDoctorCommand(program: Command): void {
  addCommand(program, 'doctor', async () => {
    const results = [...(await examineDatabase()), ...(await runChecks(OUTSIDE))];
    const ok = results.every((result) => result.ok);
    return { data: { ok, checks: results }, text: toText(results), isProblem: !ok };
  }).description('look for what is wrong; exit code 1 when something is');
}

/** Checks the database as it is, so it does not migrate first. */
async function examineDatabase(): Promise<Result[]> {
  let installation: Installation | undefined;
  const openedDatabase: Check = {
    name: databaseCheck.name,
    run: async () => {
      installation = await openInstallation();
      return databaseCheck.run();
    },
  };
  const [database] = await runChecks([openedDatabase]);
  const others = database?.ok ? await runChecks(IN_DATABASE) : []; // without a database they all fail alike
  await installation?.close();
  return database ? [database, ...others] : others;
}

const toText = (results: readonly Result[]): string =>
  toTable(
    ['', 'CHECK', 'FOUND'],
    results.map(({ name, ok, detail }) => [ok ? '✓' : '✗', name, detail]),
  );
