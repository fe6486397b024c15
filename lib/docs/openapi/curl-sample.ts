import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { SITE } from '#lib/config/site.ts';
import type { Operation } from './operations.ts';

/** A call without a body, as a reader may paste it. The test suite runs every one of them. */
export function curlSample({ method, path, parameter, isPublic }: Operation, origin: string = WRITTEN_ORIGIN): string {
  const url = `${origin}${SITE.apiPath}${path.replace(/\{\w+\}/, parameter?.example ?? '')}`;
  const command = method === 'post' ? `curl -N -X POST ${url}` : `curl ${url}`;
  return isPublic ? command : `${command} \\\n  -H "Authorization: Bearer $TOKENHUB_API_KEY"`;
}
