/** What stands behind the `?` of an address, as a page gets it: what is named twice arrives as a list. */
export type SearchParams<Name extends string> = Promise<Partial<Record<Name, string | string[]>>>;

/** The value of a name, or the first of several; none where there is a NUL in it, which PostgreSQL refuses in any text. */
export function firstValue(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first?.includes('\0') ? undefined : first;
}
