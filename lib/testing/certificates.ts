import 'reflect-metadata';
import { randomUUID, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as Crypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export interface Identity {
  key: string;
  cert: string;
}

interface Wishes {
  /** The subject alternative names; by default the loopback address. */
  names?: x509.JsonGeneralName[];
  endsInDays?: number;
}

/** A test's certificate authority, self-signed. It can issue certificates that are invalid on purpose. */
export interface Authority extends Identity {
  issue(wishes?: Wishes): Promise<Identity>;
}

const LOCAL: x509.JsonGeneralName[] = [
  { type: 'ip', value: '127.0.0.1' },
  { type: 'dns', value: 'localhost' },
];

export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(365),
    name: `CN=${name}`,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    cert: cert.toString('pem'),
    key: await toPem(keys.privateKey),
    issue: async ({ names = LOCAL, endsInDays = 30 } = {}) => {
      const own = await newKeys();
      const issued = await x509.X509CertificateGenerator.create({
        ...common(endsInDays),
        subject: 'CN=Test upstream',
        issuer: cert.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [new x509.SubjectAlternativeNameExtension(names)],
      });
      return { key: await toPem(own.privateKey), cert: issued.toString('pem') };
    },
  };
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

const common = (endsInDays: number) => ({
  serialNumber: randomUUID().replaceAll('-', '').slice(0, 16),
  notBefore: new Date(Date.now() - 400 * DAY_MS),
  notAfter: new Date(Date.now() + endsInDays * DAY_MS),
  signingAlgorithm: ALGORITHM,
});

async function toPem(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
