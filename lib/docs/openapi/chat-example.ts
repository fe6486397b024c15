/** The example request of the reference: its sample sends it, and it is the initial text of the try-it panel. */
export const CHAT_EXAMPLE = {
  model: 'anthropic/claude-sonnet-4-6',
  messages: [{ role: 'user', content: 'Why is the sky blue?' }],
  max_tokens: 256,
  stream: true,
};
