import { type CodeFile, type CodeRequest, fileNames } from './code-request.ts';

interface FileLines {
  comment: string[];
  imports: string[];
  /** Lines of the `readDataUrl` function. */
  helper: string[];
}

/** Lines that a JavaScript program needs to read the request's files; empty without files. */
export function fileLines(request: CodeRequest): FileLines {
  if (request.files.size === 0) return { comment: [], imports: [], helper: [] };
  return {
    comment: [`// In this folder: ${fileNames(request).join(', ')}`],
    imports: ["import { readFileSync } from 'node:fs';"],
    helper: [`const dataUrl = (path, type) => \`data:\${type};base64,\${readFileSync(path, 'base64')}\`;`, ''],
  };
}

export const readDataUrl = ({ name, mediaType }: CodeFile): string => `dataUrl('${name}', '${mediaType}')`;
