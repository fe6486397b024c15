import { cookieName } from '#lib/auth/cookies.ts';

export const ONBOARDING_COOKIE = cookieName('first-steps');
export const ONBOARDING_COOKIE_SECONDS = 31_536_000;

const MOST_ACCOUNTS = 20;

/** The accounts whose first steps are hidden in this browser. The cookie affects only the display. */
export const readDismissed = (cookie: string | undefined): string[] => (cookie ?? '').split('.').filter(Boolean);

export function withDismissed(dismissed: readonly string[], accountId: string, isDismissed: boolean): string {
  const others = dismissed.filter((id) => id !== accountId);
  return (isDismissed ? [...others, accountId] : others).slice(-MOST_ACCOUNTS).join('.');
}
