import { BUILT_FOR } from '#lib/config/public-url.ts';

const ENCODED = encodeURIComponent(BUILT_FOR);

/** Replaces the address that a prerendered text was built for by the one it is served at. */
export const toAddress = (text: string, origin: string): string =>
  text.replaceAll(BUILT_FOR, origin).replaceAll(ENCODED, encodeURIComponent(origin));

/** The same replacement for React's wire format, in which a long text is preceded by its length. */
export function flightToAddress(flight: Buffer, origin: string): Buffer {
  if (!flight.includes(BUILT_FOR) && !flight.includes(ENCODED)) return flight;
  const rows: Buffer[] = [];
  for (let at = 0; at < flight.length; ) {
    const row = readRow(flight, at);
    rows.push(rowToAddress(row, origin));
    at += row.whole.length;
  }
  return Buffer.concat(rows);
}

/** `<id>:T<length>,<text>`, the same with bytes of another kind, or `<id>:<anything>` up to the end of the line. */
interface Row {
  form: 'text' | 'bytes' | 'line';
  whole: Buffer;
  /** The text up to the colon, included. */
  id: string;
  /** The content of a text row. */
  text: Buffer;
}

/** Kinds of rows with their length, in bytes and hexadecimal. */
const MEASURED = /^[TAOobUSsLlGgMmV]$/;

function readRow(flight: Buffer, at: number): Row {
  const kindAt = flight.indexOf(':', at) + 1;
  const id = flight.toString('latin1', at, kindAt);
  const kind = flight.toString('latin1', kindAt, kindAt + 1);
  if (!MEASURED.test(kind)) {
    const end = flight.indexOf('\n', kindAt) + 1 || flight.length;
    return { form: 'line', whole: flight.subarray(at, end), id, text: Buffer.alloc(0) };
  }
  const textAt = flight.indexOf(',', kindAt) + 1;
  const end = textAt + Number.parseInt(flight.toString('latin1', kindAt + 1, textAt - 1), 16);
  const form = kind === 'T' ? 'text' : 'bytes';
  return { form, whole: flight.subarray(at, end), id, text: flight.subarray(textAt, end) };
}

function rowToAddress({ form, whole, id, text }: Row, origin: string): Buffer {
  if (form === 'bytes') return whole;
  if (form === 'line') return Buffer.from(toAddress(whole.toString(), origin));
  const replaced = Buffer.from(toAddress(text.toString(), origin));
  return Buffer.concat([Buffer.from(`${id}T${replaced.length.toString(16)},`), replaced]);
}
