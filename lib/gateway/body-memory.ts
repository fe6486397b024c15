import { AppError } from '#lib/errors.ts';

/** Bodies up to this size need no lease: the limit on concurrent requests already bounds their memory. */
export const SMALL_BODY_BYTES = 65_536;

/** No key and no account has this id. */
const EVERYBODY = '';
const KEY_SHARE = 1 / 4;
const ACCOUNT_SHARE = 1 / 2;
const RETRY_SECONDS = 1;

interface Sender {
  keyId: string;
  accountId: string;
}

export interface BodyMemoryLimits {
  /** For all large bodies of this process. */
  totalBytes: number;
  /** One body of this size fits in any case. */
  maxBodyBytes: number;
}

/** Body memory held by one request, from its first byte to the end of its answer. */
export interface BodyLease {
  /** @throws AppError 429 when the key or its account has too much in memory, 503 when everybody together has */
  growTo(bytes: number): void;
  release(): void;
}

/** Limits the memory of large bodies in total, per account and per key, so that no caller takes all of it. */
export function createBodyMemory({ totalBytes: wanted, maxBodyBytes }: BodyMemoryLimits) {
  const totalBytes = Math.max(wanted, maxBodyBytes);
  const used = new Map<string, number>();

  function add(id: string, bytes: number): void {
    const sum = (used.get(id) ?? 0) + bytes;
    if (sum > 0) used.set(id, sum);
    else used.delete(id);
  }

  const shareOf = (share: number): number => Math.max(maxBodyBytes, Math.floor(totalBytes * share));

  return {
    open({ keyId, accountId }: Sender): BodyLease {
      const shares = [
        { id: keyId, limit: shareOf(KEY_SHARE), refusal: tooMuch('key') },
        { id: accountId, limit: shareOf(ACCOUNT_SHARE), refusal: tooMuch('account') },
        { id: EVERYBODY, limit: totalBytes, refusal: fullHouse },
      ];
      let held = 0;
      let isReleased = false;
      return {
        growTo(bytes) {
          // A body that timed out may still grow after its release.
          if (isReleased || bytes <= Math.max(held, SMALL_BODY_BYTES)) return;
          const more = bytes - held;
          const full = shares.find(({ id, limit }) => (used.get(id) ?? 0) + more > limit);
          if (full) throw full.refusal();
          for (const { id } of shares) add(id, more);
          held = bytes;
        },
        release() {
          for (const { id } of shares) add(id, -held);
          held = 0;
          isReleased = true;
        },
      };
    },
    /** Bytes in use by all callers. */
    used: (): number => used.get(EVERYBODY) ?? 0,
  };
}

const tooMuch = (scope: 'key' | 'account') => () =>
  new AppError(
    'rate_limit_exceeded',
    `Too many large requests of this ${scope} are being answered at once. Wait until one of them has ended.`,
    { retryAfterSeconds: RETRY_SECONDS, details: { limit: { scope, name: 'large_requests' } } },
  );

const fullHouse = () =>
  new AppError('server_busy', 'Too many large requests are being answered at once. Please retry.', {
    retryAfterSeconds: RETRY_SECONDS,
  });
