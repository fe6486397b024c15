/** The query of an address, as a page gets it: repeated names arrive as a list. */
export type SearchParams<Name extends string> = Promise<Partial<Record<Name, string | string[]>>>;

/** The first value of a name; undefined for a value with a NUL, which PostgreSQL refuses in any text. */
export function firstValue(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first?.includes('\0') ? undefined : first;
}

/** The whole query, with the first value of each name; empty values are left out. */
export async function toUrlSearchParams(searchParams: SearchParams<string>): Promise<URLSearchParams> {
  const firsts = Object.entries(await searchParams).map(([name, value]) => [name, firstValue(value) ?? '']);
  return new URLSearchParams(firsts.filter(([, value]) => value !== ''));
}
