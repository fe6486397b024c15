'use client';

import { useSearchParams } from 'next/navigation';

/** Addresses of the other pages about signing in, which lead back to where this one does. */
export function useAuthHref() {
  const callbackUrl = useSearchParams().get('callbackUrl');
  return (pathname: `/${string}`) => ({ pathname, query: callbackUrl === null ? {} : { callbackUrl } });
}
