import { pageSchema } from 'fumadocs-core/source/schema';
import { defineCollections, defineConfig } from 'fumadocs-mdx/config';
import { z } from 'zod';

/** `<slug>.mdx` is English; `<slug>.de.mdx` beside it is its translation and names the English text it was made from. */
export const guides = defineCollections({
  type: 'doc',
  dir: 'content/docs',
  schema: pageSchema.extend({ description: z.string(), sourceHash: z.string().optional() }),
});

export default defineConfig({
  // Code is coloured by our own component, and pages hold no images.
  mdxOptions: { rehypeCodeOptions: false, remarkImageOptions: false, remarkStructureOptions: false },
});
