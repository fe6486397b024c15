/** The names in `body` that are not `known`; null counts as absent. Almost no request has any, and then nothing is made. */
export function findUnknownFields(body: object, known: ReadonlySet<string>): string[] | undefined {
  let unknown: string[] | undefined;
  for (const name in body) {
    if (known.has(name) || (body as Record<string, unknown>)[name] == null) continue;
    unknown ??= [];
    unknown.push(name);
  }
  return unknown;
}
