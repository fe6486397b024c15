import 'server-only';
import type { Transporter } from 'nodemailer';
import { env, publicUrl } from '#lib/config/env.ts';
import { log } from '#lib/log.ts';
import { within } from '#lib/within.ts';
import { findHtml } from './html.ts';
import { type Letter, toPlainText } from './letters.ts';
import { isLocalMailboxShown, keepMail } from './local-mailbox.ts';
import { mailUnavailable, openSmtp } from './mail-server.ts';
import { toWording } from './wording.ts';

export const showsLocalMailbox = isLocalMailboxShown({
  hasMailServer: env.SMTP_URL !== undefined,
  isProduction: env.NODE_ENV === 'production',
  hasLiveUpstream: env.ANTHROPIC_API_KEY.length > 0,
  publicUrl,
});

/** A placeholder address. A letter to it is written but not sent, so that timing does not reveal a missing user. */
export const NOBODY = '';

const LONGEST_WAIT_MS = 10_000;

let shared: Transporter | undefined;

/**
 * Sends a letter in its reader's language, or stores it when no mail server is configured. The `id` becomes the
 * Message-ID, which distinguishes a duplicate from a second mail.
 * @throws when the server refuses it
 */
export async function sendMail(letter: Letter, id?: string): Promise<void> {
  const { url, ...mail } = await writeMail(letter);
  if (letter.to === NOBODY) return;
  if (env.SMTP_URL) {
    // Passed as an object, so that the address is not parsed again into several recipients.
    shared ??= openSmtp(env.SMTP_URL);
    const messageId = id && `<${id}@${new URL(publicUrl).hostname}>`;
    await shared.sendMail({ ...mail, messageId, to: { name: '', address: letter.to }, from: env.MAIL_FROM });
    return;
  }
  await keepMail(mail, id);
  if (showsLocalMailbox) announce(letter.to, mail.subject, url);
}

async function writeMail(letter: Letter) {
  const wording = await toWording(letter);
  const html = await findHtml(wording);
  const { subject, action } = wording;
  return { to: letter.to, subject, text: toPlainText(wording), ...(html && { html }), url: action?.url };
}

/**
 * Sends a letter while the caller waits.
 * @throws mail_unavailable when the mail server does not accept it soon
 */
export async function deliverMail(letter: Letter): Promise<void> {
  try {
    await within(LONGEST_WAIT_MS, sendMail(letter), () => {
      throw new Error(`The mail server did not take the mail within ${LONGEST_WAIT_MS} ms.`);
    });
  } catch (error) {
    log.error({ event: 'mail_failed', kind: letter.name, err: error });
    throw mailUnavailable(error);
  }
}

/** Prints the link for a newcomer without a mail server. The log would redact the link as a secret. */
function announce(to: string, subject: string, url: string | undefined): void {
  if (url && env.LOG_LEVEL !== 'silent') process.stdout.write(`\n  Mail to ${to}: ${subject}\n  ${url}\n\n`);
}
