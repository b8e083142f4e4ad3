'use client'
import { useMemo } from 'react'
import { useLanguage, useText, type Text } from '#components/language/use-text.ts'
import { useZone } from '#components/ui/clock.tsx'
import type { Zone } from '#components/ui/format-time.ts'
import type { Language } from '#lib/core/language.ts'

/** For whom a chart is prepared: in which language and zone its figures and times are written, and the words of states. */
export interface ChartReader {
  readonly language: Language
  readonly zone: Zone
  readonly ui: Text<'ui'>
}

/** The reader of this page; the same object while nothing of it changes, so that no chart is prepared again for it. */
export function useChartReader(): ChartReader {
  const zone = useZone()
  const language = useLanguage()
  const ui = useText('ui')
  return useMemo(() => ({ language, zone, ui }), [language, zone, ui])
}
