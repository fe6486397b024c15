import { invalidRequest } from './error.ts';

/** A decoded form: texts, arrays and nested objects. `a[0][b]=c` gives `{ a: [{ b: 'c' }] }`. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = { [name: string]: FormValue };

/** @throws parameter_invalid_… for inconsistent brackets */
export function parseForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) put(form, toPath(name), value);
  return toArrays(form) as Form;
}

function toPath(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) throw invalidRequest(`Invalid parameter name: ${name}`, { param: name });
  const [, head = '', rest = ''] = match;
  return [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = '']) => part)];
}

function put(form: Form, path: string[], value: string): void {
  let place = form;
  for (const [index, part] of path.entries()) {
    const name = part === '' ? String(Object.keys(place).length) : part;
    if (index === path.length - 1) {
      place[name] = value;
      return;
    }
    const below = place[name] ?? {};
    if (typeof below === 'string') throw invalidRequest(`Invalid object: ${path[0]}`, { param: path[0] ?? '' });
    place[name] = below;
    place = below as Form;
  }
}

/** Converts an object with the keys 0, 1, 2 … to an array. */
function toArrays(value: FormValue): FormValue {
  if (typeof value === 'string') return value;
  const entries = Object.entries(value).map(([name, below]) => [name, toArrays(below)] as const);
  const isArray = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isArray ? entries.map(([, below]) => below) : Object.fromEntries(entries);
}
