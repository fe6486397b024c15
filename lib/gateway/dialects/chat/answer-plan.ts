/** The form of the answer as the request chose it, which the translators of the answer need. */
export interface AnswerPlan {
  /** Emit `reasoning_content` and `reasoning_details`, because the customer asked for reasoning. */
  includesReasoning: boolean;
  /**
   * - `text`: the answer as it is, also for native structured outputs.
   * - `object`: `json_object`: keep exactly the outermost JSON object of the text.
   * - `tool`: the input of the hidden tool `JSON_TOOL_NAME` becomes the content.
   */
  json: 'text' | 'object' | 'tool';
  /** Answer with `function_call` instead of `tool_calls`: the request used the legacy `functions`. */
  usesLegacyFunctions: boolean;
  /** Names of tools the customer declared as `custom`: their calls go back as `{input: string}`. */
  customTools: readonly string[];
  /** The customer's names of fields that were renamed, by tool; absent when there are none. */
  fieldNames?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Stop strings upstream refuses (blank ones), which we cut at ourselves. */
  emulatedStops: readonly string[];
}

export const JSON_TOOL_NAME = 'json_response';

export const PLAIN_ANSWER: AnswerPlan = {
  includesReasoning: false,
  json: 'text',
  usesLegacyFunctions: false,
  customTools: [],
  emulatedStops: [],
};
