import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Delivery {
  from: string;
  to: string[];
  /** Headers and parts, undecoded. */
  source: string;
  isEncrypted: boolean;
  user: string | undefined;
}

export interface MailServer {
  port: number;
  deliveries: Delivery[];
  /** Resolves once `count` mails have arrived. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real SMTP server on this machine, with an untrusted certificate. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const deliveries: Delivery[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    closeTimeout: 100,
    ...options,
    onData: async (stream, { envelope, secure, user }, done) => {
      const source = Buffer.concat(await stream.toArray()).toString();
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      const to = envelope.rcptTo.map(({ address }) => address);
      deliveries.push({ from, to, source, isEncrypted: secure, user });
      done();
      server.emit('delivered');
    },
  });
  server.on('error', () => {}); // a client that does not trust the certificate disconnects
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    deliveries,
    async arrived(count) {
      while (deliveries.length < count) await once(server, 'delivered');
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export function toReadable(source: string): string {
  const bytes = source
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** An SMTP response that refuses, such as 451 or 550. */
export const refusal = (responseCode: number): Error => Object.assign(new Error('not now'), { responseCode });
