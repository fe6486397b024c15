import { HumanMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';

const getWeather = tool(({ city }) => `18 °C and clear in ${city}`, {
  name: 'get_weather',
  description: 'The current weather in a city',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
});
const model = new ChatOpenAI({
  model: 'anthropic/claude-sonnet-4-6',
  apiKey: process.env.TOKENHUB_API_KEY,
  configuration: { baseURL: 'http://localhost:3000/api/v1' },
  maxTokens: 2048,
});

const messages = [new HumanMessage('What is the weather in Berlin?')];
const asked = await model.bindTools([getWeather], { tool_choice: 'required' }).invoke(messages);
messages.push(asked);
for (const call of asked.tool_calls) messages.push(await getWeather.invoke(call));

const answered = await model.bindTools([getWeather]).invoke(messages);
console.log(answered.text);
