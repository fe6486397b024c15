import { type CodeRequest, fileNames, withFiles } from './code-request.ts';
import { JSON_NOTATION, write } from './notation.ts';
import type { Program } from './program.ts';

/** Linux limits one argument to 128 kB. */
const LONGEST_ARGUMENT = 100_000;

export function curlProgram(request: CodeRequest): Program {
  const { body, baseUrl, files } = request;
  const isLong = JSON.stringify(body).length > LONGEST_ARGUMENT;
  const head = [
    `curl ${body.stream ? '--no-buffer ' : ''}${baseUrl}/chat/completions`,
    '  -H "Authorization: Bearer $TOKENHUB_API_KEY"',
    '  -H "Content-Type: application/json"',
  ].join(' \\\n');
  if (files.size === 0 && !isLong) {
    const json = write(body, JSON_NOTATION, '  ').replaceAll("'", String.raw`'\''`);
    return { code: `${head} \\\n  -d '${json}'\n`, leftOut: [] };
  }
  const json = write(
    {
      ...body,
      messages: withFiles(request, ({ name, mediaType }) => `"data:${mediaType};base64,${RAW}${name}${RAW}"`),
    },
    JSON_NOTATION,
  );
  return {
    code: `${comment(request)}${head} \\\n  --data-binary @- <<END\n${escapeForShell(json)}\nEND\n`,
    leftOut: [],
  };
}

/** Encloses a file's name until the JSON around it is escaped. JSON text never contains this character. */
const RAW = '\u0000';

/** Escapes JSON for a here-document that expands commands, which read the files. */
const escapeForShell = (json: string): string =>
  json
    .replace(/[\\$`]/g, '\\$&')
    .replace(new RegExp(`${RAW}([^${RAW}]*)${RAW}`, 'g'), String.raw`$$(base64 < $1 | tr -d '\n')`);

function comment(request: CodeRequest): string {
  const names = fileNames(request);
  return names.length === 0 ? '' : `# In this folder: ${names.join(', ')}\n`;
}
