import { createTransport, type Transporter } from 'nodemailer';

const TIMEOUT_MS = 15_000;
const CONNECTIONS = 2;

/**
 * The way to a mail server. A password goes over TLS or not at all, unless the address itself says `?requireTLS=false`.
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
