import { useLocale } from 'next-intl';
import { type ComponentProps, useSyncExternalStore } from 'react';
import { leaveNote, takeNote } from '#components/ui/notes.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/* Replaces `lib/i18n/navigation.ts` in islands: the same exports without Next's router. Links load a new document. */

interface LinkProps extends ComponentProps<'a'> {
  /** Without the locale. */
  href: string;
  locale?: Locale;
  prefetch?: boolean;
}

export function Link({ href, locale, prefetch: _, ...props }: LinkProps) {
  const here = useLocale();
  // The attribute order matches Next's.
  return <a {...props} href={toAddress(locale ?? here, href)} />;
}

interface NavigateOptions {
  locale?: Locale;
  /** False keeps the scroll position. */
  scroll?: boolean;
}

export function useRouter() {
  const here = useLocale();
  return {
    push: (href: string) => window.location.assign(toAddress(here, href)),
    replace: (href: string, { locale = here, scroll = true }: NavigateOptions = {}) => {
      const address = new URL(toAddress(locale, href), window.location.origin);
      const { hash } = address;
      // The browser would scroll to a fragment instead of the kept position.
      if (!scroll && leaveNote(PLACE, JSON.stringify({ y: window.scrollY, hash }))) address.hash = '';
      window.location.replace(address);
    },
  };
}

/** The path of the page without the locale. */
export function usePathname(): string {
  const locale = useLocale();
  const pathname = useSyncExternalStore(
    never,
    () => window.location.pathname,
    () => `/${locale}`,
  );
  return pathname.slice(locale.length + 1) || '/';
}

const never = () => () => {};

const toAddress = (locale: string, href: string) => `/${locale}${href.replace(/^\/(?=[?#]|$)/, '')}`;

const PLACE = 'kept-place';

/** Restores the scroll position that the previous page stored. */
export function restorePlace(): void {
  const note = takeNote(PLACE);
  if (note === null) return;
  const { y, hash } = JSON.parse(note);
  window.scrollTo(0, y);
  // Until then the browser scrolls to the fragment in the URL.
  if (hash) window.addEventListener('load', () => history.replaceState(null, '', hash), { once: true });
}
