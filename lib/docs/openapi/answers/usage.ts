import { z } from 'zod';
import { count, instant, usd } from './values.ts';

const row = z.object({
  from: instant.describe('Where it begins.'),
  to: instant.describe('Where it ends; this moment is not in it.'),
  part: z
    .enum(['whole', 'cut', 'running'])
    .describe('`cut` by the range, or still `running`: less than its neighbours.'),
  model: z.string().nullable().optional().describe('The model that answered; null when there was none.'),
  key_id: z.string().nullable().optional().describe('The key.'),
  member_id: z.string().nullable().optional().describe('Who made the key; null when it was no member.'),
  endpoint: z.string().nullable().optional().describe('`chat`, `messages` or `responses`.'),
  provider: z.string().nullable().optional().describe('Whose service answered.'),
  mode: z.string().nullable().optional().describe('`live` or `test`.'),
  outcome: z.string().nullable().optional().describe('How the requests ended.'),
  session_id: z.string().nullable().optional().describe('The session; null for requests of none.'),
  tags: z
    .record(z.string(), z.string().nullable())
    .optional()
    .describe('The values of the tags that are grouped by; null for requests without one.'),
  requests: count.describe('How many there were.'),
  errors: count.describe('Of them, those that failed. They cost nothing.'),
  streamed: count.describe('Of them, those that were streamed.'),
  input_tokens: count.describe('Tokens read anew, neither from the cache nor into it.'),
  cache_read_tokens: count.describe('Read from the prompt cache.'),
  cache_write_tokens: count.describe('Written to the prompt cache.'),
  output_tokens: count.describe('Tokens of the answers, thinking included.'),
  reasoning_tokens: count.describe('Of them, thinking.'),
  cost_usd: usd.describe('What was charged, as exact decimal text.'),
  cost_nano_usd: z.string().describe('The same in whole nano-dollars, for programs that add up.'),
  absorbed_usd: usd.describe('What the requests cost beyond that, which we bear.'),
  cache_saved_usd: usd.describe('What the prompt cache saved; negative when writing it cost more.'),
});

export const usageList = z.object({
  object: z.literal('list'),
  from: instant.describe('Where it begins.'),
  to: instant.describe('Where it ends; this moment is not in it.'),
  zone: z.string().describe('The time zone of the sums.'),
  unit: z.string().describe('How long each sum is.'),
  scope: z.enum(['key', 'account']).describe('Whose usage this is: the key’s own, or all of its account.'),
  as_of: instant.describe('When it was summed up.'),
  data: z.array(row).describe('The sums in the order of time. What has no requests has no row.'),
  has_more: z.boolean().describe('Whether there is another page.'),
  next_cursor: z.string().nullable().describe('What asks for it as `cursor`.'),
});
