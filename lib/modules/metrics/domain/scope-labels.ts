import type { FlatLabels } from './labels.ts'

/*
 * Whose series it is, is a column below the language. Above a single tenant it has to show, so there the labels `platform`
 * and `tenant` are added; labels that were sent under those names move to `exported_…`, and so do labels that already have
 * such a name, so that no two series ever become one.
 */

const ADDED = /^(?:exported_)*(?:platform|tenant)$/
const PREFIX = 'exported_'

/** The name under which a sent label is seen in platform and operator scope. */
export const shownName = (sent: string): string => (ADDED.test(sent) ? PREFIX + sent : sent)

/** The name under which a label that is seen there was sent; undefined for the two that were never sent. */
export function sentName(shown: string): string | undefined {
  if (!ADDED.test(shown)) return shown
  return shown.startsWith(PREFIX) ? shown.slice(PREFIX.length) : undefined
}

/** The labels of a series as platform and operator scope see them, in no particular order. */
export function* shownLabels(
  sent: FlatLabels,
  added: { readonly platform: string; readonly tenant: string | null },
): Generator<readonly [string, string]> {
  yield ['platform', added.platform]
  if (added.tenant !== null) yield ['tenant', added.tenant]
  for (let i = 0; i + 1 < sent.length; i += 2) yield [shownName(sent[i] ?? ''), sent[i + 1] ?? '']
}
