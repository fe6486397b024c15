import type { JsonSchema, Tool } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { type AnswerPlan, JSON_TOOL_NAME } from '../answer-plan.ts';
import type { ResponseFormat } from '../schema/request.ts';
import { toInputSchema } from './input-schema.ts';
import { isSchema } from './json-schema.ts';
import { OLD_DIALECT, toCurrentDialect } from './schema-dialect.ts';
import { toStructuredSchema } from './structured-schema.ts';
import type { Translation } from './translation.ts';

export interface FormatDecision {
  json: AnswerPlan['json'];
  /** Structured outputs: upstream enforces this schema. */
  schema?: JsonSchema;
  /** A hidden tool the model must call; its input is the answer. */
  tool?: Tool;
  /** An instruction for the model, where nothing can be enforced. */
  instruction?: string;
}

interface FormatInput {
  hasTools: boolean;
  isThinking: boolean;
}

const PARAM = 'response_format';
const SCHEMA_PARAM = 'response_format.json_schema.schema';
const ONE_OBJECT =
  'Answer with exactly one JSON object and nothing else: no words before or after it, and no code fence around it.';

/** How the answer becomes JSON: enforced where possible, else by a hidden tool, else by asking. */
export function decideFormat(format: ResponseFormat, input: FormatInput, translation: Translation): FormatDecision {
  if (format.type === 'text') return { json: 'text' };
  const { schema, description } = format.type === 'json_schema' ? format.json_schema : {};
  if (schema == null) {
    translation.log.note(PARAM, 'emulated', PARAMETER_REASONS.json_object_checked);
    return { json: 'object', instruction: ONE_OBJECT };
  }
  const current = toCurrentDialect(schema, SCHEMA_PARAM, PARAM);
  if (current !== schema) translation.log.note(PARAM, 'mapped', OLD_DIALECT);
  const described = withDescription(current, description);
  return native(described, translation) ?? byTool(described, input, translation) ?? byPrompt(described, translation);
}

/** A name and a description have no place upstream; the description helps at the schema's root. */
const withDescription = (schema: JsonSchema, description: string | null | undefined): JsonSchema =>
  description && schema.description === undefined ? { ...schema, description } : schema;

function native(schema: JsonSchema, { model, log, schemaSteps }: Translation): FormatDecision | null {
  const structured = model.abilities.structuredOutputs ? toStructuredSchema(schema, schemaSteps) : null;
  if (structured === null) return null;
  if (structured.isChanged) {
    log.note(PARAM, 'mapped', 'The schema was closed, and what upstream cannot enforce was moved into descriptions.');
  }
  return { json: 'text', schema: structured.schema };
}

/** Not used with the customer's own tools, which a forced call would exclude, nor where forcing costs the thinking. */
function byTool(
  schema: JsonSchema,
  { hasTools, isThinking }: FormatInput,
  translation: Translation,
): FormatDecision | null {
  const { forcedToolChoice } = translation.model.abilities;
  const mayForce = forcedToolChoice === 'yes' || (forcedToolChoice === 'not-with-thinking' && !isThinking);
  if (hasTools || !mayForce) return null;
  translation.log.note(
    PARAM,
    'emulated',
    'The schema cannot be enforced on this model, so it became a hidden tool that must be called.',
  );
  const input = toInputSchema(schema, SCHEMA_PARAM, translation.schemaSteps);
  if (input.fieldNames) translation.fieldNames.set(JSON_TOOL_NAME, input.fieldNames);
  const description = ['Give the answer.', input.alternatives].filter(isText).join(' ');
  return { json: 'tool', tool: { name: JSON_TOOL_NAME, description, input_schema: input.schema } };
}

const isText = (value: string | null): value is string => value !== null;

function byPrompt(schema: JsonSchema, { log }: Translation): FormatDecision {
  log.note(PARAM, 'emulated', 'The schema cannot be enforced here, so the model is asked to follow it.');
  const form = isSchema(schema) ? JSON.stringify(schema) : '{}';
  return { json: 'object', instruction: `${ONE_OBJECT} It must be valid against this JSON schema:\n${form}` };
}
