import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { World } from '../world.ts';
import { checkoutPage } from './checkout.ts';
import { html, type PageCall, type PageReply, page, STYLE } from './html.ts';
import { invoicePage, invoicePdf, receiptPage } from './invoice.ts';
import { portalPage } from './portal.ts';

const PAGES: readonly (readonly [RegExp, (call: PageCall) => PageReply])[] = [
  [/^\/pay\/([^/]+)$/, checkoutPage],
  [/^\/portal\/([^/]+)$/, portalPage],
  [/^\/invoice\/([^/]+)$/, invoicePage],
  [/^\/invoice\/([^/]+)\/pdf$/, invoicePdf],
  [/^\/receipts\/([^/]+)$/, receiptPage],
];

/** The pages need no script and load no foreign resources. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export async function answerPage(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const base = new URL(world.pagesUrl).pathname.replace(/\/$/, '');
  if (pathname === '/style.css') return void send(response, 200, 'text/css; charset=utf-8', STYLE);
  const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : null;
  const reply = find(pathname, { world, base, form });
  if ('redirect' in reply) return void response.writeHead(303, { ...HEADERS, location: reply.redirect }).end();
  if ('pdf' in reply) return void send(response, 200, 'application/pdf', reply.pdf);
  send(response, reply.status ?? 200, 'text/html; charset=utf-8', reply.html);
}

function find(pathname: string, call: Omit<PageCall, 'id'>): PageReply {
  for (const [pattern, answer] of PAGES) {
    const [match, id = ''] = pattern.exec(pathname) ?? [];
    if (match) return answer({ ...call, id });
  }
  return {
    status: 404,
    html: page(call.base, 'There is no such page', html`<p>Start from TokenHub’s billing page.</p>`),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
}
