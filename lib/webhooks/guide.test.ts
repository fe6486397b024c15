import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readGuide } from '#lib/docs/guide.ts';
import { toBody, WEBHOOK_EVENTS, type WebhookEvents } from './events.ts';
import { newSecret, signedHeaders } from './signature.ts';

/* Translations have the code of the English page to the letter. */
const { body: guide } = readGuide('en', 'webhooks');
const codeIn = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code);

const [limit, spent] = [
  { usd: '40', nano_usd: '40000000000' },
  { usd: '40.000135', nano_usd: '40000135000' },
];
const cap = {
  id: 'bud_01k9zq4w8b6m3t2v5x7y9abcde',
  subject: 'tag',
  subject_id: 'team=search',
  name: 'team=search',
  window: 'month',
  limit: { usd: '50', nano_usd: '50000000000' },
} as const;
const topUp = {
  top_up_id: 'top_01k9zq4w8b6m3t2v5x7y9abcde',
  is_automatic: true,
  credit: { usd: '25', nano_usd: '25000000000' },
};
/** What the guide shows, in the types of what is sent. */
const SHOWN: Omit<WebhookEvents, 'webhook.test'> = {
  'cap.threshold_reached': { cap, threshold: { percent: 80, amount: limit }, spent },
  'cap.reached': { cap, used: { usd: '49.9994', nano_usd: '49999400000' } },
  'balance.low': {
    balance: { usd: '0.994652', nano_usd: '994652000' },
    threshold: { usd: '1', nano_usd: '1000000000' },
  },
  'spend.threshold_reached': { month: '2026-11', threshold: limit, spent },
  'top_up.credited': topUp,
  'top_up.failed': { ...topUp, reason: 'card_declined' },
  'auto_top_up.suspended': { reason: 'failures' },
};

it('shows each type of event as it is sent', () => {
  const at = new Date('2026-11-30T18:00:07.652Z');
  const sent = WEBHOOK_EVENTS.map((type) =>
    JSON.parse(toBody('acct_01k9zq4w8b6m3t2v5x7y9abcde', { type, data: SHOWN[type] } as never, at)),
  );
  expect(codeIn('json').map((code) => JSON.parse(code))).toEqual(sent);
});

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

const RECEIVERS = [
  ['Node', 'javascript', process.execPath, ['--input-type=module', '--eval']],
  ...(hasPython() ? ([['Python', 'python', 'python3', ['-u', '-c']]] as const) : []),
] as const;

describe.each(RECEIVERS)('the receiver in %s', (_, language, program, flags) => {
  it('takes a message with its signature, old secret or new, and refuses forged and old ones', async () => {
    const [secret, other] = [newSecret(), newSecret()];
    const port = await findPort();
    const [code = ''] = codeIn(language);
    const env = { ...process.env, TOKENHUB_WEBHOOK_SECRET: secret, PORT: String(port) };
    const receiver = spawn(program, [...flags, code], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    receiver.stdout.on('data', (text) => {
      said += text;
    });
    const send = async (body: string, headers: Record<string, string>) =>
      (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body })).status;
    try {
      const body = JSON.stringify({ type: 'balance.low', data: { name: 'é' } });
      const sign = (by: string[], now = new Date()) => signedHeaders({ id: 'msg_1', body }, by, now);
      await expect.poll(() => send(body, {}).catch(() => 0), { timeout: 20_000 }).toBe(401);
      expect(await send(body, sign([secret]))).toBe(204);
      expect(await send(body, sign([other, secret]))).toBe(204);
      expect(await send(body, sign([other]))).toBe(401);
      expect(await send(`${body} `, sign([secret]))).toBe(401);
      expect(await send(body, sign([secret], new Date(Date.now() - 301_000)))).toBe(401);
      expect(await send(body, { ...sign([secret]), 'webhook-id': 'msg_2' })).toBe(401);
      expect(await send(body, { ...sign([secret]), 'webhook-signature': 'v1, v1,é!' })).toBe(401);
      await expect.poll(() => said.match(/balance\.low/g)).toHaveLength(2);
    } finally {
      receiver.kill();
    }
  });
});
