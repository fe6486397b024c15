import 'server-only';
import { seal, unseal } from '#lib/config/secret.ts';

const PURPOSE = 'webhook secret';

/** The encryption is bound to the endpoint, so a copied value is useless for another one. */
export const sealSecret = (endpointId: string, secret: string) => seal(PURPOSE, endpointId, Buffer.from(secret));

interface Sealed {
  id: string;
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
  previousUntil: Date | null;
}

/** The secrets that sign at this time: the current one first, and its predecessor while it is valid. */
export function openSecrets({ id, secret, previousSecret, previousUntil }: Sealed, now: Date): string[] {
  const counts = previousSecret && previousUntil && previousUntil > now;
  return [secret, ...(counts ? [previousSecret] : [])].map((box) => unseal(PURPOSE, id, box).toString());
}
