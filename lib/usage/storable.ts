/** Escapes allowed in JSON but refused by PostgreSQL's text: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(0000|d[89a-f])/i;

/** JSON that PostgreSQL can store, for any strings of customers: refused characters become U+FFFD. */
export function toStorableJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') && UNSTORABLE.test(text) ? JSON.stringify(clean(JSON.parse(text))) : text;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [clean(key), clean(item)]));
}
