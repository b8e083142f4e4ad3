import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from './states.ts'

/** The word that stands beside the glyph of a state, in the language of the page. */
export const stateText = (t: Text<'ui'>, state: HealthState): string => t(`state.${state}`)
