import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { createTranslator, type Messages } from 'use-intl/core'
import { messagesOf, type Area } from '#components/language/catalogue.ts'
import { MoreText } from '#components/language/text-provider.tsx'
import type { Text } from '#components/language/use-text.ts'
import { ZONE_COOKIE, zoneOf } from '#components/ui/preferences.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import { pageChoices } from '#lib/infra/context/page-choices.ts'
import { pageLanguage } from '#lib/infra/context/page-language.ts'

/** The zone of this request's times; `isFixed` where its member wants them in no other. */
export async function pageZone(): Promise<{ readonly zone: string; readonly isFixed: boolean }> {
  const { zone } = await pageChoices()
  if (zone !== null) return { zone, isFixed: true }
  return { zone: zoneOf((await cookies()).get(ZONE_COOKIE)?.value), isFixed: false }
}

/** The texts of an area for what is made on the server alone: titles, and components without a script. */
export async function pageText<A extends Area>(area: A): Promise<Text<A>> {
  const language = await pageLanguage()
  const { zone } = await pageZone()
  const messages = trustParsed<Messages>(messagesOf(language, [area]))
  return trustParsed<Text<A>>(
    createTranslator({ locale: language, messages, namespace: area, timeZone: zone }),
  )
}

/** Properties of `PageText`. */
export interface PageTextProps {
  readonly areas: readonly Area[]
  readonly children: ReactNode
}

/** Hands the texts of these areas on to the components below, in the language of the request and in no other. */
export async function PageText({ areas, children }: PageTextProps) {
  return <MoreText messages={messagesOf(await pageLanguage(), areas)}>{children}</MoreText>
}
