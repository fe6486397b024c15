interface SecurityFacts {
  /** The installation's own sender: `TokenHub <tokenhub@example.com>`. */
  from: string;
  origin: string;
  now: Date;
}

const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

/** RFC 9116: whom to tell about a weakness. It is the address the installation's mails come from. */
export function securityText({ from, origin, now }: SecurityFacts): string {
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const lines = [
    `Contact: mailto:${address.trim()}`,
    `Expires: ${new Date(midnight + VALID_DAYS * DAY_MS).toISOString()}`,
    'Preferred-Languages: en, de',
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return `${lines.join('\n')}\n`;
}
