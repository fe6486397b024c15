import type { MetadataRoute } from 'next';
import { publicUrl } from '#lib/config/env.ts';

export const dynamic = 'force-dynamic';

/** Search engines may index public pages, but neither the API nor the portal. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/dev/'] }, sitemap: `${publicUrl}/sitemap.xml` };
}
