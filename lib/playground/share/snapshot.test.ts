import { expect, it } from 'vitest';
import { readDraft } from '../stored/read-draft.ts';
import { draftOf, message, tool } from '../testing/drafts.ts';
import { toSnapshot } from './snapshot.ts';

const SECRET = 'SECRET';

const draft = draftOf(
  {
    payer: { keyId: SECRET },
    settings: { temperature: 0.5, user: SECRET, metadata: { case: SECRET } },
    switchedOff: { stop: [SECRET] },
    messages: [
      message('m1', 'user', 'Hello {{name}}'),
      message('m2', 'assistant', 'Hi', {
        runId: SECRET,
        reasoning: [{ type: 'reasoning.text', text: SECRET }],
        versions: { index: 0, others: [[message('m3', 'assistant', SECRET)]] },
      }),
    ],
    tools: [
      tool('mocked', { mock: { kind: 'reply', template: SECRET } }),
      tool('called', { mock: { kind: 'url', url: `https://${SECRET}.example` } }),
    ],
  },
  { name: 'Greeting', variables: { name: 'Ada' }, rows: [{ id: 'r1', values: { name: SECRET } }] },
);

it('contains the visible conversation, and nothing hidden', () => {
  const shared = toSnapshot(draft);
  expect(JSON.stringify(shared)).not.toContain(SECRET);
  expect(shared).toMatchObject({ name: 'Greeting', variables: { name: 'Ada' } });
  expect(shared.columns[0]?.settings).toEqual({ temperature: 0.5 });
  expect(shared.columns[0]?.messages.map(({ parts }) => parts)).toEqual([
    [{ type: 'text', text: 'Hello {{name}}' }],
    [{ type: 'text', text: 'Hi' }],
  ]);
});

it('is a valid draft, even when shared again', () => {
  const shared = toSnapshot(draft);
  expect(readDraft(JSON.parse(JSON.stringify(shared)))).toMatchObject({ ok: true });
  expect(toSnapshot(shared)).toEqual(shared);
});
