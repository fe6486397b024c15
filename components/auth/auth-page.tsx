'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** For `t.rich`: emphasises an address in a sentence. */
export const address = { b: (words: ReactNode) => <b className="font-medium text-ink">{words}</b> };

interface AuthHeadProps {
  title: ReactNode;
  children?: ReactNode;
  /** The page changed without loading, so the heading takes the focus: it is announced, and Tab continues from it. */
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

/** Link to sign-in, for pages without another action. */
export function BackToSignIn({ variant }: Pick<ButtonProps, 'variant'>) {
  const t = useTranslations('auth.reset');
  const toHref = useAuthHref();
  return (
    <Button asChild variant={variant}>
      <Link href={toHref('/sign-in')}>{t('back')}</Link>
    </Button>
  );
}

/** Returns links to the other sign-in pages that keep the destination after sign-in. */
export function useAuthHref() {
  const callbackUrl = useSearchParams().get('callbackUrl');
  return (pathname: `/${string}`) => ({ pathname, query: callbackUrl === null ? {} : { callbackUrl } });
}
