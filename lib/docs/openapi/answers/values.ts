import { z } from 'zod';

/** The value types of responses. */
export const count = z.int().min(0);
export const moment = z.int().describe('Seconds since 1970.');
export const usd = z.string().describe('Exact decimal text in US dollars.');
export const instant = z.string().describe('ISO 8601, UTC.');
