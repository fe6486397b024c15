import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { SITE } from '#lib/config/site.ts';
import { CHAT_EXAMPLE } from './chat-example.ts';
import type { Operation } from './operations.ts';

/** A call as a reader may paste it. The test suite runs every one of them. */
export function curlSample(operation: Operation, origin: string = WRITTEN_ORIGIN): string {
  const { method, path, parameter, body, isPublic } = operation;
  const url = `${origin}${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  const command = method === 'post' && !body ? `curl -N -X POST ${url}` : `curl ${url}`;
  const parts = [
    command,
    ...(isPublic ? [] : ['-H "Authorization: Bearer $TOKENHUB_API_KEY"']),
    ...(body ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(CHAT_EXAMPLE, null, 2)}'`] : []),
  ];
  return parts.join(' \\\n  ');
}
