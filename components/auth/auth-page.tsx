'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** For `t.rich`: an address in a sentence, to be checked at a glance. */
export const address = { b: (words: ReactNode) => <b className="font-medium text-ink">{words}</b> };

interface AuthHeadProps {
  title: ReactNode;
  children?: ReactNode;
  /** The page changed to this without loading: the heading takes the focus, so that it is read and Tab goes on from it. */
  isArrival?: boolean;
}

export function AuthHead({ title, children, isArrival = false }: AuthHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isArrival) heading.current?.focus();
  }, [isArrival]);
  return (
    <div className="grid gap-2 pb-6">
      <h1 ref={heading} tabIndex={-1} className="wrap-anywhere text-28 outline-none">
        {title}
      </h1>
      {children && <p className="wrap-anywhere text-14 text-ink-muted">{children}</p>}
    </div>
  );
}

/** The way on from a page where nothing else is left to do. */
export function BackToSignIn({ variant }: Pick<ButtonProps, 'variant'>) {
  const t = useTranslations('auth.reset');
  const toHref = useAuthHref();
  return (
    <Button asChild variant={variant}>
      <Link href={toHref('/sign-in')}>{t('back')}</Link>
    </Button>
  );
}

/** Addresses of the other pages about signing in, which lead back to where this one does. */
export function useAuthHref() {
  const callbackUrl = useSearchParams().get('callbackUrl');
  return (pathname: `/${string}`) => ({ pathname, query: callbackUrl === null ? {} : { callbackUrl } });
}
