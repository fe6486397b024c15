/** An error in a value, and its path, which is built from the inside and only in case of an error. */
export interface Problem {
  path: (string | number)[];
  message: string;
}

/** Returns the first problem of a value, or null. The wording is that of Anthropic's own parser. */
export type Check = (value: unknown) => Problem | null;

export const fail = (message: string): Problem => ({ path: [], message });

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

/** `messages.0.content: Field required` */
export const describeProblem = ({ path, message }: Problem): string =>
  path.length === 0 ? message : `${path.join('.')}: ${message}`;

function inside(key: string | number, problem: Problem | null): Problem | null {
  problem?.path.unshift(key);
  return problem;
}

export const boolean: Check = (value) => (typeof value === 'boolean' ? null : fail('Input should be a valid boolean'));

export const dictionary: Check = (value) => (isRecord(value) ? null : fail('Input should be a valid dictionary'));

export const nullable =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

export function integer(atLeast: number): Check {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return fail('Input should be a valid integer');
    return value < atLeast ? fail(`Input should be greater than or equal to ${atLeast}`) : null;
  };
}

export function range(low: number, high: number): Check {
  return (value) => {
    if (typeof value !== 'number') return fail('Input should be a valid number');
    return value < low || value > high ? fail(`range: ${low}..${high}`) : null;
  };
}

interface StringLimits {
  min?: number;
  max?: number;
  pattern?: RegExp;
}

export function string({ min = 0, max = Number.POSITIVE_INFINITY, pattern }: StringLimits = {}): Check {
  return (value) => {
    if (typeof value !== 'string') return fail('Input should be a valid string');
    if (value.length < min) return fail(`String should have at least ${min} character${min === 1 ? '' : 's'}`);
    if (value.length > max) return fail(`String should have at most ${max} characters`);
    return pattern && !pattern.test(value) ? fail(`String should match pattern '${pattern.source}'`) : null;
  };
}

export function oneOf(...options: string[]): Check {
  const quoted = options.map((option) => `'${option}'`);
  const last = quoted.pop();
  const message = `Input should be ${quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`}`;
  return (value) => (typeof value === 'string' && options.includes(value) ? null : fail(message));
}

export function list(item: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return fail('Input should be a valid list');
    for (let index = 0; index < value.length; index++) {
      const problem = inside(index, item(value[index]));
      if (problem) return problem;
    }
    return null;
  };
}

export const textOr =
  (check: Check): Check =>
  (value) =>
    typeof value === 'string' ? null : check(value);

/** An object with exactly these fields; names ending in `?` may be absent. */
export function object(fields: Record<string, Check>): Check {
  const known = Object.entries(fields).map(([name, check]) => ({
    name: name.replace('?', ''),
    required: !name.endsWith('?'),
    check,
  }));
  const names = new Set(known.map((field) => field.name));
  return (value) => {
    if (!isRecord(value)) return fail('Input should be a valid dictionary');
    for (const { name, required, check } of known) {
      const given = value[name];
      if (given === undefined && required) return inside(name, fail('Field required'));
      const problem = given === undefined ? null : inside(name, check(given));
      if (problem) return problem;
    }
    for (const name in value) if (!names.has(name)) return inside(name, fail('Extra inputs are not permitted'));
    return null;
  };
}

/** One of several objects, selected by `type`; the tag is part of the path, as in upstream's errors. */
export function tagged(variants: Record<string, Check>, fallbackTag?: string): Check {
  const expected = Object.keys(variants)
    .map((tag) => `'${tag}'`)
    .join(', ');
  return (value) => {
    if (!isRecord(value)) return fail('Input should be a valid dictionary');
    const tag = value.type ?? fallbackTag;
    if (tag === undefined) return inside('type', fail('Field required'));
    const check = typeof tag === 'string' && Object.hasOwn(variants, tag) ? variants[tag] : undefined;
    if (check) return inside(String(tag), check(value));
    return fail(`Input tag '${String(tag)}' found using 'type' does not match any of the expected tags: ${expected}`);
  };
}
