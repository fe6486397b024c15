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
  heading: { fontSize: 20, fontWeight: 600, letterSpacing: '-0.01em', lineHeight: '28px', margin: '0 0 16px' },
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

/** The one shape of our mails: what happened, one thing to do, why it came. */
export function LetterTemplate({ locale, subject, heading, paragraphs, action, note }: Wording) {
  return (
    <Html lang={locale}>
      <Head>
        <title>{subject}</title>
      </Head>
      <Preview>{paragraphs[0] ?? heading}</Preview>
      <Body style={style.body}>
        <Container style={style.sheet}>
          <Text style={style.mark}>{SITE.name}</Text>
          <Heading style={style.heading}>{heading}</Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={style.text}>
              {paragraph}
            </Text>
          ))}
          {action && (
            <>
              <Button href={action.url} style={style.button}>
                {action.label}
              </Button>
              <Text style={style.small}>
                <Link href={action.url} style={{ color: QUIET }}>
                  {action.url}
                </Link>
              </Text>
            </>
          )}
          <Hr style={style.rule} />
          <Text style={style.small}>{note}</Text>
        </Container>
      </Body>
    </Html>
  );
}
