import './globals.css'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Providers } from '#components/shell/providers.tsx'
import { THEME_COOKIE, themeOf, ZONE_COOKIE, zoneOf } from '#components/ui/preferences.ts'
import { systemClock } from '#lib/core/clock.ts'

export const metadata: Metadata = {
  title: { default: 'Bailiwick', template: '%s · Bailiwick' },
  description: 'Operations portal',
  robots: { index: false, follow: false },
}

/** The document around every page, rendered per request: its nonce must be that of this response (proxy.ts). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const jar = await cookies()
  const theme = themeOf(jar.get(THEME_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <Providers serverNow={systemClock.now().getTime()} zone={zoneOf(jar.get(ZONE_COOKIE)?.value)}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
