import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestEmailChange } from '#lib/accounts/change-email.ts';
import { type Email, findEmail } from '#lib/accounts/email.ts';
import { requestMagicLink } from '#lib/accounts/magic-link.ts';
import { requestPasswordReset } from '#lib/accounts/reset-password.ts';
import { resendVerification, signUp } from '#lib/accounts/sign-up.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { inviteMember } from '#lib/organisations/invite.ts';
import { asking, CALLER, givenUser, newEmail, PASSWORD } from '#lib/testing/accounts.ts';
import { refusal, startMailServer } from '#lib/testing/mail-server.ts';

const NOWHERE = { ip: null, userAgent: null };
const away = await startMailServer();
await away.close();
let isFull = false;
const server = await startMailServer({ onRcptTo: (_, __, done) => done(isFull ? refusal(452) : null) });
afterAll(async () => {
  delete env.SMTP_URL;
  vi.useRealTimers();
  await server.close();
});

let moment = Date.now();
const MINUTE_MS = 60_000;
/** Sets the state of the mail server and expires the cached check. */
function becomes(state: 'away' | 'full' | 'well'): void {
  env.SMTP_URL = `smtp://127.0.0.1:${state === 'away' ? away.port : server.port}`;
  isFull = state === 'full';
  moment += MINUTE_MS;
  vi.setSystemTime(moment);
}
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: moment }));

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    ({ code }) => code,
  );
const signUpAs = (email: string) => signUp({ ...asking(email), password: PASSWORD, browser: 'this one' }, NOWHERE);
const toEmail = (text: string): Email => findEmail(text) ?? { display: '', canonical: '' };

describe('strangers', () => {
  it.each([
    ['sign up', signUpAs],
    ['ask for a new password', (email: string) => requestPasswordReset(asking(email), NOWHERE)],
    ['ask for a sign-in link', (email: string) => requestMagicLink(asking(email), NOWHERE)],
  ])('who %s are told that no mail goes out, whoever they name, and try again for free', async (_, ask) => {
    const unknown = newEmail();
    const emails = [(await givenUser()).email, (await givenUser({ isVerified: false })).email, unknown];
    becomes('away');
    for (const email of emails)
      for (let count = 0; count < 5; count += 1) expect(await codeOf(ask(email))).toBe('mail_unavailable');
    expect(await db.user.count({ where: { emailCanonical: unknown } })).toBe(0);
    becomes('well');
    for (const email of emails) expect(await codeOf(ask(email))).toBe('ok');
  });

  it('do not learn that a mailbox accepts no mail, which would reveal that a mail was sent', async () => {
    const { email } = await givenUser();
    becomes('full');
    expect(await codeOf(requestPasswordReset(asking(email), NOWHERE))).toBe('ok');
    expect(await codeOf(requestPasswordReset(asking(newEmail()), NOWHERE))).toBe('ok');
  });
});

/** An action that sends a mail, and the number of its pending confirmations. */
interface Asking {
  ask: () => Promise<void>;
  waiting: () => Promise<number>;
}

const ASKINGS: Record<string, () => Promise<Asking>> = {
  'the link that confirms an address': async () => {
    const user = { ...(await givenUser({ isVerified: false })), isVerified: false };
    return { ask: () => resendVerification(user, NOWHERE), waiting: async () => 0 };
  },
  'the links that change an address': async () => {
    const user = await givenUser();
    return {
      ask: () => requestEmailChange(user, toEmail(newEmail()), NOWHERE),
      waiting: () => db.emailChange.count({ where: { userId: user.id, endedAt: null } }),
    };
  },
  'an invitation': async () => {
    const owner = await givenUser({ hasPasskey: true });
    const accountId = await createOrganisation(owner, 'Acme', CALLER);
    const email = toEmail(newEmail());
    return {
      ask: () => inviteMember(owner, { accountId, email, role: 'viewer' }, NOWHERE),
      waiting: () => db.invitation.count({ where: { accountId, revokedAt: null } }),
    };
  },
};

describe('a signed-in user is told that no mail was sent, and sends it once the server is available', () => {
  it.each(Object.entries(ASKINGS))('%s', async (_, prepare) => {
    const { ask, waiting } = await prepare();
    for (const state of ['away', 'full'] as const) {
      becomes(state);
      expect(await codeOf(ask())).toBe('mail_unavailable');
      expect(await waiting()).toBe(0);
    }
    becomes('well');
    const before = server.deliveries.length;
    expect(await codeOf(ask())).toBe('ok');
    expect(server.deliveries.length).toBeGreaterThan(before);
  });
});
