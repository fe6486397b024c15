import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The parts that were started, and the folder for their files. */
export class Parts {
  readonly folder: string = createFolder();
  readonly #stops: (() => Promise<void>)[] = [];

  keep<T extends { stop(): Promise<void> }>(part: T): T {
    this.#stops.push(() => part.stop());
    return part;
  }

  subfolder(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path);
    return path;
  }

  /** Stops in reverse order of the start, then removes the folder. */
  async stop(): Promise<void> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      await stop().catch((error: unknown) => console.error(error));
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Readable by others: under root, PostgreSQL runs as a user of its own. */
function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-bench-'));
  chmodSync(folder, 0o755);
  return folder;
}
