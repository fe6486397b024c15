import { expect, it } from 'vitest';
import { NO_ANSWER } from '../run/answer.ts';
import { countingIds } from '../testing/drafts.ts';
import { fromRun } from './from-run.ts';
import { importText } from './import-text.ts';

const sent = { model: 'claude-sonnet-4-6', messages: [{ role: 'user' as const, content: 'Hello' }], max_tokens: 64 };

it('opens a run of this browser with its answer', () => {
  const imported = importText(fromRun({ sent, answer: { ...NO_ANSWER, text: 'Hi.' } }), countingIds());
  if (imported.kind !== 'request') throw new Error('It was not imported.');
  expect(imported.notes).toEqual([]);
  expect(imported.column).toMatchObject({
    settings: { max_tokens: 64 },
    messages: [
      { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
      { role: 'assistant', parts: [{ type: 'text', text: 'Hi.' }] },
    ],
  });
});

it('opens a run without an answer as it was sent', () => {
  expect(JSON.parse(fromRun({ sent, answer: NO_ANSWER }))).toEqual(sent);
});
