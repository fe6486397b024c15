import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.ts';
import { acceptMessages } from '../validate/validate.ts';
import { type Body, saying } from './client.ts';

/** What Anthropic's 400 would say to this body, or null when it is taken. */
export function refusalOf(body: unknown): string | null {
  try {
    acceptMessages(body);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** A request that must be refused, the words it must be refused with, and the nearest one that must be taken. */
export type Case = [title: string, refused: Body, message: string, neighbour: Body];

export function itRefuses(topic: string, cases: Case[]): void {
  describe(topic, () => {
    it.each(cases)('refuses %s, and takes its neighbour', (_title, refused, message, neighbour) => {
      expect(refusalOf(saying('Hi', refused))).toContain(message);
      expect(refusalOf(saying('Hi', neighbour))).toBeNull();
    });
  });
}
