'use client'
import { useMemo, type ReactNode } from 'react'
import { IntlProvider, useLocale, useMessages, type Messages } from 'use-intl'
import { useZone } from '#components/ui/clock.tsx'
import type { Language } from '#lib/core/language.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import type { CompiledMessages } from './catalogue.ts'

/** Properties of `TextProvider`. */
export interface TextProviderProps {
  readonly language: Language
  /** The texts that every page may show. */
  readonly messages: CompiledMessages
  readonly children: ReactNode
}

/** The language of everything below, once around the document. */
export function TextProvider({ language, messages, children }: TextProviderProps) {
  return (
    // Not every area is there: which ones a page needs is checked by testing/language/areas.test.ts.
    <IntlProvider locale={language} timeZone={useZone()} messages={trustParsed<Messages>(messages)}>
      {children}
    </IntlProvider>
  )
}

/** Adds the texts of further areas for what stands below. */
export function MoreText({ messages, children }: Omit<TextProviderProps, 'language'>) {
  const above = useMessages()
  const all = useMemo(() => ({ ...above, ...trustParsed<Messages>(messages) }), [above, messages])
  return (
    <IntlProvider locale={useLocale()} messages={all}>
      {children}
    </IntlProvider>
  )
}
