import '#lib/testing/own-data.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { updateProfile } from '#lib/accounts/update-profile.ts';
import { getSpendAlert, setSpendAlert } from '#lib/alerts/spend-alert.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { getKey } from '#lib/keys/queries.ts';
import { rotateKey } from '#lib/keys/rotate.ts';
import { capsOf, settingsOf } from '#lib/keys/settings.ts';
import { updateKey } from '#lib/keys/update.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { changeRole } from '#lib/organisations/members.ts';
import { renameAccount } from '#lib/organisations/rename.ts';
import { CALLER, givenUser } from '#lib/testing/accounts.ts';
import { addKey } from '#lib/testing/factories.ts';
import { type Edit, toEdit } from './edit.ts';

/** A form under test: reads its current values, sends an edit, and has the values that two people want. */
interface Form {
  read: () => Promise<object>;
  send: (edit: Edit<never>) => Promise<unknown>;
  first: object;
  second: object;
}

const usd = (amount: number) => nanoUsd(BigInt(amount) * 1_000_000_000n);

let forms: Record<string, Form>;
beforeEach(async () => {
  const owner = await givenUser({ hasPasskey: true });
  const accountId = await createOrganisation(owner, 'Acme', CALLER);
  const member = await givenUser();
  const membership = { userId: member.id, accountId };
  await db.membership.create({ data: { ...membership, role: 'developer' } });
  const { keyId } = await addKey(accountId, { capMonth: '100', requestsPerMinute: 60, models: ['claude-opus-4-8'] });
  const readKey = async () => {
    const key = await getKey(accountId, keyId);
    return settingsOf(key, capsOf(key.spend));
  };
  forms = {
    'the caps of a key': {
      read: readKey,
      send: (edit) => updateKey(accountId, keyId, edit),
      first: { capMonth: usd(5) },
      second: { capMonth: usd(50) },
    },
    'the rights of a key': {
      read: readKey,
      send: (edit) => updateKey(accountId, keyId, edit),
      first: { models: [], allowedIps: ['203.0.113.7'], expiresAt: new Date('2030-01-01') },
      second: { models: ['claude-sonnet-4-6'], allowedIps: ['198.51.100.1'], expiresAt: new Date('2031-01-01') },
    },
    'the name of a key': {
      read: readKey,
      send: (edit) => updateKey(accountId, keyId, edit),
      first: { name: 'First' },
      second: { name: 'Second' },
    },
    'a profile': {
      read: () => db.user.findUniqueOrThrow({ where: { id: owner.id }, select: { locale: true } }),
      send: (edit) => updateProfile(owner.id, edit, CALLER),
      first: { locale: 'de' },
      second: { locale: 'fr' },
    },
    'the name of an organisation': {
      read: () => db.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true } }),
      send: (edit) => renameAccount(owner, { accountId, ...edit }, CALLER),
      first: { name: 'First' },
      second: { name: 'Second' },
    },
    'a member’s role': {
      read: () => db.membership.findUniqueOrThrow({ where: { userId_accountId: membership }, select: { role: true } }),
      send: (edit) => changeRole(owner, { ...membership, ...edit }, CALLER),
      first: { role: 'viewer' },
      second: { role: 'billing' },
    },
    'a spend alert': {
      read: async () => ({ amount: (await getSpendAlert(accountId)).amount }),
      send: (edit) => setSpendAlert(owner, { accountId, ...edit }, CALLER),
      first: { amount: usd(20) },
      second: { amount: usd(30) },
    },
  };
});

const NAMES = [
  'the caps of a key',
  'the rights of a key',
  'the name of a key',
  'a profile',
  'the name of an organisation',
  'a member’s role',
  'a spend alert',
];

const editOf = async ({ read }: Form, wanted: object) => {
  const shown = await read();
  return toEdit(shown, { ...shown, ...wanted }) as unknown as Edit<never>;
};

describe.each(NAMES)('%s', (name) => {
  it('is not overwritten by an edit that has not seen it, one after the other or at once', async () => {
    const form = forms[name] as Form;
    const edits = await Promise.all([editOf(form, form.first), editOf(form, form.second)]);
    const outcomes = await Promise.allSettled(edits.map((edit) => form.send(edit)));
    const refused = outcomes.findIndex(({ status }) => status === 'rejected');
    const kept = refused === 0 ? form.second : form.first;
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes[refused]).toMatchObject({ reason: { code: 'conflict', current: kept } });
    expect(await form.read()).toMatchObject(kept);

    // An edit that has seen it may overwrite it.
    const other = refused === 0 ? form.first : form.second;
    await form.send(await editOf(form, other));
    expect(await form.read()).toMatchObject(other);
  });

  it('may be repeated, and an empty edit changes nothing', async () => {
    const form = forms[name] as Form;
    const edit = await editOf(form, form.first);
    await form.send(edit);
    await form.send(edit);
    await form.send(await editOf(form, form.first));
    expect(await form.read()).toMatchObject(form.first);
  });
});

it('two people change different limits of a key side by side', async () => {
  const form = forms['the caps of a key'] as Form;
  const edits = [await editOf(form, { capMonth: usd(5) }), await editOf(form, { requestsPerMinute: 10 })];
  for (const edit of edits) await form.send(edit);
  expect(await form.read()).toMatchObject({ capMonth: usd(5), requestsPerMinute: 10 });
});

it('a change of the caps that a key shares with its successor waits for one under way', async () => {
  const { accountId } = await givenUser();
  const { keyId } = await addKey(accountId, { capDay: '10' });
  const { key } = await rotateKey(accountId, keyId, { graceSeconds: 3_600 });
  const other = await pool().connect();
  const isWaiting = async () => {
    const sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    return (await other.query(sql)).rowCount === 1;
  };
  try {
    await other.query('BEGIN');
    await other.query('UPDATE account_balance SET budget_revision = budget_revision + 1 WHERE account_id = $1', [
      accountId,
    ]);
    await other.query(`UPDATE budget SET cap = $1 WHERE subject_id = $2 AND time_window = 'day'`, [usd(5), keyId]);
    const edit = { before: { capDay: usd(10) }, after: { capDay: usd(7) } };
    const refusal = expect(updateKey(accountId, key.id, edit)).rejects.toMatchObject({ current: { capDay: usd(5) } });
    await expect.poll(isWaiting).toBe(true);
    await other.query('COMMIT');
    await refusal;
  } finally {
    other.release();
  }
});
