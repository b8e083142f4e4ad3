'use client'
import { useEffect } from 'react'
import { useText } from '#components/language/use-text.ts'
import { sayWith } from './browser-says.ts'

/** Hands on the texts of the page to what has no component: calls without an answer, passkeys that did not come. */
export function BrowserSpeech() {
  const t = useText('ui')
  useEffect(() => sayWith(t), [t])
  return null
}
