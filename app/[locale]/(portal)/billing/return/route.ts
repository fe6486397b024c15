import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { linkTo } from '#lib/accounts/links.ts';
import { ACCOUNT_COOKIE, ACCOUNT_COOKIE_OPTIONS } from '#lib/auth/cookies.ts';
import { toReturnQuery } from '#lib/auth/return-path.ts';
import { currentUser } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { log } from '#lib/log.ts';
import { confirmCheckout } from '#lib/stripe/pages.ts';
import { findTopUpOfSession } from '#lib/stripe/queries.ts';

/** The return URL of Stripe's pages. It credits nothing, but shows the page that waits for Stripe's confirmation. */
export async function GET(request: Request, { params }: LocaleParams): Promise<Response> {
  const locale = await readLocale(params);
  const { pathname, search, searchParams } = new URL(request.url);
  const user = await currentUser();
  if (!user)
    return NextResponse.redirect(linkTo(locale, '/sign-in') + toReturnQuery({ locale, next: pathname + search }));
  const session = searchParams.get('session');
  if (session) {
    const topUp = await findTopUpOfSession(
      user.accounts.map(({ id }) => id),
      session,
    );
    // Another tab may have switched the account, so the account that was paid for is selected.
    if (topUp) (await cookies()).set(ACCOUNT_COOKIE, topUp.accountId, ACCOUNT_COOKIE_OPTIONS);
    return NextResponse.redirect(linkTo(locale, topUp ? `/billing/top-ups/${topUp.id}?paid` : '/billing'));
  }
  const [accountId, card] = [searchParams.get('account'), searchParams.get('card')];
  if (accountId && card) {
    await confirmCheckout(user, accountId, card).catch((err: unknown) =>
      log.warn({ event: 'card_not_confirmed', err }),
    );
    if (user.accounts.some(({ id }) => id === accountId))
      (await cookies()).set(ACCOUNT_COOKIE, accountId, ACCOUNT_COOKIE_OPTIONS);
  }
  return NextResponse.redirect(linkTo(locale, '/billing'));
}
