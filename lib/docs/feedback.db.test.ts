import { afterAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { closePool } from '#lib/db/pool.ts';
import { feedbackInput, listFeedback, recordFeedback } from './feedback.ts';

afterAll(closePool);

const honest = { path: '/docs/billing', locale: 'de', isHelpful: false };
const accepts = (change: object) => feedbackInput.safeParse({ ...honest, ...change }).success;

describe('feedback on a page', () => {
  it('is written down with page, language and time, and is read newest first', async () => {
    await recordFeedback(feedbackInput.parse(honest));
    await recordFeedback(feedbackInput.parse({ ...honest, isHelpful: true, comment: ' Mehr Beispiele. ' }));
    const answers = await listFeedback({ limit: 2 });
    expect(answers).toMatchObject([
      { ...honest, isHelpful: true, comment: 'Mehr Beispiele.' },
      { ...honest, comment: null },
    ]);
  });

  it('does not identify its author', async () => {
    await recordFeedback(feedbackInput.parse({ ...honest, ip: '203.0.113.7', userId: 'user_1' }));
    const row = await db.pageFeedback.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(Object.keys(row).sort()).toEqual(['comment', 'createdAt', 'id', 'isHelpful', 'locale', 'path']);
  });

  it.each(['/docs', '/docs/errors/timeout', '/docs/api/get-key'])('may be about %s', (path) => {
    expect(accepts({ path })).toBe(true);
  });

  it.each(['/docs/nothing', 'docs/billing', '/docs/billing/', '/keys', '', '/docs/errors/constructor'])(
    'is about no page that does not exist: %j',
    (path) => expect(accepts({ path })).toBe(false),
  );

  it('has at most 500 characters and a language of ours', () => {
    expect(accepts({ comment: 'x'.repeat(500) })).toBe(true);
    expect(accepts({ comment: 'x'.repeat(501) })).toBe(false);
    expect(accepts({ locale: 'it' })).toBe(false);
  });

  it('is written down even with half a character in it', async () => {
    await recordFeedback(feedbackInput.parse({ ...honest, comment: 'cut \ud83d' }));
    const [newest] = await listFeedback({ limit: 1 });
    expect(newest?.comment).toMatch(/^cut ./);
  });

  it('contains no terminal control sequences', () => {
    expect(feedbackInput.parse({ ...honest, comment: 'a\u001b[2Jb\r\nc\u0007' }).comment).toBe('a [2Jb c');
  });
});
