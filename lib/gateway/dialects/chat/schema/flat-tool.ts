type Fields = Record<string, unknown>;

/**
 * A tool as the Responses API writes it, and some clients here too, in the form of chat completions:
 * `{type, name, …}` → `{type, function: {name, …}}`. Anything else comes back as it was.
 */
export function toNestedTool(value: unknown): unknown {
  if (!isFlat(value)) return value;
  const { type, cache_control, ...definition } = value;
  return { type, [type]: definition, ...(cache_control !== undefined && { cache_control }) };
}

/** The place in what was written of a place in what `toNestedTool` made of it. */
export function toWrittenPath(body: unknown, path: readonly PropertyKey[]): PropertyKey[] {
  let value = body;
  return path.filter((step, index) => {
    if (isFlat(value) && step === value.type && index < path.length - 1) return false;
    value = isFields(value) && Object.hasOwn(value, step) ? value[step as string] : undefined;
    return true;
  });
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

export const isFlat = (value: unknown): value is Fields & { type: 'function' | 'custom' } =>
  isFields(value) &&
  (value.type === 'function' || value.type === 'custom') &&
  value.name !== undefined &&
  value[value.type] === undefined;
