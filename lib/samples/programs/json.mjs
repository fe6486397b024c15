import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: 'http://localhost:3000/api/v1',
  apiKey: process.env.TOKENHUB_API_KEY,
});

const completion = await client.chat.completions.create({
  model: 'anthropic/claude-sonnet-4-6',
  messages: [{ role: 'user', content: 'Invent a book: title and year.' }],
  response_format: {
    type: 'json_schema',
    json_schema: {
      name: 'book',
      strict: true,
      schema: {
        type: 'object',
        properties: { title: { type: 'string' }, year: { type: 'integer' } },
        required: ['title', 'year'],
        additionalProperties: false,
      },
    },
  },
});
const book = JSON.parse(completion.choices[0].message.content);
console.log(book.title, book.year);
