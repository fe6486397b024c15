import { openSmtp } from '#lib/email/mail-server.ts';
import { type Check, Finding } from './check.ts';

const TIMEOUT_MS = 5_000;

/** Whether the mail server answers and accepts our login. Without it nobody confirms an address or resets a password. */
export const mailCheck = (url: string): Check => ({
  name: 'mail server',
  async run() {
    const server = openSmtp(url, { timeoutMs: TIMEOUT_MS });
    try {
      await server.verify();
      return `${new URL(url).host} takes mail`;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new Finding(`${new URL(url).host} takes no mail (${code ?? message}). Check SMTP_URL.`);
    } finally {
      server.close();
    }
  },
});
