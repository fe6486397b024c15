import type { Column, Draft, Message } from './document.ts';

const REFERENCE = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;

export const isVariableName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name);

/** Returns the distinct names a text refers to, in order of appearance. */
export const findVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(REFERENCE)].map(([, name = '']) => name)),
];

/** Replaces variables by their values. Names without a value stay as written; values are not substituted again. */
export const substitute = (text: string, values: Record<string, string>): string =>
  text.replace(REFERENCE, (reference, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : reference,
  );

/** The variable values of a run: the draft's own, overridden by those of a row. */
export const valuesFor = ({ variables, rows }: Draft, rowId?: string): Record<string, string> => ({
  ...variables,
  ...rows.find(({ id }) => id === rowId)?.values,
});

export interface VariableUse {
  name: string;
  isUsed: boolean;
  hasValue: boolean;
}

/** Lists variables used in messages in order of appearance, then unused ones that have a value. */
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

/** Whether the user wrote the message. Text of models and tools may contain `{{…}}`, which is never replaced. */
export const isWritten = ({ role, runId }: Message): boolean =>
  role !== 'tool' && (role !== 'assistant' || runId === undefined);
