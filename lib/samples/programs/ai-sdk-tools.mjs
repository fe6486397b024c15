import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, stepCountIs, tool } from 'ai';

const tokenhub = createOpenAICompatible({
  name: 'tokenhub',
  baseURL: 'http://localhost:3000/api/v1',
  apiKey: process.env.TOKENHUB_API_KEY,
});

const getWeather = tool({
  description: 'The current weather in a city',
  inputSchema: jsonSchema({
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
  }),
  execute: async ({ city }) => `18 °C and clear in ${city}`,
});

const { text } = await generateText({
  model: tokenhub('anthropic/claude-sonnet-4-6'),
  prompt: 'What is the weather in Berlin?',
  tools: { get_weather: getWeather },
  prepareStep: ({ stepNumber }) => ({ toolChoice: stepNumber === 0 ? 'required' : 'auto' }),
  stopWhen: stepCountIs(5),
  maxOutputTokens: 2048,
});
console.log(text);
