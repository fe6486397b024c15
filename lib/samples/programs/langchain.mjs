import { ChatOpenAI } from '@langchain/openai';

const model = new ChatOpenAI({
  model: 'anthropic/claude-sonnet-4-6',
  apiKey: process.env.TOKENHUB_API_KEY,
  configuration: { baseURL: 'http://localhost:3000/api/v1' },
  maxTokens: 2048,
});

const stream = await model.stream([
  ['system', 'Answer in one sentence.'],
  ['human', 'Why is the sky blue?'],
]);
let answer;
for await (const chunk of stream) {
  process.stdout.write(chunk.text);
  answer = answer ? answer.concat(chunk) : chunk;
}
console.log(`\n${answer.usage_metadata.total_tokens} tokens`);
