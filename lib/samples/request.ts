import { readSample, type SampleTopic } from './read.ts';

/** A sample's request body, read from its own curl command, for running it without a shell. */
export function readSampleRequest(topic: SampleTopic): object {
  const [, body = ''] = /-d '([\s\S]*)'/.exec(readSample(topic, 'curl')) ?? [];
  return JSON.parse(body);
}
