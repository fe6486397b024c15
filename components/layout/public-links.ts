import type { Messages } from '#lib/i18n/messages.ts';

interface PublicLink {
  /** Its name is `shell.navigation.<id>`. */
  id: keyof Messages['shell']['navigation'];
  href: string;
}

/** The pages that need no account, as the public header and footer list them. */
export const PUBLIC_LINKS: readonly PublicLink[] = [
  { id: 'models', href: '/models' },
  { id: 'prices', href: '/#prices' },
  { id: 'docs', href: '/docs' },
];
