import { may, type Permission, ROLES } from '#lib/accounts/permissions.ts';
import { publicUrl } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { ACCOUNT_TRIALS } from '#lib/docs/account-trials.ts';
import { addKey } from '#lib/testing/factories.ts';
import { ACTION_RULES, type ActionRule } from './fixtures/action-rules.ts';
import { callAction, findAction, listActions, NOTHING } from './fixtures/actions.ts';
import { ask, makeReceipt, tryCall } from './fixtures/calls.ts';
import {
  accountCookie,
  ageSession,
  createOrganisationOf,
  createPerson,
  sessionCookieOf,
  toHeader,
} from './fixtures/people.ts';
import { PRIVATE_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';
import { t } from './pages/sign-in.ts';

const rules = Object.entries(ACTION_RULES);
const isPermission = (of: ActionRule['of']): of is Permission => of !== 'person' && of !== 'anybody';

test('every action has a rule for its permission and step-up authentication', () => {
  const actions = listActions().map(({ name }) => name);
  expect(actions.sort()).toEqual(Object.keys(ACTION_RULES).sort());
});

test('an old session cannot run actions that require step-up authentication', async ({ request }) => {
  const person = await createPerson({ hasPasskey: true });
  for (const [name, { of, needsProof, argument = NOTHING }] of rules) {
    if (of === 'anybody') continue;
    const cookie = toHeader([await sessionCookieOf(person)]);
    const page = { userId: person.id, accountId: person.accountId };
    const send = () => callAction(request, findAction(name), [page, argument], { origin: publicUrl, cookie });
    await ageSession(person);
    expect.soft((await send()) === 'step_up_required', `${name} of an old session`).toBe(needsProof);
    if (!needsProof) continue;
    await db.session.updateMany({ where: { userId: person.id }, data: { steppedUpAt: new Date() } });
    expect.soft(await send(), `${name} after a proof`).not.toMatch(/step_up_required|internal|unauthenticated|^\d/);
  }
});

test('each role may do what the table of permissions says, and nothing else', async ({ request }) => {
  const { accountId, members } = await createOrganisationOf(ROLES);
  for (const role of ROLES) {
    const cookie = toHeader([await sessionCookieOf(members[role]), accountCookie(accountId)]);
    const page = { userId: members[role].id, accountId };
    for (const [name, { of: permission, argument }] of rules) {
      if (!isPermission(permission)) continue;
      const outcome = await callAction(request, findAction(name), [page, argument], { origin: publicUrl, cookie });
      const said = `${role} ${name}: ${outcome}`;
      expect.soft(outcome === 'forbidden', said).toBe(!may(role, permission));
      expect.soft(outcome, said).not.toMatch(/invalid_value|internal|unauthenticated|^\d/);
    }
    for (const [path, permission] of [
      ['playground', 'playground:use'],
      ['keys', 'keys:read'],
      ['logs', 'logs:read'],
      ['usage', 'usage:read'],
      ['settings/alerts', 'billing:read'],
      ['settings/webhooks', 'billing:manage'],
      ['billing', 'billing:read'],
      ['billing/statement', 'billing:read'],
      ['billing/monthly', 'billing:read'],
      ['billing/automatic', 'billing:read'],
      ['billing/limits', 'billing:read'],
      ['settings/audit', 'audit:read'],
      ['settings/members', 'members:read'],
    ] as const) {
      const text = await (await request.get(`/en/${path}`, { headers: { cookie } })).text();
      expect.soft(text.includes(`>${t('states.forbidden.title')}<`), `${role} ${path}`).toBe(!may(role, permission));
    }
    const firstCall = await request.get(`/en/overview/first-call?account=${accountId}`, { headers: { cookie } });
    const query = new URLSearchParams({ user: page.userId, account: accountId, payer: 'sandbox' });
    const run = await request.post(`/api/playground/run?${query}`, {
      headers: { cookie, origin: publicUrl },
      data: { model: 'claude-haiku-4-5', messages: [{ role: 'user', content: 'Hi' }] },
    });
    expect.soft(run.status(), `${role} run`).toBe(may(role, 'playground:use') ? 200 : 403);
    expect.soft(firstCall.status(), `${role} first call`).toBe(may(role, 'logs:read') ? 200 : 403);
    for (const path of ['logs/tail', 'logs/export']) {
      const sent = await request.get(`/en/${path}?account=${accountId}&since=${Date.now()}`, { headers: { cookie } });
      expect.soft(sent.status(), `${role} ${path}`).toBe(may(role, 'logs:read') ? 200 : 403);
    }
    for (const file of ['statement/export', 'statement/requests']) {
      const sent = await request.get(`/en/billing/${file}?account=${accountId}`, { headers: { cookie } });
      expect.soft(sent.status(), `${role} ${file}`).toBe(may(role, 'billing:read') ? 200 : 403);
    }
  }
});

test('each role can try the calls of the reference that it may read, and no others', async ({ request }) => {
  const { accountId, members } = await createOrganisationOf(ROLES, 'Trials');
  const { keyId, secret } = await addKey(accountId, { mode: 'test', name: 'Tried' });
  /** These calls take no id. */
  const ofAll = new Set<string>(['getCredits', 'getUsage']);
  const receiptId = await makeReceipt(request, secret);
  for (const role of ROLES) {
    const cookie = toHeader([await sessionCookieOf(members[role]), accountCookie(accountId)]);
    for (const [call, permission] of Object.entries(ACCOUNT_TRIALS)) {
      const id = call === 'getKey' ? keyId : receiptId;
      const said = `${role} ${call}`;
      const tried = await tryCall(request, { call, id, accountId, cookie });
      expect.soft(tried.status, said).toBe(may(role, permission) ? 200 : 403);
      const offered = await (await request.get(`/api/docs/try/${call}`, { headers: { cookie } })).text();
      expect.soft(offered.includes(ofAll.has(call) ? '"isAllowed":true' : id), said).toBe(may(role, permission));
      expect.soft(tried.text + offered, said).not.toContain(secret);
    }
  }
});

test('a call for a suspended account is refused as its keys are', async ({ request }) => {
  const owner = await createPerson();
  const { keyId, secret } = await addKey(owner.accountId, { mode: 'test', name: 'Suspended' });
  const receiptId = await makeReceipt(request, secret);
  const cookie = toHeader([await sessionCookieOf(owner)]);
  await db.account.update({ where: { id: owner.accountId }, data: { suspendedAt: new Date() } });
  for (const call of Object.keys(ACCOUNT_TRIALS)) {
    const id = call === 'getKey' ? keyId : receiptId;
    const tried = await tryCall(request, { call, id, accountId: owner.accountId, cookie });
    expect.soft(tried.status, call).toBe(403);
    expect.soft(tried.text, call).toContain('"account_suspended"');
  }
  const data = { model: 'anthropic/claude-haiku-4-5', messages: [{ role: 'user', content: 'Hello' }] };
  const chat = await request.post('/api/docs/try', { headers: { cookie, origin: publicUrl }, data });
  expect(chat.status()).toBe(403);
  expect(await chat.text()).toContain('"account_suspended"');
});

test('“Try it” accepts only the user’s own accounts, and only our own pages', async ({ request }) => {
  const victim = await createPerson();
  const { keyId, secret } = await addKey(victim.accountId, { mode: 'test', name: 'Not yours' });
  const receiptId = await makeReceipt(request, secret);
  const reader = await createPerson();
  const { accountId } = reader;
  const session = await sessionCookieOf(reader);
  const cookies = [toHeader([session]), toHeader([session, accountCookie(victim.accountId)])];
  for (const cookie of cookies) {
    for (const id of [keyId, 'key_01jabcdefghjkmnpqrstvwxyz0', ''])
      expect((await tryCall(request, { call: 'getKey', id, accountId, cookie })).status).toBe(404);
    expect((await tryCall(request, { call: 'getGeneration', id: receiptId, accountId, cookie })).status).toBe(404);
    for (const call of Object.keys(ACCOUNT_TRIALS)) {
      const offered = await (await request.get(`/api/docs/try/${call}`, { headers: { cookie } })).json();
      expect(offered.choices).toMatchObject({ account: { id: accountId, kind: 'personal' }, keys: [], requests: [] });
      const tried = await tryCall(request, { call, id: keyId, accountId: victim.accountId, cookie });
      expect(tried.status).toBe(403);
    }
  }
  const cookie = toHeader([session]);
  const evil = { call: 'getCredits', accountId, cookie, origin: 'https://evil.example' };
  expect((await tryCall(request, evil)).status).toBe(403);
  expect((await tryCall(request, { call: 'getCredits', accountId })).status).toBe(401);
  expect((await tryCall(request, { call: 'createKey', accountId, cookie })).status).toBe(404);
});

test('an action applies to the user and account its page was rendered for, even after the cookies changed', async ({
  request,
}) => {
  const { accountId, owner } = await createOrganisationOf([], 'Acme');
  const stranger = await createPerson();
  const session = await sessionCookieOf(owner);
  const as = (shown: string) => ({ origin: publicUrl, cookie: toHeader([session, accountCookie(shown)]) });
  const rename = (account: string, name: string, shown: string) =>
    callAction(
      request,
      findAction('renameAccountAction'),
      [
        { userId: owner.id, accountId: account },
        { before: { name: 'Acme' }, after: { name } },
      ],
      as(shown),
    );
  const nameOf = async (id: string) => (await db.account.findUniqueOrThrow({ where: { id } })).name;

  expect(await rename(accountId, 'Renamed', owner.accountId)).toBe('ok');
  expect(await nameOf(accountId)).toBe('Renamed');
  expect(await rename(stranger.accountId, 'Taken', stranger.accountId)).toBe('not_a_member');
  expect(await nameOf(stranger.accountId)).not.toBe('Taken');
});

test('an action is refused for another user’s page and for an account the user has left', async ({ request }) => {
  const person = await createPerson();
  const { accountId, owner } = await createOrganisationOf([], 'Left');
  const as = { origin: publicUrl, cookie: toHeader([await sessionCookieOf(person)]) };
  for (const [name, { of }] of rules) {
    if (of === 'anybody') continue;
    const send = (page: object) => callAction(request, findAction(name), [page, NOTHING], as);
    expect.soft(await send({ userId: owner.id, accountId: person.accountId }), name).toBe('user_changed');
    if (isPermission(of) || name === 'dismissOnboardingAction')
      expect.soft(await send({ userId: person.id, accountId }), name).toBe('not_a_member');
  }
});

test('resources of other accounts are not found', async ({ page, request, signIn }) => {
  const victim = await createPerson();
  const { keyId, secret } = await addKey(victim.accountId, { mode: 'test', name: 'Not yours' });
  const person = await signIn();
  const ownKey = await addKey(person.accountId, { mode: 'test' });

  for (const id of [keyId, 'key_01jabcdefghjkmnpqrstvwxyz0']) {
    await page.goto(`/en/keys/${id}`);
    await expect(page.getByRole('heading', { name: t('states.notFound.title') })).toBeVisible();
    await expect(page.getByText('Not yours')).toHaveCount(0);
  }
  const cookie = toHeader([await sessionCookieOf(person)]);
  const as = { origin: publicUrl, cookie };
  const own = { userId: person.id, accountId: person.accountId };
  const rotation = [own, { id: keyId, graceSeconds: 0 }];
  expect(await callAction(request, findAction('rotateKeyAction'), rotation, as)).toBe('not_found');
  await callAction(request, findAction('revokeKeysAction'), [own, { ids: [keyId] }], as);
  expect(await ask(request, secret)).toEqual({ status: 200, code: null });

  const receiptId = await makeReceipt(request, secret);
  const refused = await request.get(`/api/v1/generations/${receiptId}`, {
    headers: { authorization: `Bearer ${ownKey.secret}` },
  });
  expect({ status: refused.status(), code: (await refused.json()).error.code }).toEqual({
    status: 404,
    code: 'not_found',
  });
});

test('private pages redirect to sign-in and remember the destination', async ({ request }) => {
  for (const path of PRIVATE_PAGES) {
    const reply = await request.get(`/de${path}`, { maxRedirects: 0 });
    expect.soft({ path, status: reply.status(), location: reply.headers().location }).toEqual({
      path,
      status: 307,
      location: `/de/sign-in?callbackUrl=${encodeURIComponent(`/de${path}`)}`,
    });
  }
});
