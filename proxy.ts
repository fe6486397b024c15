import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { NextRequest, NextResponse } from 'next/server';
import createMiddleware from 'next-intl/middleware';
import { publicUrl } from '#lib/config/env.ts';
import { openPrerenderedScripts } from '#lib/http/inline-scripts.ts';
import { noncePolicy, prerenderedPolicy } from '#lib/http/security-headers.ts';
import { localeCookieAt, routing } from '#lib/i18n/routing.ts';

// Next writes this value into the bundle when it builds.
const isDevelopment = process.env.NODE_ENV === 'development';
const toLocalizedPage = createMiddleware({
  ...routing,
  localeCookie: localeCookieAt(new URL(publicUrl)),
});
// Told to ignore it, or the bundler would follow a folder it cannot know to every file there is.
const build = join(/* turbopackIgnore: true */ process.cwd(), process.env.PORTAL_BUILD ?? '.next');
const findPrerenderedScripts = openPrerenderedScripts(build);

/** For comfort only: it chooses the language and adds the content policy. Who may see a page is the page's decision. */
export default function proxy(request: NextRequest): NextResponse {
  const scripts = isDevelopment ? null : findPrerenderedScripts(request.nextUrl.pathname);
  return scripts ? asPrerendered(request, scripts) : withNonce(request);
}

/** Next would let shared caches keep these pages for a year, past the next release. The ETag makes asking again cheap. */
function asPrerendered(request: NextRequest, scripts: readonly string[]): NextResponse {
  const response = withPolicy(request, prerenderedPolicy(scripts));
  response.headers.set('cache-control', 'public, max-age=0, must-revalidate');
  return response;
}

/** Next reads the nonce from the request's own policy and puts it on every script and style it renders. */
function withNonce(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = noncePolicy(nonce, { isDevelopment });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  // For pages that send strangers to sign in and back. Next itself does not tell a page its address.
  headers.set('x-pathname', request.nextUrl.pathname + request.nextUrl.search);
  return withPolicy(new NextRequest(request, { headers }), policy);
}

function withPolicy(request: NextRequest, policy: string): NextResponse {
  const response = isTool(request) ? NextResponse.next({ request }) : toLocalizedPage(request);
  response.headers.set('content-security-policy', policy);
  return response;
}

/** The local outbox is in English, outside the languages' addresses. */
const isTool = ({ nextUrl }: NextRequest): boolean => nextUrl.pathname.startsWith('/dev/');

export const config = {
  matcher: [
    // Pages only: not the API, not Next's own files, not files with an extension.
    '/((?!api/|api$|_next/|.*\\.[a-z0-9]+$).*)',
    // Below a language, what has an extension may be a page too: that there is no such file.
    '/(en|de|fr|es|ja|zh)/(.*)',
  ],
};
