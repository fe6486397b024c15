import { isRecord } from './shape.ts';

type Holds = (value: unknown) => boolean;

const isText: Holds = (value) => typeof value === 'string';
const isNumber: Holds = (value) => typeof value === 'number';
const isFlag: Holds = (value) => typeof value === 'boolean';
const isCount: Holds = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const matches =
  (pattern: RegExp): Holds =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isSet =
  (holds: Holds): Holds =>
  (value) =>
    Array.isArray(value) && value.every(holds) && new Set(value).size === value.length;
const isMap =
  (holds: Holds): Holds =>
  (value) =>
    isRecord(value) && Object.values(value).every(holds);

const isType = matches(/^(array|boolean|integer|null|number|object|string)$/);
const isNames = isSet(isText);
const isSchemas: Holds = (value) => Array.isArray(value) && value.length > 0 && value.every(isJsonSchema);

const KEYWORDS = new Map<string, Holds>();
const keywords = (names: string, holds: Holds) => {
  for (const name of names.split(' ')) KEYWORDS.set(name, holds);
};
keywords('additionalProperties unevaluatedProperties propertyNames items unevaluatedItems contains', isJsonSchema);
keywords('not if then else contentSchema', isJsonSchema);
keywords('allOf anyOf oneOf prefixItems', isSchemas);
keywords('properties patternProperties dependentSchemas $defs definitions', isMap(isJsonSchema));
keywords(
  'dependencies',
  isMap((value) => isNames(value) || isJsonSchema(value)),
);
keywords('dependentRequired', isMap(isNames));
keywords('required', isNames);
keywords('type', (value) => isType(value) || (isSet(isType)(value) && (value as unknown[]).length > 0));
keywords('enum examples', Array.isArray);
keywords('minimum maximum exclusiveMinimum exclusiveMaximum', isNumber);
keywords('multipleOf', (value) => typeof value === 'number' && value > 0);
keywords('minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains', isCount);
keywords('uniqueItems deprecated readOnly writeOnly', isFlag);
keywords('title description $comment $schema $ref $dynamicRef pattern format', isText);
keywords('contentEncoding contentMediaType', isText);
keywords('$id', matches(/^[^#]*#?$/));
keywords('$anchor $dynamicAnchor', matches(/^[A-Za-z_][-A-Za-z0-9._]*$/));

/** Whether a value is a schema of the dialect of 2020-12, as far as its own schema tells. */
export function isJsonSchema(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  return isRecord(value) && Object.entries(value).every(([name, member]) => KEYWORDS.get(name)?.(member) ?? true);
}
