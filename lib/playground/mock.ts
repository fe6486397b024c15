import type { Tool, ToolCall } from './document.ts';
import { isObject, parseJsonText } from './request/json-text.ts';

export type MockAnswer = { content: string; isError: boolean };

const ARGUMENT = /\{\{\s*args((?:\.[\w-]+)+)\s*\}\}/g;
const WHOLE = /^\{\{\s*args((?:\.[\w-]+)+)\s*\}\}$/;

/** Returns the mock's result for a call; null when the user has to answer it. */
export function answerByMock({ mock }: Pick<Tool, 'mock'>, call: ToolCall): MockAnswer | null {
  if (mock.kind === 'fail') return { content: mock.message, isError: true };
  return mock.kind === 'reply' ? { content: fill(mock.template, parseJsonText(call.arguments)), isError: false } : null;
}

/** Fills a template. A JSON template stays valid JSON for any arguments; others are filled as text. */
function fill(template: string, args: unknown): string {
  const json = parseJsonText(template);
  return isObject(json) || Array.isArray(json) ? JSON.stringify(fillJson(json, args)) : fillText(template, args);
}

function fillJson(value: unknown, args: unknown): unknown {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value);
    return whole ? (lookUp(args, whole[1]) ?? null) : fillText(value, args);
  }
  if (Array.isArray(value)) return value.map((inner) => fillJson(inner, args));
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillJson(inner, args)]))
    : value;
}

const fillText = (text: string, args: unknown): string =>
  text.replace(ARGUMENT, (_, path: string) => {
    const value = lookUp(args, path);
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  });

const lookUp = (args: unknown, path = ''): unknown =>
  path
    .slice(1)
    .split('.')
    .reduce(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? value[name as keyof typeof value]
          : undefined,
      args,
    );
