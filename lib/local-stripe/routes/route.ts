import type { z } from 'zod';
import type { World } from '../world.ts';

export interface Call<P> {
  world: World;
  /** The id in the path; empty for paths without one. */
  id: string;
  params: P;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/refunds/:id`. */
  path: string;
  params: z.ZodType;
  run(call: Call<unknown>): object;
}

/** A route whose `run` receives the parsed parameters. */
export const route = <T extends z.ZodType>(
  method: Route['method'],
  path: string,
  params: T,
  run: (call: Call<z.output<T>>) => object,
): Route => ({ method, path, params, run: run as Route['run'] });
