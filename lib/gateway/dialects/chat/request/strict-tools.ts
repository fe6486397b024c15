import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { STRUCTURE_LIMITS, type StructuredSchema, toStructuredSchema } from './structured-schema.ts';
import type { Translation } from './translation.ts';

/** Which tools of a request may be strict: upstream compiles their schemas together and refuses what is too much. */
export class StrictTools {
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
