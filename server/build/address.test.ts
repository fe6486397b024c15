import { expect, it } from 'vitest';
import { BUILT_FOR } from '#lib/config/public-url.ts';
import { flightToAddress, toAddress } from './address.ts';

const ORIGIN = 'http://localhost:4711';
const text = (id: string, content: string) => `${id}:T${Buffer.byteLength(content).toString(16)},${content}`;

it('names the address it is served at, also where that stands in another one', () => {
  const link = (origin: string) =>
    `<a href="${origin}/en">https://x.example/?q=${encodeURIComponent(`${origin}/en`)}</a>`;
  expect(toAddress(link(BUILT_FOR), ORIGIN)).toBe(link(ORIGIN));
});

it('keeps the byte lengths of React’s long texts right', () => {
  const page = (origin: string) =>
    [
      `1:"$Sreact.fragment"\n`,
      `2:I[339756,["/_next/a.js"],"default"]\n`,
      text('3', `curl ${origin}/api\n4:["not a row"]\nünïcode 値段 ${origin}`),
      `5:["$","link",null,{"href":"${origin}/de"}]\n`,
      text('a', 'no address'),
      `6:{"q":"${encodeURIComponent(origin)}"}\n`,
      `:HL["/x.css","style"]`,
    ].join('');
  expect(flightToAddress(Buffer.from(page(BUILT_FOR)), ORIGIN).toString()).toBe(page(ORIGIN));
});

it('leaves bytes alone that only look like the address', () => {
  const bytes = Buffer.concat([Buffer.from(`1:o${BUILT_FOR.length.toString(16)},${BUILT_FOR}`)]);
  const flight = Buffer.concat([bytes, Buffer.from(`2:"${BUILT_FOR}"\n`)]);
  expect(flightToAddress(flight, ORIGIN)).toEqual(Buffer.concat([bytes, Buffer.from(`2:"${ORIGIN}"\n`)]));
});
