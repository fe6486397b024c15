import { createHash, randomBytes } from 'node:crypto';
import { consentPage, type Grant, toVisitor } from './consent.ts';
import { CLIENT_ID, CLIENT_SECRET, callbackOf, type ProviderName } from './registration.ts';

const grants = new Map<string, Grant>();

/** An error that a real provider would report. The test's output shows its message. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Authorization {
  provider: ProviderName;
  query: URLSearchParams;
  /** The visitor's decision; null on arrival. */
  form: URLSearchParams | null;
  /** Sent with the code, as RFC 9207 requires. */
  issuer: string;
}

/** The authorization endpoint. @returns its page, or the portal's URL with a code or an error */
export function authorize({ provider, query, form, issuer }: Authorization): { page: string } | { location: string } {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (redirectUri !== callbackOf(provider)) throw new Refusal('invalid_request', `unregistered: ${redirectUri}`);
  const { clientId, challenge, nonce, state } = readRequest(provider, query);
  if (!form) return { page: consentPage(provider) };
  const location = new URL(redirectUri);
  location.searchParams.set('state', state);
  location.searchParams.set('iss', issuer);
  if (form.get('decision') === 'allow') {
    const code = randomBytes(20).toString('hex');
    grants.set(code, { visitor: toVisitor(form), clientId, redirectUri, challenge, nonce });
    location.searchParams.set('code', code);
  } else location.searchParams.set('error', 'access_denied');
  return { location: location.href };
}

function readRequest(provider: ProviderName, query: URLSearchParams) {
  const need = (name: string, isRight: (value: string) => boolean = Boolean): string => {
    const value = query.get(name) ?? '';
    if (!isRight(value)) throw new Refusal('invalid_request', `${name} is ${JSON.stringify(value)}`);
    return value;
  };
  const scopes = provider === 'google' ? ['openid', 'email'] : ['read:user', 'user:email'];
  need('response_type', (type) => type === 'code');
  need('scope', (scope) => scopes.every((wanted) => scope.split(' ').includes(wanted)));
  need('code_challenge_method', (method) => method === 'S256');
  return {
    clientId: need('client_id', (id) => id === CLIENT_ID),
    challenge: need('code_challenge'),
    state: need('state'),
    nonce: provider === 'google' ? need('nonce') : null,
  };
}

/** The token endpoint. A code works once, for its client, with the verifier of its code challenge. */
export function redeemCode(form: URLSearchParams, authorization: string | undefined): Grant {
  const [id, secret] = readClient(form, authorization);
  if (id !== CLIENT_ID || secret !== CLIENT_SECRET) throw new Refusal('invalid_client', 'wrong client');
  const code = form.get('code') ?? '';
  const grant = grants.get(code);
  grants.delete(code);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isRight = grant?.redirectUri === form.get('redirect_uri') && grant.challenge === challenge;
  if (!grant || !isRight || form.get('grant_type') !== 'authorization_code')
    throw new Refusal('invalid_grant', 'unknown, used, or not yours');
  return grant;
}

function readClient(form: URLSearchParams, authorization: string | undefined): [id: string, secret: string] {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  if (scheme !== 'Basic') return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':').map(formDecode);
  return [id, secret];
}

/** Both are form-encoded, so that they may contain a colon or a plus. */
const formDecode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
