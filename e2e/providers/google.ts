import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Grant } from './consent.ts';

const ALGORITHM = 'RS256';
const KEY_ID = 'e2e';
const own = await generateKeyPair(ALGORITHM, { extractable: true });
const foreign = await generateKeyPair(ALGORITHM);

/** OpenID Connect's discovery document. */
export const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [ALGORITHM],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

export const publicKeys = async () => ({
  keys: [{ ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: ALGORITHM, use: 'sig' }],
});

/** Defects of an id token. Each must prevent sign-in. */
export const FLAWS = ['nonce', 'audience', 'issuer', 'signature', 'expired', 'unsigned'] as const;

/** Creates a signed id token. A flaw violates one of the checks that the portal must make. */
export async function idToken(issuer: string, { visitor, clientId, nonce }: Grant): Promise<string> {
  const { subject, email, isVerified, flaw } = visitor;
  const claims = {
    nonce: flaw === 'nonce' ? 'of another sign-in' : nonce,
    ...(email && { email, email_verified: isVerified }),
  };
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
    .setIssuer(flaw === 'issuer' ? 'https://accounts.evil.example' : issuer)
    .setAudience(flaw === 'audience' ? 'another-client' : clientId)
    .setSubject(subject)
    .setIssuedAt(flaw === 'expired' ? '2 hours ago' : undefined)
    .setExpirationTime(flaw === 'expired' ? '1 hour ago' : '5 minutes');
  const signed = await token.sign(flaw === 'signature' ? foreign.privateKey : own.privateKey);
  return flaw === 'unsigned' ? withoutSignature(signed) : signed;
}

function withoutSignature(signed: string): string {
  const [, payload] = signed.split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  return `${header}.${payload}.`;
}
