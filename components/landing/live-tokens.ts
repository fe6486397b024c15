const BYTES_PER_TOKEN = 4;
const encoder = new TextEncoder();

/** The tokens of a text that is still coming, as the sandbox will count them when it is whole. */
export const countLiveTokens = (text: string): number => Math.ceil(encoder.encode(text).length / BYTES_PER_TOKEN);
