import '#lib/testing/own-data.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '#lib/testing/database.ts';

const database = await createDatabase();
process.env.DATABASE_URL = database.url;
const { db } = await import('#lib/db/client.ts');
const { closePool, pool } = await import('#lib/db/pool.ts');
const { createUser } = await import('#lib/accounts/create.ts');
const { updateProfile } = await import('#lib/accounts/update-profile.ts');
const { completeVerification } = await import('#lib/accounts/verify-email.ts');
const { revokeSession } = await import('#lib/auth/sessions.ts');
const { createKey } = await import('#lib/keys/create.ts');
const { revokeKey } = await import('#lib/keys/revoke.ts');
const { rotateKey } = await import('#lib/keys/rotate.ts');
const { createKeyInput } = await import('#lib/keys/schema.ts');
const { switchKey } = await import('#lib/keys/switch.ts');
const { updateKey } = await import('#lib/keys/update.ts');
const { CALLER, givenUser, newEmail, signedIn } = await import('#lib/testing/accounts.ts');

const input = createKeyInput.parse({ name: 'CI' });
let user: Awaited<ReturnType<typeof givenUser>>;
let sessionId: string;
let keyId: string;

beforeAll(async () => {
  user = await givenUser({ isVerified: false });
  sessionId = (await signedIn(user.id)).token.sessionId;
  keyId = (await createKey(user.accountId, input, { actorId: user.id, caller: CALLER })).key.id;
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

const everything = async () => ({
  users: await db.user.findMany(),
  keys: await db.apiKey.findMany(),
  sessions: await db.session.findMany(),
});

it('records who created a key, and from where', async () => {
  expect(await db.auditEvent.findFirst({ where: { action: 'key.created' } })).toMatchObject({
    accountId: user.accountId,
    actorId: user.id,
    target: keyId,
    ip: CALLER.ip,
  });
  expect(await db.apiKey.findUnique({ where: { id: keyId } })).toMatchObject({ createdById: user.id });
});

it.each([
  ['rename', { name: 'Nightly' }, ['name']],
  ['limits', { requestsPerMinute: 5, models: [] }, ['requestsPerMinute', 'models']],
])('says what a change of %s changed', async (_what, changes, changed) => {
  await updateKey(user.accountId, keyId, { after: changes }, { actorId: user.id });
  const [event] = await db.auditEvent.findMany({ where: { action: 'key.updated' }, orderBy: { id: 'desc' }, take: 1 });
  expect(event).toMatchObject({ target: keyId, details: { changed } });
});

it('records that a key was disabled and enabled, once each', async () => {
  for (const isEnabled of [true, false, false, true]) await switchKey(user.accountId, { id: keyId, isEnabled });
  const events = await db.auditEvent.findMany({ where: { action: 'key.updated' }, orderBy: { id: 'desc' }, take: 3 });
  const told = events.map(({ details }) => details);
  expect(told).toEqual([
    { changed: ['enabled'] },
    { changed: ['disabled'] },
    { changed: ['requestsPerMinute', 'models'] },
  ]);
});

it('records a single revocation of a key that was revoked twice', async () => {
  const { key } = await createKey(user.accountId, input);
  await Promise.all([revokeKey(user.accountId, key.id), revokeKey(user.accountId, key.id)]);
  expect(await db.auditEvent.count({ where: { action: 'key.revoked', target: key.id } })).toBe(1);
});

it.each<[string, () => Promise<unknown>]>([
  ['creating a key', () => createKey(user.accountId, input)],
  ['renaming a key', () => updateKey(user.accountId, keyId, { after: { name: 'unheard of' } })],
  ['disabling a key', () => switchKey(user.accountId, { id: keyId, isEnabled: false })],
  ['rotating a key', () => rotateKey(user.accountId, keyId, { graceSeconds: 0 })],
  ['revoking a key', () => revokeKey(user.accountId, keyId)],
  ['ending a session', () => revokeSession(user.id, sessionId, CALLER)],
  ['changing a profile', () => updateProfile(user.id, { after: { name: 'unheard of', locale: 'de' } }, CALLER)],
  ['verifying an address', () => completeVerification(user.id, CALLER, new Date())],
  ['signing up', () => createUser({ email: newEmail(), signUp: { caller: CALLER } })],
])('%s does not happen when it cannot be written down', async (_what, change) => {
  await pool().query('ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID');
  try {
    const before = await everything();
    await expect(change()).rejects.toThrow('full_disk');
    expect(await everything()).toEqual(before);
  } finally {
    await pool().query('ALTER TABLE audit_event DROP CONSTRAINT full_disk');
  }
});
