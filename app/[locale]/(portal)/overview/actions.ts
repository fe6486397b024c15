'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { COOKIE_OPTIONS } from '#lib/auth/cookies.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { ONBOARDING_COOKIE, ONBOARDING_COOKIE_SECONDS, readDismissed, withDismissed } from './onboarding-cookie.ts';

export const dismissOnboardingAction = accountAction(
  z.strictObject({ isDismissed: z.boolean() }),
  async ({ isDismissed }, user) => {
    const jar = await cookies();
    const value = withDismissed(readDismissed(jar.get(ONBOARDING_COOKIE)?.value), user.accountId, isDismissed);
    jar.set(ONBOARDING_COOKIE, value, { ...COOKIE_OPTIONS, maxAge: ONBOARDING_COOKIE_SECONDS });
    return null;
  },
);
