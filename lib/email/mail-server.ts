import 'server-only';
import { createTransport, type Transporter } from 'nodemailer';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { within } from '#lib/within.ts';

const LONGEST_WAIT_MS = 5_000;
/** How long a check is cached, so that strangers cannot make us contact the server at will. */
const FRESH_MS = 10_000;

interface Look {
  at: number;
  isUp: Promise<boolean>;
}

let last: Look | undefined;

/**
 * Checks that the mail server accepts our connection, before a caller is told that a mail is on its way. The check does
 * not depend on the address, so its result reveals nothing about one.
 * @throws mail_unavailable
 */
export async function assertMailServer(now = Date.now()): Promise<void> {
  if (!env.SMTP_URL) return;
  if (!last || now - last.at >= FRESH_MS) last = { at: now, isUp: isUp(env.SMTP_URL) };
  if (!(await last.isUp)) throw mailUnavailable();
}

async function isUp(url: string): Promise<boolean> {
  const server = openSmtp(url, { timeoutMs: LONGEST_WAIT_MS });
  try {
    return await within(LONGEST_WAIT_MS, server.verify(), () => false);
  } catch (error) {
    log.error({ event: 'mail_server_down', err: error });
    return false;
  } finally {
    server.close();
  }
}

export const mailUnavailable = (cause?: unknown): AppError =>
  new AppError('mail_unavailable', 'No mail can be sent at the moment. Try again in a few minutes.', { cause });

const TIMEOUT_MS = 15_000;
const CONNECTIONS = 2;

/**
 * A connection to a mail server. The password requires TLS, unless the URL has `?requireTLS=false`.
 * @param url such as `smtps://user:password@mail.example:465`
 */
export function openSmtp(url: string, { timeoutMs = TIMEOUT_MS } = {}): Transporter {
  return createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    requireTLS: new URL(url).password !== '',
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
}
