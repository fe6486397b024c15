import fc from 'fast-check';
import { DAY_MS, type Instant } from '../time/clock.ts';
import { NAMED_RANGES, type Range } from '../time/range.ts';
import { dayOf } from '../time/wall-time.ts';

/** Zones with offsets of hours, halves and quarters; with changes at midnight, by half an hour, in Ramadan, or none. */
export const ZONES = `UTC Europe/Berlin Europe/London Europe/Dublin Europe/Kyiv Europe/Moscow Europe/Istanbul
  Atlantic/Azores Atlantic/Reykjavik America/New_York America/Chicago America/Los_Angeles America/Anchorage America/Phoenix
  America/St_Johns America/Halifax America/Havana America/Santiago America/Sao_Paulo America/Asuncion
  America/Argentina/Buenos_Aires America/Caracas America/Mexico_City America/Nuuk Africa/Cairo Africa/Casablanca Africa/Lagos
  Asia/Beirut Asia/Gaza Asia/Jerusalem Asia/Tehran Asia/Kabul Asia/Kolkata Asia/Kathmandu Asia/Yangon Asia/Shanghai Asia/Tokyo
  Asia/Pyongyang Australia/Adelaide Australia/Eucla Australia/Lord_Howe Australia/Sydney Pacific/Auckland Pacific/Chatham
  Pacific/Apia Pacific/Kiritimati Pacific/Marquesas Antarctica/Troll`.split(/\s+/);

const MINUTE_MS = 60_000;
const minutesOf = (text: string): number => Date.parse(text) / MINUTE_MS;

/** Any minute of the years with possible usage, including changes of time zone law. */
export const anyMoment: fc.Arbitrary<Instant> = fc
  .integer({ min: minutesOf('2020-01-01'), max: minutesOf('2031-01-01') })
  .map((minute) => minute * MINUTE_MS);

export const anyReader = fc.record({ zone: fc.constantFrom(...ZONES), now: anyMoment });

const lengths = { h: 800, d: 400, w: 100, mo: 36 } as const;

export const anyRange: fc.Arbitrary<Range> = fc.oneof(
  fc
    .constantFrom(...(Object.keys(lengths) as (keyof typeof lengths)[]))
    .chain((length) =>
      fc.integer({ min: 1, max: lengths[length] }).map((count) => ({ kind: 'last' as const, count, length })),
    ),
  fc.constantFrom(...NAMED_RANGES).map((name) => ({ kind: 'named' as const, name })),
  fc
    .tuple(anyMoment, fc.integer({ min: 0, max: 90 }))
    .map(([from, days]) => ({ kind: 'days' as const, from: dayOf(from), to: dayOf(from + days * DAY_MS) })),
  fc
    .tuple(anyMoment, fc.integer({ min: 1, max: 20_000 }))
    .map(([from, minutes]) => ({ kind: 'moments' as const, from, to: from + minutes * MINUTE_MS })),
);
