import json
import os
from openai import OpenAI

client = OpenAI(
    base_url="http://localhost:3000/api/v1",
    api_key=os.environ["TOKENHUB_API_KEY"],
)

completion = client.chat.completions.create(
    model="anthropic/claude-sonnet-4-6",
    messages=[{"role": "user", "content": "Invent a book: title and year."}],
    response_format={
        "type": "json_schema",
        "json_schema": {
            "name": "book",
            "strict": True,
            "schema": {
                "type": "object",
                "properties": {"title": {"type": "string"}, "year": {"type": "integer"}},
                "required": ["title", "year"],
                "additionalProperties": False,
            },
        },
    },
)
book = json.loads(completion.choices[0].message.content)
print(book["title"], book["year"])
