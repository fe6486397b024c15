import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { malformed, truncated } from '../messages/failure.ts';

export interface InflaterSink {
  onData(bytes: Buffer): void;
  onEnd(): void;
  onFailure(error: unknown): void;
}

const STAGES: Readonly<Record<string, (bytes: Buffer) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // Some servers leave out the zlib header, which the standard requires.
  deflate: ([first = 0]) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

const UNREADABLE = 'it is compressed in a way that cannot be read';

/** The codings that a `content-encoding` header names, in the order of their use. */
export const codingsOf = (header: string | string[] | undefined): string[] =>
  [header ?? []]
    .flat()
    .flatMap((line) => line.toLowerCase().split(/[\s,]+/))
    .filter((coding) => coding !== '' && coding !== 'identity');

/** Undoes unrequested compression, piece by piece as the body comes. After `destroy` nothing follows. */
export class Inflater {
  readonly #codings: readonly string[];
  readonly #sink: InflaterSink;
  #stages: Transform[] = [];

  /** @throws UpstreamError `malformed` for an unknown coding. */
  constructor(codings: readonly string[], sink: InflaterSink) {
    if (!codings.every((coding) => Object.hasOwn(STAGES, coding))) throw malformed(UNREADABLE);
    this.#codings = codings;
    this.#sink = sink;
  }

  write(bytes: Buffer): void {
    if (this.#stages.length === 0) this.#open(bytes);
    this.#stages[0]?.write(bytes);
  }

  end(): void {
    if (this.#stages.length === 0) this.#sink.onEnd();
    else this.#stages[0]?.end();
  }

  destroy(): void {
    for (const stage of this.#stages) stage.destroy();
  }

  #open(bytes: Buffer): void {
    const sink = this.#sink;
    this.#stages = this.#codings.toReversed().flatMap((coding) => STAGES[coding]?.(bytes) ?? []);
    for (const [index, stage] of this.#stages.entries()) {
      stage.on('error', (error) => sink.onFailure(toFailure(error)));
      const next = this.#stages[index + 1];
      if (next) stage.pipe(next);
      else stage.on('data', (piece: Buffer) => sink.onData(piece)).on('end', () => sink.onEnd());
    }
  }
}

const toFailure = (error: NodeJS.ErrnoException) =>
  error.code === 'Z_BUF_ERROR' ? truncated() : malformed(UNREADABLE);
