import type { Messages } from '#lib/i18n/messages.ts';

interface NavigationEntry {
  /** Its label is `shell.navigation.<id>`, its icon is in `NAVIGATION_ICONS`. */
  id: keyof Messages['shell']['navigation'];
  /** Without the locale. */
  href: string;
  /** The second key of the shortcut, after `g`. */
  shortcut: string;
}

/** The portal's pages, in the order of the sidebar, the command menu and the shortcuts. */
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
