import { AppError } from '#lib/errors.ts';
import type { CacheControl, ContentBlock, MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { CacheTtl } from '#lib/gateway/messages/worst-case.ts';
import type { CacheControlInput } from '../schema/content.ts';
import type { AdjustmentLog } from './translation.ts';

const MAX_BREAKPOINTS = 4;

export interface Cacheable {
  cache_control?: CacheControlInput | null;
  prompt_cache_breakpoint?: object | null;
}

export interface Breakpoint {
  cache_control?: CacheControl;
}

/** A part's breakpoint in Anthropic's spelling, if it has one. */
export function toCacheControl(part: Cacheable, log: AdjustmentLog): CacheControl | undefined {
  if (part.cache_control) return fromInput(part.cache_control);
  if (!part.prompt_cache_breakpoint) return undefined;
  log.note('prompt_cache_breakpoint', 'mapped', 'Sent as `cache_control` with the default time to live of 5 minutes.');
  return { type: 'ephemeral' };
}

export const fromInput = ({ type, ttl }: CacheControlInput): CacheControl => (ttl ? { type, ttl } : { type });

export const cached = <Block extends Breakpoint>(block: Block, control: CacheControl | undefined): Block =>
  control ? { ...block, cache_control: control } : block;

/**
 * Keeps the last four breakpoints, of which automatic caching counts as one, and says how long the longest lives.
 * @throws AppError when a breakpoint of one hour follows one of five minutes, which upstream refuses.
 */
export function limitBreakpoints(body: MessagesRequest, log: AdjustmentLog): CacheTtl {
  const automatic = body.cache_control ? [body.cache_control] : [];
  const explicit = breakpointsOf(body);
  const surplus = explicit.length + automatic.length - MAX_BREAKPOINTS;
  if (surplus > 0) {
    for (const block of explicit.splice(0, surplus)) delete block.cache_control;
    log.note('cache_control', 'dropped', 'At most four cache breakpoints are possible: the last four were kept.');
  }
  return longestTtl([...explicit.map((block) => block.cache_control as CacheControl), ...automatic]);
}

/** In the order in which the prompt is cached: tools, system, messages. */
function breakpointsOf({ tools = [], system = [], messages }: MessagesRequest): Breakpoint[] {
  const found: Breakpoint[] = [...tools, ...system].filter((block) => block.cache_control);
  for (const message of messages) {
    for (const block of message.content) if (isBreakpoint(block)) found.push(block);
  }
  return found;
}

const isBreakpoint = (
  block: ContentBlock,
): block is Exclude<ContentBlock, { type: 'thinking' | 'redacted_thinking' }> =>
  'cache_control' in block && block.cache_control !== undefined;

function longestTtl(controls: readonly CacheControl[]): CacheTtl {
  const ttls = controls.map((control) => control.ttl ?? '5m');
  if (ttls.lastIndexOf('1h') > ttls.indexOf('5m') && ttls.includes('5m')) {
    throw new AppError('invalid_value', 'Cache breakpoints of `1h` must come before those of `5m` in the prompt.', {
      param: 'cache_control',
    });
  }
  return ttls[0] ?? 'none';
}
