import 'server-only';
import { seal, unseal } from '#lib/config/secret.ts';

const PURPOSE = 'webhook secret';

/** It opens for its own endpoint alone, so that a copied row signs nothing for another one. */
export const sealSecret = (endpointId: string, secret: string) => seal(PURPOSE, endpointId, Buffer.from(secret));

interface Sealed {
  id: string;
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
  previousUntil: Date | null;
}

/** The secrets that sign now: the newest first, and the one it replaced for as long as it counts. */
export function openSecrets({ id, secret, previousSecret, previousUntil }: Sealed, now: Date): string[] {
  const counts = previousSecret && previousUntil && previousUntil > now;
  return [secret, ...(counts ? [previousSecret] : [])].map((box) => unseal(PURPOSE, id, box).toString());
}
