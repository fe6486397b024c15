import type { Receipt } from '#lib/usage/receipt.ts';

const PATHS: Record<string, string> = { chat: '/chat/completions', messages: '/messages', responses: '/responses' };

/** Writes a request as a `curl` command. The reader inserts the secret. @param sent the body, when it is stored */
export function curlOf(
  {
    endpoint,
    requestedModel,
    isStreamed,
    endUser,
  }: Pick<Receipt, 'endpoint' | 'requestedModel' | 'isStreamed' | 'endUser'>,
  api: string,
  sent?: string,
): string {
  const words = [{ role: 'user', content: '…' }];
  const body = {
    model: requestedModel,
    ...(endpoint === 'messages' && { max_tokens: 1024 }),
    ...(endpoint === 'responses' ? { input: words } : { messages: words }),
    ...(isStreamed && { stream: true }),
    ...(endUser !== null && endpoint !== 'messages' && { user: endUser }),
  };
  return [
    `curl ${api}${PATHS[endpoint] ?? PATHS.chat} \\`,
    `  -H "Authorization: Bearer $TOKENHUB_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d ${quote(sent ?? JSON.stringify(body, null, 2))}`,
  ].join('\n');
}

/** Quotes a text for the shell, because names of models and users are arbitrary. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
