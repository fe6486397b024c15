import { z } from 'zod';

/** The body of an upstream error: `{"type":"error","error":{…},"request_id":"req_…"}`. */
export const errorBodySchema = z.object({
  error: z.object({
    type: z.string(),
    message: z.string().catch(''),
    details: z.object({ error_code: z.string().nullish() }).nullish().catch(null),
  }),
  request_id: z.string().nullish().catch(null),
});
