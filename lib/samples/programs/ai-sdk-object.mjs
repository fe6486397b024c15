import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, Output } from 'ai';

const tokenhub = createOpenAICompatible({
  name: 'tokenhub',
  baseURL: 'http://localhost:3000/api/v1',
  apiKey: process.env.TOKENHUB_API_KEY,
  supportsStructuredOutputs: true,
});

const { output } = await generateText({
  model: tokenhub('anthropic/claude-sonnet-4-6'),
  prompt: 'Invent a book: title and year.',
  output: Output.object({
    schema: jsonSchema({
      type: 'object',
      properties: { title: { type: 'string' }, year: { type: 'integer' } },
      required: ['title', 'year'],
      additionalProperties: false,
    }),
  }),
  maxOutputTokens: 2048,
});
console.log(output.title, output.year);
