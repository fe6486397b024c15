import { type Command, Option } from 'commander';
import { createUser } from '#lib/accounts/create.ts';
import { listUsers, personalAccountId, type UserSummary } from '#lib/accounts/queries.ts';
import { giveStartingGrant } from '#lib/accounts/starting-grant.ts';
import { assertNotGuessable } from '#lib/auth/guessable-password.ts';
import { type RemovedFactors, resetFactors } from '#lib/auth/reset-factors.ts';
import { DEFAULT_LOCALE, LOCALES } from '#lib/i18n/locales.ts';
import { addDatabaseCommand } from './command.ts';
import { readSecret, toMinute, toTable } from './terminal.ts';

interface CreateOptions {
  email: string;
  password: string;
  admin?: boolean;
  unverified?: boolean;
  locale: string;
}

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('who may sign in');

  addDatabaseCommand<CreateOptions>(user, 'create', create)
    .description('create a user with a personal account')
    .requiredOption('--email <address>', 'e-mail address')
    .requiredOption('--password <password>', 'password; - reads it from standard input')
    .option('--admin', 'may run this installation; the first user always may')
    .option('--unverified', 'have the address confirmed by mail before it counts')
    .addOption(new Option('--locale <tag>', 'language of mails and messages').choices(LOCALES).default(DEFAULT_LOCALE));

  addDatabaseCommand(user, 'list', async () => {
    const users = await listUsers();
    return { data: users.map(toData), text: users.length ? toUserTable(users) : 'There are no users yet.' };
  }).description('list all users');

  addDatabaseCommand<{ email: string }>(user, 'reset-factor', async ({ email }) => {
    const removed = await resetFactors(email);
    return { data: { email, ...removed }, text: `Removed ${toWords(removed)} of ${email} and ended all sessions.` };
  })
    .description('take second factors from somebody who has lost them')
    .requiredOption('--email <address>', 'whose');
}

/** The operator vouches for the address, so it counts as confirmed, with all consequences. */
async function create({ email, admin = false, unverified = false, locale, ...given }: CreateOptions) {
  const password = await readSecret(given.password);
  await assertNotGuessable({ password, email, param: 'password' });
  const created = await createUser({ email, password, isOperator: admin, isVerified: !unverified, locale });
  if (created.emailVerifiedAt) await giveStartingGrant(created.id, created.emailVerifiedAt);
  const role = created.isOperator ? 'operator' : 'user';
  const state = unverified ? ', whose address waits to be confirmed' : '';
  return { data: toData(created), text: `Created the ${role} ${created.email} (${created.id})${state}.` };
}

const toWords = ({ hadTotp, passkeys }: RemovedFactors): string =>
  [hadTotp && 'the authenticator app', passkeys > 0 && `${passkeys} ${passkeys === 1 ? 'passkey' : 'passkeys'}`]
    .filter(Boolean)
    .join(' and ');

const toData = ({ memberships, emailCanonical, ...user }: UserSummary) => ({
  ...user,
  accountId: personalAccountId({ memberships }),
});

const toUserTable = (users: UserSummary[]): string =>
  toTable(
    ['ID', 'E-MAIL', 'ROLE', 'CREATED (UTC)'],
    users.map((user) => [user.id, user.email, user.isOperator ? 'operator' : 'user', toMinute(user.createdAt)]),
  );
