import { AppError } from '#lib/errors.ts';
import type { JsonSchema, Tool } from '#lib/gateway/messages/request.ts';
import type { ChatMessage } from '../schema/message.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { FunctionDefinition, ToolInput } from '../schema/tool.ts';
import { toAcceptedName } from './accepted-names.ts';
import { cached, fromInput } from './cache.ts';
import { type InputSchema, toInputSchema } from './input-schema.ts';
import { OLD_DIALECT, toCurrentDialect } from './schema-dialect.ts';
import { STRUCTURE_LIMITS, type StructuredSchema, toStructuredSchema } from './structured-schema.ts';
import { isBlank, type Translation } from './translation.ts';

export interface DeclaredTools {
  tools: Tool[];
  /** Names of tools declared as `custom`, whose calls go back as plain text. */
  custom: string[];
  usesLegacyFunctions: boolean;
}

/** What a custom tool's plain text travels in. */
const CUSTOM_INPUT = { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] };

export function translateTools(chat: ChatRequest, translation: Translation): DeclaredTools {
  const strict = new StrictTools(translation);
  const declared = chat.tools ?? [];
  const functions = chat.functions ?? [];
  const tools = [
    ...declared.map((tool, index) => toTool(tool, definitionAt(chat, index), strict, translation)),
    ...functions.map((definition, index) => toFunctionTool(definition, `functions[${index}]`, strict, translation)),
  ];
  requireUniqueNames(tools, chat);
  return {
    tools,
    custom: declared.flatMap((tool) => (tool.type === 'custom' ? [tool.custom.name] : [])),
    usesLegacyFunctions: declared.length === 0 && functions.length > 0,
  };
}

/** Where a tool's definition is written: flat as in the Responses API, or inside `function`. */
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

/** The schema of a tool as upstream takes it. What it changes is reported, and what the answer needs is kept. */
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
export function toolsFromHistory(messages: readonly ChatMessage[]): Tool[] {
  const names = new Set<string>();
  for (const message of messages) {
    if (message.role !== 'assistant') continue;
    for (const call of message.tool_calls ?? [])
      names.add(toAcceptedName(call.type === 'custom' ? call.custom.name : call.function.name));
    if (message.function_call) names.add(toAcceptedName(message.function_call.name));
  }
  return [...names].map((name) => ({ name, input_schema: { type: 'object', properties: {} } }));
}

/** Which tools of a request may be strict: upstream compiles their schemas together and refuses what is too much. */
class StrictTools {
  private readonly translation: Translation;
  private count = 0;
  private optional = 0;
  private unions = 0;

  constructor(translation: Translation) {
    this.translation = translation;
  }

  /** Counts the schema in when it fits exactly as it is; otherwise the tool goes without `strict`. */
  accepts(schema: JsonSchema, param: string): boolean {
    const { model, log, schemaSteps } = this.translation;
    const structured = model.abilities.structuredOutputs ? toStructuredSchema(schema, schemaSteps) : null;
    if (structured !== null && !structured.isChanged && this.hasRoomFor(structured)) {
      this.count++;
      this.optional += structured.optional;
      this.unions += structured.unions;
      return true;
    }
    log.note(param, 'dropped', 'Upstream cannot enforce this schema strictly, so the tool was sent without `strict`.');
    return false;
  }

  private hasRoomFor({ optional, unions }: StructuredSchema): boolean {
    return (
      this.count < STRUCTURE_LIMITS.strictTools &&
      this.optional + optional <= STRUCTURE_LIMITS.optional &&
      this.unions + unions <= STRUCTURE_LIMITS.unions
    );
  }
}
