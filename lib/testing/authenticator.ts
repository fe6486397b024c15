import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** The values a browser and its authenticator sign. A test of a forged response changes one of them. */
export interface Ceremony {
  challenge: string;
  origin: string;
  rpId: string;
  counter?: number;
  isVerified?: boolean;
}

type Ends = Pick<Ceremony, 'challenge' | 'origin'>;

/** A security key in software. It signs any request, so that tests can produce responses a real key would refuse. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(16);
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  register(ceremony: Ceremony): RegistrationResponseJSON {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.#coseKey()]);
    const authData = Buffer.concat([authenticatorData(ceremony, HAS_CREDENTIAL), credential]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    const attestationObject = toBase64Url(isoCBOR.encode(attestation as never));
    const clientDataJSON = toBase64Url(clientData('webauthn.create', ceremony));
    return { ...this.#head(), response: { clientDataJSON, attestationObject } };
  }

  authenticate(ceremony: Ceremony): AuthenticationResponseJSON {
    const authData = authenticatorData(ceremony, 0);
    const client = clientData('webauthn.get', ceremony);
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
    const response = {
      clientDataJSON: toBase64Url(client),
      authenticatorData: toBase64Url(authData),
      signature: toBase64Url(sign('sha256', signed, this.#privateKey)),
    };
    return { ...this.#head(), response };
  }

  #head() {
    const id = toBase64Url(this.id);
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  /** The public key in COSE form: P-256 for ES256. */
  #coseKey(): Uint8Array {
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' });
    const point = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    return isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]) as never,
    );
  }
}

function authenticatorData({ rpId, counter = 0, isVerified = true }: Ceremony, more: number): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(USER_PRESENT | (isVerified ? USER_VERIFIED : 0) | more);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest]);
}

const clientData = (type: string, { challenge, origin }: Ends): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
