import os
from openai import OpenAI

client = OpenAI(
    base_url="http://localhost:3000/api/v1",
    api_key=os.environ["TOKENHUB_API_KEY"],
)

stream = client.chat.completions.create(
    model="anthropic/claude-haiku-4-5",
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
    stream=True,
    stream_options={"include_usage": True},
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
    elif chunk.usage:
        print(f"\n{chunk.usage.total_tokens} tokens for ${chunk.usage.cost}")
