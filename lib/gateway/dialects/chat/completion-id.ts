const REQUEST = /^req_/;
const COMPLETION = 'chatcmpl-';

/** `chatcmpl-…` and `req_…` name the same request. */
export const toRequestId = (id: string): string =>
  id.startsWith(COMPLETION) ? `req_${id.slice(COMPLETION.length)}` : id;

export const toCompletionId = (requestId: string): string => requestId.replace(REQUEST, COMPLETION);
