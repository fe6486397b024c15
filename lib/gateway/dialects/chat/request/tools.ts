import { AppError } from '#lib/errors.ts';
import type { JsonSchema, Tool, ToolChoice } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { ChatMessage } from '../schema/message.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { FunctionDefinition, ToolChoiceInput, ToolInput } from '../schema/tool.ts';
import { type InputSchema, toInputSchema } from './input-schema.ts';
import { OLD_DIALECT, toCurrentDialect } from './schema-dialect.ts';
import { StrictTools } from './structured-schema.ts';
import { toAcceptedName } from './tool-calls.ts';
import { cached, fromInput, isBlank, type Translation } from './translation.ts';

export interface DeclaredTools {
  tools: Tool[];
  /** Without declared tools, those of the conversation, which upstream wants defined. */
  used: Tool[];
  /** Names of tools declared as `custom`, whose calls go back as plain text. */
  custom: string[];
  usesLegacyFunctions: boolean;
}

/** The schema that carries a custom tool's plain text. */
const CUSTOM_INPUT = { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] };

export function translateTools(chat: ChatRequest, translation: Translation): DeclaredTools {
  const declared = chat.tools ?? [];
  const functions = chat.functions ?? [];
  if (declared.length + functions.length === 0)
    return { tools: [], used: toolsFromHistory(chat.messages), custom: [], usesLegacyFunctions: false };
  const strict = new StrictTools(translation);
  const tools = [
    ...declared.map((tool, index) => toTool(tool, definitionAt(chat, index), strict, translation)),
    ...functions.map((definition, index) => toFunctionTool(definition, `functions[${index}]`, strict, translation)),
  ];
  requireUniqueNames(tools, chat);
  return {
    tools,
    used: [],
    custom: declared.flatMap((tool) => (tool.type === 'custom' ? [tool.custom.name] : [])),
    usesLegacyFunctions: declared.length === 0,
  };
}

/** The path of a tool's definition: flat as in the Responses API, or inside `function`. */
function definitionAt({ tools, flatTools }: ChatRequest, index: number): string {
  return flatTools?.has(index) ? `tools[${index}]` : `tools[${index}].${tools?.[index]?.type}`;
}

function toTool(tool: ToolInput, at: string, strict: StrictTools, translation: Translation): Tool {
  const control = tool.cache_control ? fromInput(tool.cache_control) : undefined;
  if (tool.type === 'function') {
    return cached(toFunctionTool(tool.function, at, strict, translation), control);
  }
  const { name, description } = tool.custom;
  const custom: Tool = { name, ...described(description), input_schema: CUSTOM_INPUT };
  return cached(custom, control);
}

function toFunctionTool(
  definition: FunctionDefinition,
  at: string,
  strict: StrictTools,
  translation: Translation,
): Tool {
  const { log } = translation;
  const param = `${at}.parameters`;
  const { schema, alternatives } = toToolSchema(definition.parameters, { param, tool: definition.name }, translation);
  const tool: Tool = {
    name: definition.name,
    ...described(definition.description, alternatives),
    input_schema: schema,
  };
  if (alternatives !== null) {
    log.note(param, 'mapped', 'Upstream takes no alternatives at the root, so they were merged into one object.');
  }
  if (definition.strict && strict.accepts(schema, `${at}.strict`)) tool.strict = true;
  return tool;
}

/** A tool's schema as upstream takes it. Changes are reported, and kept for the answer where it needs them. */
function toToolSchema(
  parameters: JsonSchema | null | undefined,
  { param, tool }: { param: string; tool: string },
  { log, schemaSteps, fieldNames }: Translation,
): InputSchema {
  const current = parameters ? toCurrentDialect(parameters, param, `function '${tool}'`) : parameters;
  if (current !== parameters) log.note(param, 'mapped', OLD_DIALECT);
  const input = toInputSchema(current, param, schemaSteps);
  if (input.fieldNames === null) return input;
  fieldNames.set(tool, input.fieldNames);
  log.note(param, 'mapped', 'Fields whose names upstream refuses were renamed; calls come back with your names.');
  return input;
}

function described(...sentences: (string | null | undefined)[]): { description?: string } {
  const spoken = sentences.filter((sentence) => sentence != null && !isBlank(sentence));
  return spoken.length > 0 ? { description: spoken.join(' ') } : {};
}

function requireUniqueNames(tools: readonly Tool[], chat: ChatRequest): void {
  const declared = chat.tools?.length ?? 0;
  const seen = new Set<string>();
  for (const [index, { name }] of tools.entries()) {
    if (seen.has(name)) {
      const at = index < declared ? definitionAt(chat, index) : `functions[${index - declared}]`;
      const param = `${at}.name`;
      throw new AppError('invalid_value', `\`${param}\` is \`${name}\` again: each tool needs a name of its own.`, {
        param,
      });
    }
    seen.add(name);
  }
}

/** Bare definitions of the tools a conversation used, for requests that bring the history but not the tools. */
function toolsFromHistory(messages: readonly ChatMessage[]): Tool[] {
  const names = new Set<string>();
  for (const message of messages) {
    if (message.role !== 'assistant') continue;
    for (const call of message.tool_calls ?? [])
      names.add(toAcceptedName(call.type === 'custom' ? call.custom.name : call.function.name));
    if (message.function_call) names.add(toAcceptedName(message.function_call.name));
  }
  return [...names].map((name) => ({ name, input_schema: { type: 'object', properties: {} } }));
}

export interface ToolDecision {
  tools: Tool[];
  /** Absent where upstream's default is the same. */
  choice?: ToolChoice;
  /** An instruction for the model, where a call cannot be forced. */
  instruction?: string;
}

/** Decides which declared tools are offered, and whether the model must call one. */
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

/** Upstream refuses a choice without tools; a choice that requires no call can be left out. */
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

/** Returns the tool's own name: a choice may spell it as an earlier answer did. */
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

/** A model that refuses forced calls gets an instruction instead, and may answer otherwise. */
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
