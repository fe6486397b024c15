import 'server-only';
import { env } from '#lib/config/env.ts';
import { stripeMode } from './client.ts';

/** The public path of the local Stripe's pages, because browsers cannot reach its port. */
export const LOCAL_PAGES = '/dev/stripe';
const PASSED = ['content-type', 'location', 'cache-control', 'referrer-policy'];

/** Proxies a page of the local Stripe. 404 in any other mode. */
export async function passToLocalStripe(request: Request): Promise<Response> {
  if (stripeMode() !== 'local') return new Response('Not found', { status: 404 });
  const { pathname } = new URL(request.url);
  const answer = await fetch(env.STRIPE_API_BASE + toPage(pathname), {
    method: request.method,
    redirect: 'manual',
    ...(request.method === 'POST' && {
      body: await request.text(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  });
  const headers = PASSED.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return new Response(answer.body, { status: answer.status, headers });
}

/** Only pages: browsers must not reach the API. */
const toPage = (pathname: string): string => {
  const page = pathname.slice(LOCAL_PAGES.length);
  return page.startsWith('/v1/') ? '/' : page;
};
