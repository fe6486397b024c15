import type { Command } from 'commander';
import { listUsers } from '#lib/accounts/queries.ts';
import type { Circumstances } from '#lib/audit/audit.ts';
import { getOperatorId, setOperator } from '#lib/operator/operators.ts';
import { addDatabaseCommand, type Report } from './command.ts';

/** The option for the acting operator, for the audit log. */
export const BY = ['--by <address>', 'which operator does it, for the audit log'] as const;

/** Without an operator's address, the command line itself is the actor. */
export const toCircumstances = async (by: string | undefined): Promise<Circumstances> =>
  by === undefined ? {} : { actorId: await getOperatorId(by) };

export function addOperatorCommands(program: Command): void {
  const operator = program.command('operator').description('who runs this installation');

  for (const [name, isOperator] of [
    ['add', true],
    ['remove', false],
  ] as const) {
    addDatabaseCommand<{ email: string; by?: string }>(operator, name, (options) => change(options, isOperator))
      .description(isOperator ? 'let a user run this installation' : 'no longer let them')
      .requiredOption('--email <address>', 'whose')
      .option(...BY);
  }

  addDatabaseCommand(operator, 'list', async () => {
    const operators = (await listUsers()).filter(({ isOperator }) => isOperator);
    const data = operators.map(({ id, email }) => ({ id, email }));
    return { data, text: data.map(({ email }) => email).join('\n') || 'There are no operators.' };
  }).description('list them');
}

async function change({ email, by }: { email: string; by?: string }, isOperator: boolean): Promise<Report> {
  const isChanged = await setOperator(email, isOperator, await toCircumstances(by));
  const [done, before] = isOperator ? ['now runs', 'runs'] : ['no longer runs', 'does not run'];
  const text = isChanged
    ? `${email} ${done} this installation.`
    : `Nothing to do: ${email} ${before} this installation.`;
  return { data: { email, isOperator, isChanged }, text };
}
