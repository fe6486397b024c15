import { readSample, type SampleTopic } from './read.ts';

/** What a sample sends, read from its own curl command: whoever runs it without a shell asks for the same. */
export function readSampleRequest(topic: SampleTopic): object {
  const [, body = ''] = /-d '([\s\S]*)'/.exec(readSample(topic, 'curl')) ?? [];
  return JSON.parse(body);
}
