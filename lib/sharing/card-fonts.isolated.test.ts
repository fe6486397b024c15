import { ImageResponse } from 'next/og';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { CARD_PAGES, findCard } from './card.ts';
import { cardFonts } from './card-fonts.ts';

afterEach(() => vi.unstubAllGlobals());

it.each(LOCALES)('have every letter of the cards in %s', async (locale) => {
  // The renderer fetches its own modules, and would fetch a font for any letter it lacks from another site.
  const fetched = vi.fn((_: unknown) => Promise.reject(new Error('offline')));
  vi.stubGlobal('fetch', fetched);
  const cards = await Promise.all(CARD_PAGES.map((path) => findCard(locale, path)));
  const letters = [...new Set(JSON.stringify(cards))].join(' ');
  const element = { type: 'div', props: { style: { display: 'flex' }, children: letters } } as ReactElement;
  await new ImageResponse(element, { fonts: cardFonts(locale) }).arrayBuffer();
  expect(fetched.mock.calls.map(([address]) => String(address)).filter((address) => /^https?:/.test(address))).toEqual(
    [],
  );
});
