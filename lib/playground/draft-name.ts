import type { Draft } from './document.ts';

const LONGEST_NAME = 60;

/** The draft's name, or else its first question; empty when it has neither. */
export function draftName({ name, columns }: Pick<Draft, 'name' | 'columns'>): string {
  if (name !== '') return name;
  const asked = columns[0]?.messages.find(({ role }) => role === 'user')?.parts[0];
  const text = asked?.type === 'text' ? asked.text.trim().split('\n', 1)[0] : '';
  return (text ?? '').slice(0, LONGEST_NAME);
}
