import { expect, it } from 'vitest';
import { BUCKETS, toUsdPerMillion } from '#lib/billing/pricing.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { GUIDES } from './contents.ts';
import { priceList, securityText } from './documents.ts';
import { llmsText } from './markdown.ts';

const now = new Date('2026-11-22T10:00:00Z');

it('lists in /pricing.json the exact rates of the catalog', () => {
  const rates = priceList(now, []).models.map((model) => Object.values(model.rates));
  expect(rates).toEqual(CATALOG.map((model) => BUCKETS.map((bucket) => toUsdPerMillion(model.rates[bucket]))));
});

it('names every guide in /llms.txt', async () => {
  const text = await llmsText({ locale: 'en', origin: 'https://hub.example' });
  for (const slug of GUIDES) expect(text).toContain(`(https://hub.example/en/docs/${slug}.md)`);
});

it('gives in security.txt a contact, valid for less than a year', () => {
  const text = securityText({ from: 'TokenHub <hub@example.com>', origin: 'https://hub.example', now });
  expect(text).toContain('Contact: mailto:hub@example.com\n');
  expect(Date.parse(/Expires: (.+)/.exec(text)?.[1] ?? '')).toBeLessThan(now.getTime() + 365 * 86_400_000);
});
