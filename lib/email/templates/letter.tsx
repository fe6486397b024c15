import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Text } from '@react-email/components';
import { SITE } from '#lib/config/site.ts';
import type { Wording } from '../letters.ts';

const INK = '#1c2024';
const QUIET = '#5f6670';
const HAIRLINE = '#e3e1dc';
const PETROL = '#0b6b78';
const FONT =
  "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Hiragino Sans', 'PingFang SC', sans-serif";

const style = {
  body: { backgroundColor: '#f8f7f4', color: INK, fontFamily: FONT, margin: 0, padding: '32px 16px' },
  sheet: {
    backgroundColor: '#ffffff',
    border: `1px solid ${HAIRLINE}`,
    borderRadius: 10,
    maxWidth: 520,
    padding: '32px',
  },
  mark: { color: PETROL, fontSize: 14, fontWeight: 600, margin: '0 0 24px' },
  heading: {
    fontSize: 20,
    fontWeight: 600,
    letterSpacing: '-0.01em',
    lineHeight: '28px',
    margin: '0 0 16px',
    overflowWrap: 'anywhere' as const,
  },
  text: { fontSize: 15, lineHeight: '24px', margin: '0 0 16px', overflowWrap: 'anywhere' as const },
  button: {
    backgroundColor: PETROL,
    borderRadius: 6,
    color: '#ffffff',
    fontSize: 15,
    fontWeight: 600,
    padding: '10px 18px',
  },
  small: { color: QUIET, fontSize: 13, lineHeight: '20px', margin: '16px 0 0', overflowWrap: 'anywhere' as const },
  rule: { borderColor: HAIRLINE, margin: '24px 0 0' },
};

/** Styles for phones and dark mode. They override the inline styles; some mail programs ignore them. */
const SURROUNDINGS = `@media (max-width: 480px) {
  .sheet { padding: 24px 20px !important; }
}
@media (prefers-color-scheme: dark) {
  .ground, .ground td { background-color: #10141a !important; }
  .sheet, .sheet td { background-color: #171c23 !important; border-color: #2c323a !important; }
  .ink { color: #e8eaed !important; }
  .quiet { color: #a3abb5 !important; }
  .rule { border-color: #2c323a !important; }
  .mark { color: #5cc3cd !important; }
  .button { background-color: #5cc3cd !important; color: #0a1f24 !important; }
}`;

/** The layout of all mails: the event, one action, and the reason for the mail. */
export function LetterTemplate({ locale, subject, heading, paragraphs, action, note }: Wording) {
  return (
    <Html lang={locale}>
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{SURROUNDINGS}</style>
      </Head>
      <Preview>{paragraphs[0] ?? heading}</Preview>
      <Body className="ground" style={style.body}>
        <Container className="sheet" style={style.sheet}>
          <Text className="mark" style={style.mark}>
            {SITE.name}
          </Text>
          <Heading className="ink" style={style.heading}>
            {heading}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} className="ink" style={style.text}>
              {paragraph}
            </Text>
          ))}
          {action && (
            <>
              <Button href={action.url} className="button" style={style.button}>
                {action.label}
              </Button>
              <Text style={style.small}>
                <Link href={action.url} className="quiet" style={{ color: QUIET }}>
                  {action.url}
                </Link>
              </Text>
            </>
          )}
          <Hr className="rule" style={style.rule} />
          <Text className="quiet" style={style.small}>
            {note}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
