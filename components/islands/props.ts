/** Props as text. Money is counted in bigints, which JSON does not know. */
export const writeProps = (props: object): string =>
  JSON.stringify(props, (_, value) => (typeof value === 'bigint' ? { $bigint: String(value) } : value));

export const readProps = (text: string): object =>
  JSON.parse(text, (_, value) => (typeof value?.$bigint === 'string' ? BigInt(value.$bigint) : value));
