curl --no-buffer http://localhost:3000/api/v1/chat/completions \
  -H "Authorization: Bearer $TOKENHUB_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "model": "anthropic/claude-haiku-4-5",
    "messages": [{ "role": "user", "content": "Why is the sky blue?" }],
    "stream": true,
    "stream_options": { "include_usage": true }
  }'
