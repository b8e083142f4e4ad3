import type { ChartReader } from '#components/charts/chart-reader.ts'
import { englishText } from './english-text.ts'

/** Somebody who reads charts in English, in this zone. */
export const englishReader = (zone = 'UTC'): ChartReader => ({ language: 'en', zone, ui: englishText('ui') })
