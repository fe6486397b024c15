/** The request of the reference: what its sample sends and what readers begin with when they try it. */
export const CHAT_EXAMPLE = {
  model: 'anthropic/claude-sonnet-4-6',
  messages: [{ role: 'user', content: 'Why is the sky blue?' }],
  max_tokens: 256,
  stream: true,
};
