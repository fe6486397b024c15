/** Where a field of a list can be linked to: `parameters-top_p`, or `answer-choices.message` for `choices[].message`. */
export const fieldId = (list: string, name: string): string => `${list}-${name.replace(/[^\w.-]/g, '')}`;
