import { AppError } from '#lib/errors.ts';
import type { Tool, ToolChoice } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { ToolChoiceInput } from '../schema/tool.ts';
import { toAcceptedName } from './accepted-names.ts';
import type { DeclaredTools } from './tools.ts';
import type { Translation } from './translation.ts';

export interface ToolDecision {
  tools: Tool[];
  /** Absent where upstream's own default says the same. */
  choice?: ToolChoice;
  /** What the model is told where it cannot be forced. */
  instruction?: string;
}

/** Which of the declared tools are offered, and whether the model must call one. */
export function decideToolChoice(
  chat: ChatRequest,
  { tools, usesLegacyFunctions }: DeclaredTools,
  translation: Translation,
): ToolDecision {
  const { wanted, param } = wantedChoice(chat);
  if (tools.length === 0) return withoutTools(wanted, param);
  const isSingle = usesLegacyFunctions || chat.parallel_tool_calls === false || forbidsParallel(wanted);
  const decision = oneByOne(decide(wanted, param, tools), isSingle);
  return isForced(decision.choice) ? forceable(decision, translation) : decision;
}

export const isForced = (choice: ToolChoice | undefined): boolean => choice?.type === 'any' || choice?.type === 'tool';

function wantedChoice({ tool_choice, function_call }: ChatRequest): { wanted: ToolChoiceInput; param: string } {
  if (tool_choice != null) return { wanted: tool_choice, param: 'tool_choice' };
  if (typeof function_call === 'object' && function_call !== null) {
    return { wanted: { type: 'function', function: function_call }, param: 'function_call' };
  }
  return { wanted: function_call ?? 'auto', param: 'function_call' };
}

const forbidsParallel = (wanted: ToolChoiceInput): boolean =>
  typeof wanted === 'object' && 'disable_parallel_tool_use' in wanted && wanted.disable_parallel_tool_use === true;

/** A choice without tools is refused upstream; one that asks for no call asks for nothing. */
function withoutTools(wanted: ToolChoiceInput, param: string): ToolDecision {
  const type = typeof wanted === 'string' ? wanted : wanted.type;
  if (type === 'auto' || type === 'none') return { tools: [] };
  throw new AppError('invalid_value', `\`${param}\` asks for a tool call, but the request has no \`tools\`.`, {
    param,
  });
}

function decide(wanted: ToolChoiceInput, param: string, tools: Tool[]): ToolDecision {
  if (typeof wanted === 'string') return simple(wanted, tools);
  switch (wanted.type) {
    case 'function':
    case 'custom':
    case 'tool':
      return { tools, choice: { type: 'tool', name: requireDeclared(nameOf(wanted), param, tools) } };
    case 'allowed_tools':
      return allowed(wanted.allowed_tools, param, tools);
    default:
      return simple(wanted.type, tools);
  }
}

type Named = Extract<ToolChoiceInput, { type: 'function' | 'custom' | 'tool' }>;

function nameOf(named: Named): string {
  if (named.type === 'tool') return named.name;
  return named.type === 'function' ? named.function.name : named.custom.name;
}

type AllowedTools = Extract<ToolChoiceInput, { type: 'allowed_tools' }>['allowed_tools'];

function allowed({ mode, tools: listed }: AllowedTools, param: string, tools: Tool[]): ToolDecision {
  const names = new Set(
    listed.map((tool, index) => requireDeclared(nameOf(tool), `${param}.allowed_tools.tools[${index}]`, tools)),
  );
  return simple(
    mode,
    tools.filter((tool) => names.has(tool.name)),
  );
}

/** `none` keeps the tools: a conversation that used them needs their definitions. */
const CHOICES = {
  auto: undefined,
  none: { type: 'none' },
  required: { type: 'any' },
  any: { type: 'any' },
} satisfies Record<Extract<ToolChoiceInput, string>, ToolChoice | undefined>;

function simple(wanted: keyof typeof CHOICES, tools: Tool[]): ToolDecision {
  const choice = CHOICES[wanted];
  return choice ? { tools, choice } : { tools };
}

/** The tool's own name: a choice may spell it as an earlier answer did. */
function requireDeclared(name: string, param: string, tools: readonly Tool[]): string {
  const found = tools.find((tool) => tool.name === toAcceptedName(name));
  if (found) return found.name;
  throw new AppError('invalid_value', `\`${param}\` names \`${name}\`, which is not among the tools.`, { param });
}

function oneByOne(decision: ToolDecision, isWanted: boolean): ToolDecision {
  const choice = decision.choice ?? { type: 'auto' };
  if (!isWanted || choice.type === 'none') return decision;
  return { ...decision, choice: { ...choice, disable_parallel_tool_use: true } };
}

/** Models that refuse forced calls are told what is required, and may answer otherwise. */
function forceable(decision: ToolDecision, { model, log }: Translation): ToolDecision {
  const { choice } = decision;
  if (model.abilities.forcedToolChoice !== 'no' || !choice || choice.type === 'none') return decision;
  log.note('tool_choice', 'emulated', PARAMETER_REASONS.forced_call_asked_for);
  const call = choice.type === 'tool' ? `the tool \`${choice.name}\`` : 'one of the tools';
  const { disable_parallel_tool_use } = choice;
  return {
    tools: decision.tools,
    choice: { type: 'auto', ...(disable_parallel_tool_use && { disable_parallel_tool_use }) },
    instruction: `You must call ${call} in this answer.`,
  };
}
