import { SITE } from '#lib/config/site.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Card } from '#lib/sharing/card.ts';
import { phrasesOf } from '#lib/sharing/phrases.ts';

/** The light theme's colours, in the notation the card's renderer knows. */
const COLOURS = { paper: '#fbfaf7', ink: '#161d28', muted: '#4b5461', line: '#d9d8d6', accent: '#00717b' };
const LONG_TITLE = 32;

interface CardImageProps {
  card: Card;
  locale: Locale;
}

/** Drawn by `next/og`, which knows flex boxes and no style sheets. */
export function CardImage({ card: { place, title, text, facts }, locale }: CardImageProps) {
  return (
    <div
      style={{ ...column, width: '100%', height: '100%', padding: 72, background: COLOURS.paper, color: COLOURS.ink }}
    >
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 34 }}>
        <CardMark />
        <span style={{ marginLeft: 16, fontWeight: 600 }}>{SITE.name}</span>
        {place && <span style={{ marginLeft: 16, color: COLOURS.muted }}>{`/ ${place}`}</span>}
      </div>
      <div style={{ ...column, flexGrow: 1, justifyContent: 'center' }}>
        <div style={{ ...lines, fontSize: widthOf(title) > LONG_TITLE ? 64 : 84, ...titleStyle(locale) }}>
          <Phrases text={title} locale={locale} />
        </div>
        <div style={{ ...lines, marginTop: 28, fontSize: 34, lineHeight: 1.4, color: COLOURS.muted }}>
          <Phrases text={text} locale={locale} />
        </div>
      </div>
      {facts.length > 0 && <Facts facts={facts} />}
    </div>
  );
}

/** Latin letters of this size stand closer; Japanese and Chinese ones are squares and want more room above. */
const titleStyle = (locale: Locale) =>
  isSquare(locale)
    ? { fontWeight: 600, letterSpacing: 0, lineHeight: 1.3 }
    : { fontWeight: 600, letterSpacing: -2.5, lineHeight: 1.1 };

const isSquare = (locale: Locale) => locale === 'ja' || locale === 'zh';

/** In Latin letters; a square one is as wide as two. */
const widthOf = (title: string) => title.replace(/[\u3000-\uffff]/g, 'mm').length;

const Phrases = ({ text, locale }: { text: string; locale: Locale }) =>
  phrasesOf(text, locale).map((phrase) => (
    <span key={phrase} style={{ whiteSpace: 'pre-wrap' }}>
      {phrase}
    </span>
  ));

function Facts({ facts }: Pick<Card, 'facts'>) {
  return (
    <div style={{ display: 'flex', gap: 64, borderTop: `2px solid ${COLOURS.line}`, paddingTop: 28 }}>
      {facts.map(({ name, value }) => (
        <div key={name} style={column}>
          <span style={{ fontSize: 24, color: COLOURS.muted }}>{name}</span>
          <span style={{ marginTop: 4, fontSize: 40, fontWeight: 600 }}>{value}</span>
        </div>
      ))}
    </div>
  );
}

const column = { display: 'flex', flexDirection: 'column' } as const;
const lines = { display: 'flex', flexWrap: 'wrap' } as const;

/** The mark of the page's header, at the size of a card. */
function CardMark() {
  return (
    <svg aria-hidden="true" width="40" height="40" viewBox="0 0 16 16" fill={COLOURS.accent}>
      <path d="M2 1h12v2.5H9.25V9h-2.5V3.5H2z" />
      <path d="M2 10.5h12V12H2zM2 13.5h12V15H2z" />
    </svg>
  );
}
