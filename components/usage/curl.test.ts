import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlOf } from './curl.ts';

const request = { endpoint: 'chat', requestedModel: 'a', isStreamed: true, endUser: null };

it('a command contains the stored request, and never a secret', () => {
  const command = curlOf({ ...request, endUser: 'u1' }, 'https://hub.example/api/v1');
  expect(command).toContain('curl https://hub.example/api/v1/chat/completions');
  expect(command).toContain('Bearer $TOKENHUB_API_KEY');
  expect(command).toContain('"stream": true');
  expect(command).toContain('"user": "u1"');
});

it.each(["it's", '$(id)', '`id`', '"; id; "', '\\'])('a shell reads a model called %s as text', (requestedModel) => {
  const command = curlOf({ ...request, requestedModel }, 'https://hub.example').replace(/^curl/, `printf '%s\\n'`);
  const printed = execFileSync('sh', ['-c', command], { env: { ...process.env, TOKENHUB_API_KEY: 'none' } }).toString();
  const body = JSON.parse(printed.slice(printed.indexOf('{')));
  expect(body.model).toBe(requestedModel);
});
