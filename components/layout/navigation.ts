import type { Messages } from '#lib/i18n/messages.ts';

interface NavigationEntry {
  /** Its name is `shell.navigation.<id>`, its icon stands in `navigation-icons.ts`. */
  id: keyof Messages['shell']['navigation'];
  /** Without the language. */
  href: string;
  /** Pressed after `g`. */
  shortcut: string;
  /** Whether the page exists. What does not is shown nowhere. */
  isAvailable: boolean;
}

/** The portal's pages in the order of the sidebar, the command menu and the shortcuts. */
export const NAVIGATION = [
  { id: 'overview', href: '/overview', shortcut: 'o', isAvailable: true },
  { id: 'playground', href: '/playground', shortcut: 'p', isAvailable: true },
  { id: 'keys', href: '/keys', shortcut: 'k', isAvailable: true },
  { id: 'usage', href: '/usage', shortcut: 'u', isAvailable: true },
  { id: 'logs', href: '/logs', shortcut: 'l', isAvailable: true },
  { id: 'billing', href: '/billing', shortcut: 'b', isAvailable: true },
  { id: 'settings', href: '/settings', shortcut: 's', isAvailable: true },
  { id: 'docs', href: '/docs', shortcut: 'd', isAvailable: true },
] as const satisfies readonly NavigationEntry[];

export type PortalPage = (typeof NAVIGATION)[number]['id'];

export const availableEntries = () =>
  (NAVIGATION as readonly (NavigationEntry & { id: PortalPage })[]).filter(({ isAvailable }) => isAvailable);
