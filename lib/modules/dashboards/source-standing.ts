import { SILENT_MS } from './domain/news.ts'
import type { FleetOverview } from './schemas.ts'

/** Silent sources that are named; all of them are counted. */
const NAMED = 50

/** How many sources report, and the names of those that are silent. */
export function sourceStanding(
  sources: readonly { readonly name: string; readonly lastUsedAt: Date | null }[],
  now: Date,
): FleetOverview['sources'] {
  const silent = sources.filter(
    ({ lastUsedAt }) => lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > SILENT_MS,
  )
  return {
    all: sources.length,
    reporting: sources.length - silent.length,
    silent: silent.slice(0, NAMED).map(({ name }) => name),
  }
}
