import { findModel } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import type { Column, Draft, Format, Parameter, Settings, Tool } from '../document.ts';
import { appliesTo } from '../parameters/controls.ts';
import { valuesFor } from '../variables.ts';
import type { ChatBody, ResponseFormat, WireTool } from '../wire.ts';
import { toCacheControl } from './cache-mark.ts';
import { isObject, parseJsonText } from './json-text.ts';
import { findMessageProblems } from './message-problems.ts';
import type { RequestProblem } from './problem.ts';
import { toWireMessage } from './to-message.ts';

export interface RequestOptions {
  /** Data URLs of attachments, by attachment id. */
  attachments?: ReadonlyMap<string, string>;
  /** The row whose variable values apply. */
  rowId?: string;
}

export interface PreparedRequest {
  /** May be incomplete when there are problems. */
  body: ChatBody;
  /** Reasons why it cannot be sent; empty when it can. */
  problems: RequestProblem[];
}

/** Builds the request body of a column. */
export function toRequest(draft: Draft, column: Column, options: RequestOptions = {}): PreparedRequest {
  const model = findModel(column.model);
  const problems: RequestProblem[] = model ? [] : [{ path: 'model', kind: 'unknown_model' }];
  const context = {
    values: valuesFor(draft, options.rowId),
    attachments: options.attachments ?? new Map<string, string>(),
    problems,
  };
  const messages = column.messages.map((message, index) => toWireMessage(message, `messages[${index}]`, context));
  problems.push(...findMessageProblems(column.messages, model));
  const tools = toWireTools(column.tools, problems);
  const body: ChatBody = {
    model: column.model,
    messages,
    ...toParameters(column.settings, model, tools, problems),
    ...(tools.length > 0 && { tools }),
    ...toResponseFormat(column.format, problems),
  };
  return { body, problems };
}

/** Leaves out parameters that the model does not support. An unknown model gets all of them. */
function toParameters(settings: Settings, model: Model | null, tools: WireTool[], problems: RequestProblem[]) {
  const entries = Object.entries(settings).filter(([name, value]) => {
    if (value === undefined || !(model === null || appliesTo(name as Parameter, model))) return false;
    // The API rejects both without tools.
    return tools.length > 0 || (name !== 'tool_choice' && name !== 'parallel_tool_calls');
  });
  const { cache_control, tool_choice, ...rest } = Object.fromEntries(entries) as Settings;
  for (const name of namesChosen(tool_choice)) {
    if (!tools.some((tool) => nameOf(tool) === name)) problems.push({ path: 'tool_choice', kind: 'missing_tool' });
  }
  return {
    ...rest,
    ...(tool_choice && { tool_choice }),
    ...(cache_control && { cache_control: toCacheControl(cache_control) }),
  };
}

function namesChosen(choice: Settings['tool_choice']): string[] {
  if (typeof choice !== 'object') return [];
  const named = choice.type === 'allowed_tools' ? choice.allowed_tools.tools : [choice];
  return named.flatMap((one) => {
    if (one.type === 'function') return one.function.name;
    if (one.type === 'custom') return one.custom.name;
    return one.type === 'tool' ? one.name : [];
  });
}

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;

function toWireTools(tools: readonly Tool[], problems: RequestProblem[]): WireTool[] {
  const offered = tools.filter(({ isOn }) => isOn);
  return offered.map((tool, index) => {
    const at = `tools[${index}].${tool.kind}`;
    if (!TOOL_NAME.test(tool.name)) problems.push({ path: `${at}.name`, kind: 'invalid_name' });
    if (offered.findIndex(({ name }) => name === tool.name) < index)
      problems.push({ path: `${at}.name`, kind: 'duplicate_name' });
    return { ...toDefinition(tool, at, problems), ...(tool.cache && { cache_control: toCacheControl(tool.cache) }) };
  });
}

function toDefinition(tool: Tool, at: string, problems: RequestProblem[]): WireTool {
  const { name, description, isStrict } = tool;
  const described = { name, ...(description !== '' && { description }) };
  if (tool.kind === 'custom') return { type: 'custom', custom: described };
  const parameters = toSchema(tool.parameters, `${at}.parameters`, problems);
  const strict = isStrict === null ? {} : { strict: isStrict };
  return { type: 'function', function: { ...described, ...(parameters && { parameters }), ...strict } };
}

const nameOf = (tool: WireTool): string => (tool.type === 'function' ? tool.function.name : tool.custom.name);

/** Returns undefined for a schema that is empty or not a JSON object. */
function toSchema(text: string, path: string, problems: RequestProblem[]): Record<string, unknown> | undefined {
  if (text.trim() === '') return undefined;
  const schema = parseJsonText(text);
  if (isObject(schema)) return schema;
  problems.push({ path, kind: 'invalid_json' });
  return undefined;
}

function toResponseFormat(
  { type, schema: answer }: Format,
  problems: RequestProblem[],
): { response_format?: ResponseFormat } {
  if (type === 'text') return {};
  if (type === 'json_object') return { response_format: { type } };
  const { name = '', description = '', isStrict = null, schema: text = '' } = answer ?? {};
  const path = 'response_format.json_schema.schema';
  const schema = toSchema(text, path, problems);
  const json_schema = {
    ...(name !== '' && { name }),
    ...(description !== '' && { description }),
    ...(schema && { schema }),
    ...(isStrict !== null && { strict: isStrict }),
  };
  return { response_format: { type, json_schema } };
}
