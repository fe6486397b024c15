import { notFound } from 'next/navigation';
import { ImageResponse } from 'next/og';
import { CardImage } from '#components/sharing/card-image.tsx';
import { LOCALES } from '#lib/i18n/locales.ts';
import { CARD_PAGES, findCard } from '#lib/sharing/card.ts';
import { cardFonts } from '#lib/sharing/card-fonts.ts';
import { CARD_SIZE, cardAddress, cardPage } from '#lib/sharing/metadata.ts';

export const dynamic = 'force-static';
export const dynamicParams = false;

/** Cards are rendered at build time. */
export const generateStaticParams = () =>
  LOCALES.flatMap((locale) => CARD_PAGES.map((path) => ({ card: cardAddress(locale, path).split('/').slice(2) })));

export async function GET(_: Request, { params }: { params: Promise<{ card: string[] }> }): Promise<Response> {
  const page = cardPage((await params).card);
  const card = page && (await findCard(page.locale, page.path));
  if (!card) notFound();
  return new ImageResponse(<CardImage card={card} locale={page.locale} />, {
    ...CARD_SIZE,
    fonts: cardFonts(page.locale),
  });
}
