import { z } from 'zod';
import { editInput } from '#lib/edit.ts';
import { normaliseLine } from '#lib/normalise.ts';
import { WEBHOOK_EVENTS } from './events.ts';

const id = z.string().min(1).max(140);

const endpoint = z.strictObject({
  /** `findTarget` checks the rest, which depends on the installation. */
  url: z.string().max(2_000).transform(normaliseLine),
  events: z
    .array(z.enum(WEBHOOK_EVENTS))
    .min(1)
    .transform((chosen) => WEBHOOK_EVENTS.filter((type) => chosen.includes(type))),
});

export const createEndpointInput = endpoint;
export type CreateEndpointInput = z.output<typeof createEndpointInput>;

/** The form may have shown events that are no longer offered. */
const shown = endpoint.extend({ events: z.array(z.string().max(100)).max(100) });
export const changeEndpointInput = z.strictObject({ id, edit: editInput(shown, endpoint) });

export const pauseEndpointInput = z.strictObject({ id, isPaused: z.boolean() });
export const endpointInput = z.strictObject({ id });
