import type { CacheControl, ContentBlock, MessagesRequest, Tool } from '#lib/gateway/messages/request.ts';

/** A piece of a prompt in upstream's order: tools, then system, then messages. */
export interface PromptPart {
  path: string;
  value: Tool | ContentBlock;
  /** The role of the message this piece opens; absent inside a message and outside of messages. */
  opens?: string;
  cacheControl?: CacheControl | null;
}

const cacheControlOf = (value: Tool | ContentBlock): CacheControl | null | undefined =>
  'cache_control' in value ? value.cache_control : undefined;

/** Breakpoints inside a tool result count as the result's own. */
function breakpointOf(block: ContentBlock): CacheControl | null | undefined {
  const own = cacheControlOf(block);
  return own || block.type !== 'tool_result' ? own : block.content?.map(cacheControlOf).find((inner) => inner);
}

export function promptParts({ tools = [], system = [], messages }: MessagesRequest): PromptPart[] {
  const parts: PromptPart[] = [];
  for (const [index, value] of tools.entries())
    parts.push({ path: `tools.${index}`, value, cacheControl: cacheControlOf(value) });
  for (const [index, value] of system.entries())
    parts.push({ path: `system.${index}`, value, cacheControl: cacheControlOf(value) });
  for (const [at, { role, content }] of messages.entries())
    for (const [index, value] of content.entries())
      parts.push({
        path: `messages.${at}.content.${index}`,
        value,
        opens: index === 0 ? role : undefined,
        cacheControl: breakpointOf(value),
      });
  return parts;
}
