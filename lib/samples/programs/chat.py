import os
from openai import OpenAI

client = OpenAI(
    base_url="http://localhost:3000/api/v1",
    api_key=os.environ["TOKENHUB_API_KEY"],
)

completion = client.chat.completions.create(
    model="anthropic/claude-sonnet-4-6",
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
)
print(completion.choices[0].message.content)
