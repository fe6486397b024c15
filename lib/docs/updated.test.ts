import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { GUIDES } from './contents.ts';
import { type Guide, hashOf, readGuide } from './guide.ts';
import { readStamps, restamp, stampName, updatedOn } from './updated.ts';

const guide: Guide = { title: 'Billing', description: 'What is held.', sourceHash: null, body: 'Text.' };
const stamps = { 'billing.mdx': { hash: hashOf(guide), on: '2026-01-02' } };
const TODAY = '2026-11-22';

describe('the day a guide was last changed', () => {
  it('belongs to its current text', () => expect(updatedOn(guide, 'billing.mdx', stamps)).toBe('2026-01-02'));

  it('is unknown for a text that changed since', () => {
    expect(updatedOn({ ...guide, body: 'Other.' }, 'billing.mdx', stamps)).toBeNull();
    expect(updatedOn(guide, 'keys.mdx', stamps)).toBeNull();
  });

  it('stays where the text stayed, and is today where it changed', () => {
    const changed = { ...guide, body: 'Other.' };
    expect(restamp([['billing.mdx', guide]], { ...stamps, 'gone.mdx': { hash: 'x', on: TODAY } }, TODAY)).toEqual(
      stamps,
    );
    expect(restamp([['billing.mdx', changed]], stamps, TODAY)['billing.mdx']?.on).toBe(TODAY);
  });

  it('is known for every guide in every language: `npx node lib/docs/restamp.ts` notes it', () => {
    const known = readStamps();
    const unknown = LOCALES.flatMap((locale) =>
      GUIDES.map((slug) => [
        stampName(locale, slug),
        updatedOn(readGuide(locale, slug), stampName(locale, slug), known),
      ]),
    ).filter(([, day]) => day === null);
    expect(unknown).toEqual([]);
    expect(Object.keys(known)).toHaveLength(LOCALES.length * GUIDES.length);
  });
});
