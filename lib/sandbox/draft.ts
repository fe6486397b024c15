import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import type { PlannedCall, Scenario } from './scenario.ts';
import { instanceOf } from './schema-instance.ts';
import { displayOf, thinksNow } from './thinking.ts';
import { defaultJsonObject, defaultText, defaultThinking, wantsJsonObject } from './words.ts';

/** A block before any limit cuts it. */
export type DraftBlock =
  | { type: 'text'; text: string }
  | { type: 'thinking'; text: string; isShown: boolean }
  | { type: 'redacted_thinking'; text: string }
  | { type: 'tool_use'; name: string; json: string };

interface Asked {
  request: MessagesRequest;
  model: Model;
  scenario: Scenario;
}

function draftThinking({ request, model, scenario }: Asked): DraftBlock[] {
  if (!thinksNow(request, model)) return [];
  const text = scenario.thinking ?? defaultThinking(request);
  if (scenario.redacted) return [{ type: 'redacted_thinking', text }];
  return [{ type: 'thinking', text, isShown: displayOf(request, model) === 'summarized' }];
}

function forcedCall({ tools = [], tool_choice }: MessagesRequest): PlannedCall[] {
  const name = tool_choice?.type === 'tool' ? tool_choice.name : undefined;
  const tool = tools.find((candidate) => name === undefined || candidate.name === name);
  return tool ? [{ name: tool.name, json: JSON.stringify(instanceOf(tool.input_schema)) }] : [];
}

/** The calls of this answer: the customer's, as far as `tool_choice` allows them, or one that it forces. */
function planCalls(request: MessagesRequest, planned: readonly PlannedCall[] = []): PlannedCall[] {
  const choice = request.tool_choice;
  if (choice?.type === 'none') return [];
  const allowed = choice?.type === 'tool' ? planned.filter(({ name }) => name === choice.name) : planned;
  const isForced = choice?.type === 'any' || choice?.type === 'tool';
  const calls = isForced && allowed.length === 0 ? forcedCall(request) : allowed;
  return choice?.disable_parallel_tool_use ? calls.slice(0, 1) : [...calls];
}

function plainText({ request, model }: Asked): string {
  const schema = request.output_config?.format?.schema;
  if (schema) return JSON.stringify(instanceOf(schema));
  return wantsJsonObject(request) ? defaultJsonObject(request, model) : defaultText(request, model);
}

/** The answer without any limits: thinking, text, tool calls. */
export function draftAnswer(asked: Asked): DraftBlock[] {
  const { request, scenario } = asked;
  const calls = planCalls(request, scenario.calls);
  const text = scenario.text ?? (calls.length > 0 ? '' : plainText(asked));
  return [
    ...(scenario.blankStart ? [{ type: 'text', text: '\n\n' } as const] : []),
    ...draftThinking(asked),
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...calls.map((call) => ({ type: 'tool_use', ...call }) as const),
  ];
}
