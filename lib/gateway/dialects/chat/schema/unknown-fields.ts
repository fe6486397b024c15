import { toNestedTool } from './tool.ts';

type Fields = Record<string, unknown>;

/** Fields whose inside is the customer's own: schemas, and what a tool returned. */
const OPEN: ReadonlySet<string> = new Set(['parameters', 'schema', 'metadata', 'logit_bias']);

/** What clients send along when they repeat an answer, and what OpenAI has and no model here needs. Nothing depends on it. */
const ECHOED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    messages: 'annotations audio reasoning reasoning_content parsed provider_specific_fields',
    'messages.tool_calls': 'index',
    'messages.tool_calls.function': 'parsed_arguments',
    'messages.content': 'annotations',
    'messages.content.image_url': 'detail',
    'messages.reasoning_details': 'id index summary',
    'messages.thinking_blocks': 'cache_control',
  }).map(([path, names]) => [path, new Set(names.split(' '))]),
);

/**
 * Collects the fields that `read`, which a schema made of `written`, no longer has: `messages.content.cache_controll`.
 * Null counts as absent. Lists have no places, because a thousand parts with one misspelling are one mistake.
 */
export class UnknownFields {
  readonly names = new Set<string>();

  collect(written: unknown, read: unknown, path = ''): void {
    if (written === read || typeof written !== 'object' || typeof read !== 'object' || !written || !read) return;
    if (Array.isArray(written)) {
      if (Array.isArray(read)) for (let at = 0; at < written.length; at++) this.collect(written[at], read[at], path);
      return;
    }
    this.fields(toNestedTool(written) as Fields, read as Fields, path);
  }

  private fields(written: Fields, read: Fields, path: string): void {
    for (const name in written) {
      const member = written[name];
      if (member == null || ECHOED.get(path)?.has(name)) continue;
      const place = path === '' ? name : `${path}.${name}`;
      if (!Object.hasOwn(read, name)) this.names.add(place);
      else if (typeof member === 'object' && !OPEN.has(name)) this.collect(member, read[name], place);
    }
  }
}
