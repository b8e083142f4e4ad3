import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { reportIncident } from '#lib/modules/incidents/index.ts'
import { findHome } from './repository.ts'

/** What an incident says of a finding. */
interface Finding {
  readonly title: string
  readonly dedupKey: string
  readonly text: string
}

/** Something of a canary was seen by somebody else. */
export const LEAK: Finding = {
  title: 'Data of one tenant was shown to another',
  dedupKey: 'canary-leak',
  text: 'A canary was seen where it must not be',
}
/** A canary twice in a row did not see itself. */
export const BLIND: Finding = {
  title: 'A canary no longer sees its own data',
  dedupKey: 'canary-blind',
  text: 'A canary did not find itself, twice in a row: a policy of the database is missing, or the surface is broken. Until it is mended nothing is proved there',
}
/** The database guards its rows otherwise than the migrations made it. */
export const CHANGED_POLICIES: Finding = {
  title: 'The policies of the database are not as they were made',
  dedupKey: 'canary-policies',
  text: 'Somebody changed what guards the rows of tenants, and no migration did. Put it back as the migrations make it',
}

const LISTED = 20

/** Some of a list in one sentence, and how many more there are. */
export const listed = (all: readonly string[], most = LISTED): string =>
  all.slice(0, most).join('; ') + (all.length > most ? `, and ${all.length - most} more` : '')

/** Wakes the operator. The incident says where it was, and never what. */
export async function raise(ctx: RequestContext, finding: Finding, places: readonly string[]): Promise<void> {
  authorize(ctx, 'incident:open')
  const home = await ctx.db.read(async (tx) => await findHome(tx))
  if (home === null) throw new TypeError('our own platform is made before the canaries are read')
  await reportIncident(ctx, {
    platformId: home.id,
    title: finding.title,
    severity: 'P0',
    dedupKey: finding.dedupKey,
    text: `${finding.text}: ${listed(places)}.`,
  })
}
