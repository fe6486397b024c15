import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { authorize, Refusal, redeemCode } from './authorization.ts';
import type { Visitor } from './consent.ts';
import { discovery, idToken, publicKeys } from './google.ts';

/** A local server that plays Google and GitHub and validates the portal's requests as strictly. */
const port = Number(process.env.E2E_PROVIDERS_PORT);
const address = `http://localhost:${port}`;
const issuers = { google: `${address}/google`, github: `${address}/github/login/oauth` };
/** Users by GitHub access token. */
const githubTokens = new Map<string, Visitor>();

interface Ask {
  url: URL;
  headers: IncomingMessage['headers'];
  /** Null without a body. */
  form: URLSearchParams | null;
}

type Answer = { page: string } | { location: string } | { json: unknown };

const ROUTES: Record<string, (ask: Ask) => Answer | Promise<Answer>> = {
  '/': () => ({ page: 'ready' }),
  '/google/.well-known/openid-configuration': () => ({ json: discovery(issuers.google) }),
  '/google/keys': async () => ({ json: await publicKeys() }),
  '/google/authorize': ({ url, form }) =>
    authorize({ provider: 'google', query: url.searchParams, form, issuer: issuers.google }),
  '/google/token': async ({ form, headers }) => {
    const grant = redeemCode(form ?? new URLSearchParams(), headers.authorization);
    const token = { access_token: randomBytes(20).toString('hex'), token_type: 'Bearer', expires_in: 300 };
    return { json: { ...token, id_token: await idToken(issuers.google, grant) } };
  },
  '/github/login/oauth/authorize': ({ url, form }) =>
    authorize({ provider: 'github', query: url.searchParams, form, issuer: issuers.github }),
  '/github/login/oauth/access_token': ({ form, headers }) => {
    const { visitor } = redeemCode(form ?? new URLSearchParams(), headers.authorization);
    const token = `gho_${randomBytes(18).toString('hex')}`;
    githubTokens.set(token, visitor);
    return { json: { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' } };
  },
  '/github/api/v3/user': (ask) => {
    const { subject } = githubVisitor(ask);
    // A profile's address is chosen by its owner and may belong to another person.
    return { json: { id: Number(subject), login: `user-${subject}`, name: null, email: 'shown@example.com' } };
  },
  '/github/api/v3/user/emails': (ask) => {
    const { email, isVerified } = githubVisitor(ask);
    const other = { email: `second-${email}`, primary: false, verified: true };
    return { json: email ? [other, { email, primary: true, verified: isVerified }] : [] };
  },
};

function githubVisitor({ headers }: Ask): Visitor {
  if (!headers['user-agent']) throw new Refusal('forbidden', 'GitHub wants to know who asks');
  const visitor = githubTokens.get(headers.authorization?.replace(/^Bearer /, '') ?? '');
  if (!visitor) throw new Refusal('unauthorized', 'bad credentials');
  return visitor;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  if (request.method !== 'POST') return null;
  const chunks = await request.toArray();
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url ?? '/', address);
    const route = ROUTES[url.pathname];
    if (!route) throw new Refusal('not_found', url.pathname);
    const answer = await route({ url, headers: request.headers, form: await readForm(request) });
    if ('location' in answer) response.writeHead(302, { location: answer.location }).end();
    else if ('page' in answer) response.setHeader('content-type', 'text/html').end(answer.page);
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(answer.json));
  } catch (error) {
    const { code = 'internal', message } = error as Partial<Refusal>;
    console.error(`${request.method} ${request.url}: ${code}, ${message}`);
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: code, message }));
  }
});

server.listen(port, 'localhost');
