import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.ts';
import { acceptMessages } from '../validate/validate.ts';
import { type Body, saying } from './client.ts';

/** Anthropic's 400 for this body, or null when it is accepted. */
export function refusalOf(body: unknown): string | null {
  try {
    acceptMessages(body);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** A request that must be refused, the expected message, and the nearest request that must be accepted. */
export type Case = [title: string, refused: Body, message: string, neighbour: Body];

export function itRefuses(topic: string, cases: Case[]): void {
  describe(topic, () => {
    it.each(cases)('refuses %s, and takes its neighbour', (_title, refused, message, neighbour) => {
      expect(refusalOf(saying('Hi', refused))).toContain(message);
      expect(refusalOf(saying('Hi', neighbour))).toBeNull();
    });
  });
}
