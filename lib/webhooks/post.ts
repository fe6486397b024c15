import { promises as dns, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isLocal, isPublicAddress } from './target.ts';

/** Why no response arrived. */
export const POST_ERRORS = ['timeout', 'blocked_address', 'unknown_host', 'tls', 'connection'] as const;
export type PostError = (typeof POST_ERRORS)[number];

/** A response, or why there was none. */
export type PostOutcome = { status: number; text: string } | { error: PostError };

interface Post {
  /** Found by `findTarget`. */
  target: URL;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Network {
  resolve(host: string): Promise<LookupAddress[]>;
  isAllowed(address: string): boolean;
  timeoutMs: number;
}

const INTERNET: Network = {
  resolve: (host) => dns.lookup(host, { all: true }),
  isAllowed: isPublicAddress,
  timeoutMs: 10_000,
};

/**
 * Sends a message to an address that a customer chose, without following redirects. The name is resolved once and the
 * connection uses a checked address, so DNS rebinding has no effect.
 */
export async function post({ target, headers, body }: Post, network: Network = INTERNET): Promise<PostOutcome> {
  const { request, Agent } = target.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: false }); // the global agent could use a proxy or an open connection
  const signal = AbortSignal.timeout(network.timeoutMs);
  const lookup = isLocal(target) ? undefined : lookupIn(network);
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const sent = request(target, { method: 'POST', headers: { ...headers, ...lengthOf(body) }, agent, signal, lookup });
  sent.on('response', resolve).on('error', reject).end(body);
  try {
    const response = await promise;
    return { status: response.statusCode ?? 0, text: await readBeginning(response) };
  } catch (error) {
    return { error: signal.aborted ? 'timeout' : toPostError(error) };
  } finally {
    sent.destroy();
  }
}

const lengthOf = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) });

class BlockedAddress extends Error {}
class UnknownHost extends Error {}

function lookupIn({ resolve, isAllowed }: Network): LookupFunction {
  return (host, { all }, done) => {
    resolve(host).then(
      (addresses) => {
        const allowed = addresses.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (!first) done(new BlockedAddress(), '');
        else if (all) done(null, allowed);
        else done(null, first.address, first.family);
      },
      () => done(new UnknownHost(), ''),
    );
  };
}

function toPostError(error: unknown): PostError {
  if (error instanceof BlockedAddress) return 'blocked_address';
  if (error instanceof UnknownHost) return 'unknown_host';
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  return /EPROTO|CERT|TLS|SSL|SIGNATURE|ALTNAME|ISSUER/.test(code) ? 'tls' : 'connection';
}

const LONGEST_TEXT = 1_000;

/** The first bytes, shown on the page of the endpoint. */
async function readBeginning(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response) {
      parts.push(part);
      size += part.length;
      if (size >= LONGEST_TEXT) break;
    }
  } catch {
    // The status has arrived, so an incomplete body does not matter.
  }
  // PostgreSQL's text type does not accept NUL.
  return Buffer.concat(parts).subarray(0, LONGEST_TEXT).toString('utf8').replaceAll('\0', '\u{fffd}');
}
