import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: 'http://localhost:3000/api/v1',
  apiKey: process.env.TOKENHUB_API_KEY,
});

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The current weather in a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    },
  },
};
const messages = [{ role: 'user', content: 'What is the weather in Berlin?' }];

const asked = await client.chat.completions.create({
  model: 'anthropic/claude-sonnet-4-6',
  messages,
  tools: [weather],
  tool_choice: 'required',
});
const [{ message }] = asked.choices;
messages.push(message);
for (const call of message.tool_calls) {
  const { city } = JSON.parse(call.function.arguments);
  messages.push({ role: 'tool', tool_call_id: call.id, content: `18 °C and clear in ${city}` });
}

const answered = await client.chat.completions.create({
  model: 'anthropic/claude-sonnet-4-6',
  messages,
  tools: [weather],
});
console.log(answered.choices[0].message.content);
