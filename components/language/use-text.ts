'use client'
import { useLocale, useTranslations } from 'use-intl'
import type { Language } from '#lib/core/language.ts'
import type { Area } from './catalogue.ts'

/** The texts of an area: `t('signIn.title')`, `t('left', { count: 3 })`, `t.rich('who', { b: (text) => <b>{text}</b> })`. */
export type Text<A extends Area> = ReturnType<typeof useTranslations<A>>

/** The texts of an area in the language of the page. The page has to hand it on: `PageText` in `app/page-text.tsx`. */
export const useText: <A extends Area>(area: A) => Text<A> = useTranslations

/** The language of the page. */
export const useLanguage = (): Language => useLocale()
