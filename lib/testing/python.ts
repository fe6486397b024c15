import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let python: string | null | undefined;

/** A Python with the `openai` package in its own virtual environment, or null where that cannot be installed. */
export function findPython(): string | null {
  if (python !== undefined) return python;
  const folder = join(tmpdir(), 'tokenhub-e2e-python');
  const draft = `${folder}.${process.pid}`;
  try {
    if (!existsSync(folder)) {
      execFileSync('python3', ['-m', 'venv', '--clear', draft], { stdio: 'pipe' });
      const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'openai'];
      execFileSync(join(draft, 'bin', 'python'), install, { stdio: 'pipe' });
      // Renaming is atomic, because another process may look for the folder now. The second process uses the first
      // one's.
      if (!existsSync(folder)) renameSync(draft, folder);
    }
    python = join(folder, 'bin', 'python');
  } catch {
    python = null;
  }
  return python;
}
