import json
import os
from openai import OpenAI

client = OpenAI(
    base_url="http://localhost:3000/api/v1",
    api_key=os.environ["TOKENHUB_API_KEY"],
)

weather = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The current weather in a city",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}
messages = [{"role": "user", "content": "What is the weather in Berlin?"}]

asked = client.chat.completions.create(
    model="anthropic/claude-sonnet-4-6",
    messages=messages,
    tools=[weather],
    tool_choice="required",
)
message = asked.choices[0].message
messages.append(message)
for call in message.tool_calls:
    city = json.loads(call.function.arguments)["city"]
    messages.append({"role": "tool", "tool_call_id": call.id, "content": f"18 °C and clear in {city}"})

answered = client.chat.completions.create(
    model="anthropic/claude-sonnet-4-6",
    messages=messages,
    tools=[weather],
)
print(answered.choices[0].message.content)
