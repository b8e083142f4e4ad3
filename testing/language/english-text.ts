import { createTranslator, type Messages } from 'use-intl/core'
import type { Area } from '#components/language/catalogue.ts'
import { EN } from '#components/language/english.ts'
import type { Text } from '#components/language/use-text.ts'
import { trustParsed } from '#lib/core/unsafe.ts'

/** The English texts of an area, for tests of what composes sentences of them. */
export const englishText = <A extends Area>(area: A): Text<A> =>
  trustParsed<Text<A>>(
    createTranslator({ locale: 'en', messages: trustParsed<Messages>(EN), namespace: area }),
  )
