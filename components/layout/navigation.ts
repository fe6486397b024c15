import type { Messages } from '#lib/i18n/messages.ts';

interface NavigationEntry {
  /** Its name is `shell.navigation.<id>`, its icon is in `NAVIGATION_ICONS`. */
  id: keyof Messages['shell']['navigation'];
  /** Without the language. */
  href: string;
  /** Pressed after `g`. */
  shortcut: string;
}

/** The portal's pages in the order of the sidebar, the command menu and the shortcuts. */
export const NAVIGATION = [
  { id: 'overview', href: '/overview', shortcut: 'o' },
  { id: 'playground', href: '/playground', shortcut: 'p' },
  { id: 'keys', href: '/keys', shortcut: 'k' },
  { id: 'usage', href: '/usage', shortcut: 'u' },
  { id: 'logs', href: '/logs', shortcut: 'l' },
  { id: 'billing', href: '/billing', shortcut: 'b' },
  { id: 'settings', href: '/settings', shortcut: 's' },
  { id: 'docs', href: '/docs', shortcut: 'd' },
] as const satisfies readonly NavigationEntry[];

export type PortalPage = (typeof NAVIGATION)[number]['id'];
