import type { Metadata, Viewport } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FONTS } from '#components/layout/fonts.ts';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { Providers } from '#components/layout/providers.tsx';
import { SITE } from '#lib/config/site.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import '../globals.css';
import { BOOT_SCRIPT } from '#lib/http/inline-scripts.ts';

export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const t = await getTranslations({ locale, namespace: 'site' });
  return {
    title: { default: t('title'), template: `%s · ${SITE.name}` },
    description: t('description'),
    applicationName: SITE.name,
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#0c1118' },
  ],
};

export default async function LocaleLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  const locale = await readLocale(params);
  return (
    // The boot script sets the theme on this element before hydration.
    <html lang={locale} className={FONTS} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, allowed by its hash */}
        <script dangerouslySetInnerHTML={{ __html: BOOT_SCRIPT }} />
      </head>
      <body>
        <MessagesProvider only={SHARED_NAMESPACES}>
          <Providers>{children}</Providers>
        </MessagesProvider>
      </body>
    </html>
  );
}
