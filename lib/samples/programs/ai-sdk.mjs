import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';

const tokenhub = createOpenAICompatible({
  name: 'tokenhub',
  baseURL: 'http://localhost:3000/api/v1',
  apiKey: process.env.TOKENHUB_API_KEY,
  includeUsage: true,
  supportsStructuredOutputs: true,
});

const { textStream, usage } = streamText({
  model: tokenhub('anthropic/claude-sonnet-4-6'),
  prompt: 'Why is the sky blue?',
  maxOutputTokens: 2048,
});
for await (const text of textStream) process.stdout.write(text);
const { totalTokens, raw } = await usage;
console.log(`\n${totalTokens} tokens for $${raw.cost}`);
