import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { messagesOf, type Area } from '#components/language/catalogue.ts'
import { Providers } from '#components/shell/providers.tsx'
import { BAR_COLOURS } from '#components/ui/bar-colours.ts'
import { DENSITY_COOKIE, densityOf, THEME_COOKIE, themeOf } from '#components/ui/preferences.ts'
import { systemClock } from '#lib/core/clock.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { pageLanguage } from '#lib/infra/context/page-language.ts'
import { pageZone } from './page-text.tsx'

export const metadata: Metadata = {
  title: { default: 'Bailiwick', template: '%s · Bailiwick' },
  description: 'Operations portal',
  robots: { index: false, follow: false },
  appleWebApp: { title: 'Bailiwick' },
}

/** The colour of the bars around the page: that of the chosen theme, else as the device asks. */
export async function generateViewport(): Promise<Viewport> {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value)
  if (theme !== 'system') return { themeColor: BAR_COLOURS[theme] }
  return {
    themeColor: (['light', 'dark'] as const).map((scheme) => ({
      media: `(prefers-color-scheme: ${scheme})`,
      color: BAR_COLOURS[scheme],
    })),
  }
}

/** The areas of what every page may show, however it fails. */
const areas: readonly Area[] = ['language', 'root', 'time', 'ui']

/** The document around every page, rendered per request: its nonce must be that of this response (proxy.ts). */
export default withRequestId(async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const jar = await cookies()
  const theme = themeOf(jar.get(THEME_COOKIE)?.value)
  const density = densityOf(jar.get(DENSITY_COOKIE)?.value)
  const language = await pageLanguage()
  const { zone, isFixed } = await pageZone()
  return (
    <html
      lang={language}
      data-theme={theme === 'system' ? undefined : theme}
      data-density={density === 'standard' ? undefined : density}
    >
      <body>
        <Providers
          serverNow={systemClock.now().getTime()}
          zone={zone}
          isZoneFixed={isFixed}
          language={language}
          messages={messagesOf(language, areas)}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
})
