import { SITE } from '#lib/config/site.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type Card, phrasesOf } from '#lib/sharing/card.ts';

/** The light theme's colours as hex, which the image renderer supports. */
const COLOURS = { paper: '#fbfaf7', ink: '#161d28', muted: '#4b5461', line: '#d9d8d6', accent: '#00717b' };
const LONG_TITLE = 32;

interface CardImageProps {
  card: Card;
  locale: Locale;
}

/** Rendered by `next/og`, which supports flexbox but no style sheets. */
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
        <div style={{ ...lines, ...titleStyle(title, locale) }}>{toLines(title, locale)}</div>
        <div style={{ ...lines, marginTop: 28, fontSize: 34, lineHeight: 1.4, color: COLOURS.muted }}>
          {toLines(text, locale)}
        </div>
      </div>
      {facts.length > 0 && <Facts facts={facts} />}
    </div>
  );
}

/** Latin text has tighter spacing. Japanese and Chinese glyphs are square, so they are smaller with more leading. */
function titleStyle(title: string, locale: Locale) {
  const isLong = widthOf(title) > LONG_TITLE;
  return locale === 'ja' || locale === 'zh'
    ? { fontSize: isLong ? 56 : 76, fontWeight: 600, lineHeight: 1.3 }
    : { fontSize: isLong ? 64 : 84, fontWeight: 600, lineHeight: 1.1, letterSpacing: -2.5 };
}

/** Width in Latin letters; a square glyph counts as two. */
const widthOf = (title: string) => title.replace(/[\u3000-\uffff]/g, 'mm').length;

/** A function and not a component, because the renderer takes only one element from a component. */
const toLines = (text: string, locale: Locale) =>
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
          <span style={{ fontSize: 24, lineHeight: 1.4, color: COLOURS.muted }}>{name}</span>
          <span style={{ fontSize: 40, lineHeight: 1.4, fontWeight: 600 }}>{value}</span>
        </div>
      ))}
    </div>
  );
}

const column = { display: 'flex', flexDirection: 'column' } as const;
const lines = { display: 'flex', flexWrap: 'wrap' } as const;

/** The header's logo in the size of a card. */
function CardMark() {
  return (
    <svg aria-hidden="true" width="40" height="40" viewBox="0 0 16 16" fill={COLOURS.accent}>
      <path d="M2 1h12v2H9v7H7V3H2z" />
      <path d="M2 12h12v1H2zM2 14h12v1H2z" />
    </svg>
  );
}
