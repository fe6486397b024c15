import { useLocale } from 'next-intl';
import { type ComponentProps, useSyncExternalStore } from 'react';
import { leaveNote, takeNote } from '#components/ui/notes.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/*
 * What islands find in the place of `lib/i18n/navigation.ts`: the same names without Next's router. Pages change as the
 * browser changes them.
 */

interface LinkProps extends ComponentProps<'a'> {
  /** Without the language. */
  href: string;
  locale?: Locale;
  prefetch?: boolean;
}

export function Link({ href, locale, prefetch: _, ...props }: LinkProps) {
  const here = useLocale();
  // The address last, as Next writes it.
  return <a {...props} href={toAddress(locale ?? here, href)} />;
}

interface NavigateOptions {
  locale?: Locale;
  /** False keeps the place in the page. */
  scroll?: boolean;
}

export function useRouter() {
  const here = useLocale();
  return {
    push: (href: string) => window.location.assign(toAddress(here, href)),
    replace: (href: string, { locale = here, scroll = true }: NavigateOptions = {}) => {
      const address = new URL(toAddress(locale, href), window.location.origin);
      const { hash } = address;
      // Left in the address, the browser would go to it and not to the place.
      if (!scroll && leaveNote(PLACE, JSON.stringify({ y: window.scrollY, hash }))) address.hash = '';
      window.location.replace(address);
    },
  };
}

/** The address of the page without its language. */
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

/** To where somebody was on the page that this one replaces. */
export function restorePlace(): void {
  const note = takeNote(PLACE);
  if (note === null) return;
  const { y, hash } = JSON.parse(note);
  window.scrollTo(0, y);
  // Until then a browser goes to what it finds in the address.
  if (hash) window.addEventListener('load', () => history.replaceState(null, '', hash), { once: true });
}
