import type { Text } from '#components/language/use-text.ts'
import type { Measured } from '#lib/modules/explain/domain/measured.ts'

/** What is not measured in this version, whatever is connected. */
export type MissingKind = 'slo' | 'drill' | 'cost' | 'forecasts'

/** The figure with the words of the page for why it is not measured yet; one that is measured stays as it is. */
export const withMissingWords = <Value>(
  t: Text<'dashboards'>,
  kind: MissingKind,
  figure: Measured<Value>,
): Measured<Value> =>
  figure.missing === undefined
    ? figure
    : {
        ...figure,
        missing: { reason: t(`missing.${kind}.reason`), filledBy: t(`missing.${kind}.filledBy`) },
      }
