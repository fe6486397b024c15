import { z } from 'zod';

/** An empty variable counts as not set, as in `PORT= npm start`; spaces around a value are ignored. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim() || undefined : value), schema);

export const text = optional(z.string().optional());

export const whole = (low: number, high: number, fallback: number) => {
  const error = `a whole number from ${low} to ${high}`;
  const digits = z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(low, error).max(high, error));
  return optional(digits.default(fallback));
};

export const milliseconds = (fallback: number) => whole(1, 86_400_000, fallback);

/** A list in a header; one without any word, such as a lone comma, is invalid. */
export const list = optional(
  z
    .string()
    .transform((value) => value.split(',').map((item) => item.trim()))
    .transform((items) => [...new Set(items.filter(Boolean))])
    .refine((items) => items.length > 0 && items.every((item) => /^[\x21-\x7e]+$/.test(item)))
    .default([]),
);

const urlWith = (...protocols: string[]) => z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), abort: true });

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** A server of another protocol than HTTP; the rest of the address depends on the protocol. */
export const serverUrl = (...protocols: string[]) => urlWith(...protocols).transform(withoutSlash);

/** Only scheme, host and port, so that every address built from it is valid. */
export const origin = urlWith('https?')
  .refine((url) => isBare(url) && new URL(url).pathname === '/')
  .transform((url) => new URL(url).origin);

/** A web address to which paths are appended, so it may have no query or fragment. */
export const baseUrl = urlWith('https?').refine(isBare).transform(withoutSlash);

function isBare(url: string): boolean {
  const { username, password, hostname } = new URL(url);
  return username === '' && password === '' && hostname !== '' && !/[?#]/.test(url);
}

export const isThisMachine = (url: string): boolean =>
  /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
