import { z } from 'zod';

/** A variable that is set to nothing counts as not set, as in `PORT= npm start`; spaces around a value are no part of it. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim() || undefined : value), schema);

export const text = optional(z.string().optional());

export const whole = (low: number, high: number, fallback: number) => {
  const error = `a whole number from ${low} to ${high}`;
  const digits = z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(low, error).max(high, error));
  return optional(digits.default(fallback));
};

export const milliseconds = (fallback: number) => whole(1, 86_400_000, fallback);

/** Words that stand in a header: one without any, such as a lone comma, is no list. */
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

/** A server that is no web server: what follows its name belongs to its own kind of address. */
export const serverUrl = (...protocols: string[]) => urlWith(...protocols).transform(withoutSlash);

/** Nothing but scheme, host and port, so that every address made from it is one that is answered. */
export const origin = urlWith('https?')
  .refine((url) => isBare(url) && new URL(url).pathname === '/')
  .transform((url) => new URL(url).origin);

/** A web address to which paths are added. What would come after them, or be lost on the way, is no part of it. */
export const baseUrl = urlWith('https?').refine(isBare).transform(withoutSlash);

function isBare(url: string): boolean {
  const { username, password, hostname } = new URL(url);
  return username === '' && password === '' && hostname !== '' && !/[?#]/.test(url);
}

export const isThisMachine = (url: string): boolean =>
  /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
