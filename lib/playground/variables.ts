import type { Column, Draft, Message } from './document.ts';

const REFERENCE = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;

export const isVariableName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name);

/** The names a text refers to, each once, in the order they appear. */
export const findVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(REFERENCE)].map(([, name = '']) => name)),
];

/** The text with values put in. A name without a value stays as written; values are not looked through again. */
export const substitute = (text: string, values: Record<string, string>): string =>
  text.replace(REFERENCE, (reference, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : reference,
  );

/** What a run puts in: the draft's own values, and over them those of a row. */
export const valuesFor = ({ variables, rows }: Draft, rowId?: string): Record<string, string> => ({
  ...variables,
  ...rows.find(({ id }) => id === rowId)?.values,
});

export interface VariableUse {
  name: string;
  isUsed: boolean;
  hasValue: boolean;
}

/** Those that messages use in the order they appear, then those that only have a value. */
export function listVariables({ columns, variables, rows }: Draft): VariableUse[] {
  const used = [...new Set(columns.flatMap(variablesOf))];
  const known = new Set([...Object.keys(variables), ...rows.flatMap(({ values }) => Object.keys(values))]);
  const unused = [...known].filter((name) => !used.includes(name));
  return [...used, ...unused].map((name) => ({ name, isUsed: used.includes(name), hasValue: known.has(name) }));
}

const variablesOf = ({ messages }: Column): string[] =>
  messages
    .filter(isWritten)
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? findVariables(part.text) : [])));

/** What a model wrote may hold `{{…}}` of its own, which is never filled in. */
export const isWritten = ({ role, runId }: Message): boolean =>
  role !== 'tool' && (role !== 'assistant' || runId === undefined);
