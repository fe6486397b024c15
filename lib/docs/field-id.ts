/** Where a field of a list can be linked to: `parameters-top_p`. Its name may be written as code, or as a way into an object. */
export const fieldId = (list: string, name: string): string => `${list}-${name.replace(/[^\w.-]/g, '')}`;
