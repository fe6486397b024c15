import { expect, it } from 'vitest';
import { type Guide, hashOf, isStale, parseGuide } from './guide.ts';

const english: Guide = { title: 'Billing', description: 'What is held.', sourceHash: null, body: 'Text.' };
const translation: Guide = { ...english, title: 'Abrechnung', sourceHash: hashOf(english) };

it('calls a translation of the present English text current', () => {
  expect(isStale(translation, english)).toBe(false);
});

it.each<Partial<Guide>>([{ title: 'Bills' }, { description: 'Else.' }, { body: 'Other text.' }])(
  'calls a translation stale once English has %j',
  (change) => expect(isStale(translation, { ...english, ...change })).toBe(true),
);

it('treats a translation without a hash as stale', () => {
  expect(isStale({ ...translation, sourceHash: null }, english)).toBe(true);
});

it('reads plain and quoted heads', () => {
  expect(parseGuide('---\ntitle: "A: b"\ndescription: c\nsourceHash: "0123456789ab"\n---\n\n## D [#d]\n')).toEqual({
    title: 'A: b',
    description: 'c',
    sourceHash: '0123456789ab',
    body: '## D [#d]',
  });
});

it('refuses a guide without a title or a description', () => {
  expect(() => parseGuide('---\ntitle: A\n---\ntext')).toThrow('description');
});
