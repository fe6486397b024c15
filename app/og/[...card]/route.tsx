import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notFound } from 'next/navigation';
import { ImageResponse } from 'next/og';
import { CardImage } from '#components/sharing/card-image.tsx';
import { CARD_LOCALES, cardAddress, cardPage } from '#lib/sharing/address.ts';
import { CARD_PAGES, findCard } from '#lib/sharing/card.ts';
import { CARD_SIZE } from '#lib/sharing/metadata.ts';

export const dynamic = 'force-static';
export const dynamicParams = false;

/** Cards are drawn when the portal is built. */
export const generateStaticParams = () =>
  CARD_LOCALES.flatMap((locale) => CARD_PAGES.map((path) => ({ card: cardAddress(locale, path).split('/').slice(2) })));

const font = (name: string, weight: 400 | 600) => {
  const file = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans', name);
  return { name: 'Geist', data: readFileSync(file), weight };
};

/** Made once: the renderer remembers what it has read of these very fonts. */
const FONTS = [font('Geist-Regular.ttf', 400), font('Geist-SemiBold.ttf', 600)];

export async function GET(_: Request, { params }: { params: Promise<{ card: string[] }> }): Promise<Response> {
  const page = cardPage((await params).card);
  const card = page && (await findCard(page.locale, page.path));
  if (!card) notFound();
  return new ImageResponse(<CardImage card={card} />, {
    ...CARD_SIZE,
    fonts: FONTS,
  });
}
