import type { MetadataRoute } from 'next';
import { publicUrl } from '#lib/config/env.ts';

export const dynamic = 'force-dynamic';

/** Public pages may be read by everybody; the API and who is signed in have nothing to index. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/dev/'] }, sitemap: `${publicUrl}/sitemap.xml` };
}
