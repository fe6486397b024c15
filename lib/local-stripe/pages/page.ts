import type { World } from '../world.ts';

export interface PageCall {
  world: World;
  /** The path of the pages, as browsers see it, without a slash at the end. */
  base: string;
  id: string;
  /** Null when the page is only looked at. */
  form: URLSearchParams | null;
}

export type PageReply = { status?: number; html: string } | { redirect: string } | { pdf: Buffer };
