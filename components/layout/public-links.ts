import type { Messages } from '#lib/i18n/messages.ts';

interface PublicLink {
  /** Its name is `shell.navigation.<id>`. */
  id: keyof Messages['shell']['navigation'];
  href: string;
  isAvailable: boolean;
}

/** The pages that need no account, as the public header and footer list them. */
const PUBLIC_LINKS: readonly PublicLink[] = [
  { id: 'models', href: '/models', isAvailable: true },
  { id: 'prices', href: '/#prices', isAvailable: true },
  { id: 'docs', href: '/docs', isAvailable: true },
];

export const availablePublicLinks = () => PUBLIC_LINKS.filter(({ isAvailable }) => isAvailable);
