import type { ChatRequest } from './request.ts';

/** Whom the request is for, in the customer's words; null when it does not say. The newer of the two fields wins. */
export const endUserOf = ({
  safety_identifier,
  user,
}: Pick<ChatRequest, 'safety_identifier' | 'user'>): string | null => safety_identifier || user || null;
