import 'server-only';
import type { Transporter } from 'nodemailer';
import { env, publicUrl } from '#lib/config/env.ts';
import { log } from '#lib/log.ts';
import { findHtml } from './html.ts';
import { type Letter, toPlainText } from './letters.ts';
import { keepMail } from './outbox.ts';
import { isOutboxShown } from './outbox-access.ts';
import { openSmtp } from './smtp.ts';
import { toWording } from './wording.ts';

export const showsOutbox = isOutboxShown({
  hasMailServer: env.SMTP_URL !== undefined,
  isProduction: env.NODE_ENV === 'production',
  hasLiveUpstream: env.ANTHROPIC_API_KEY.length > 0,
  publicUrl,
});

let shared: Transporter | undefined;

/** Sends a letter in its reader's language, or keeps it where there is no mail server. @throws when the server refuses it */
export async function sendMail(letter: Letter): Promise<void> {
  const wording = await toWording(letter);
  const text = toPlainText(wording);
  const html = await findHtml(wording);
  const mail = { to: letter.to, subject: wording.subject, text, ...(html && { html }) };
  if (env.SMTP_URL) {
    // The address goes in as an object: nobody parses it again and finds a second one in it.
    shared ??= openSmtp(env.SMTP_URL);
    await shared.sendMail({ ...mail, to: { name: '', address: letter.to }, from: env.MAIL_FROM });
    return;
  }
  await keepMail(mail);
  if (showsOutbox) announce(letter.to, wording.subject, wording.action?.url);
}

const underWay = new Set<Promise<void>>();

/** The same without waiting: how long a mail takes must not tell whether there was one. A failure is logged. */
export function postMail(letter: Letter): void {
  const sending = sendMail(letter)
    .catch((error: unknown) => log.error({ event: 'mail_failed', kind: letter.name, err: error }))
    .finally(() => underWay.delete(sending));
  underWay.add(sending);
}

/** When every mail posted so far has been sent or has failed. */
export const mailSettled = async (): Promise<void> => void (await Promise.all(underWay));

/** For the newcomer without a mail server. The log itself would take the link for a secret, and rightly. */
function announce(to: string, subject: string, url: string | undefined): void {
  if (url && env.LOG_LEVEL !== 'silent') process.stdout.write(`\n  Mail to ${to}: ${subject}\n  ${url}\n\n`);
}
