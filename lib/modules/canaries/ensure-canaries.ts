import { randomBytes } from 'node:crypto'
import { CANARY_NAMES, canaryTenantId, CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash } from '#lib/infra/auth/credential.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { MARKER_WORD } from './domain/surfaces.ts'
import type { Markers } from './domain/judge.ts'
import { findMarkers, insertCanaryPlatform, insertMembers, insertTenants } from './repository.ts'
import { insertRows, insertSharedService } from './rows-repository.ts'
import { sourceCredential } from './send-marker.ts'

const newMarker = (): string => MARKER_WORD + randomBytes(12).toString('hex')

/**
 * Makes the hidden platform with its two tenants and a row of every kind, each with a random text that stands nowhere else,
 * and returns these texts. Idempotent, and adds what a newer version knows. `ctx` is of the operator, `home` of the hidden
 * platform.
 */
export async function ensureCanaries(
  ctx: RequestContext,
  home: RequestContext,
  own: Pick<Runtime, 'database' | 'keyring'>,
): Promise<Markers> {
  authorize(ctx, 'platform:create')
  const now = ctx.clock.now()
  const known = await home.db.read(async (tx) => await findMarkers(tx))
  if (known === null) {
    const name = `canary ${randomBytes(12).toString('hex')}`
    await ctx.db.tx(async (tx) => await insertCanaryPlatform(tx, name, now))
  }
  const fresh = known ?? { a: newMarker(), b: newMarker() }
  // Whoever comes second when two processes start at once finds the names that the first one gave.
  const markers = await home.db.tx(async (tx) => {
    const added = await insertTenants(tx, fresh, now)
    const named = (await findMarkers(tx)) ?? fresh
    for (const canary of added > 0 ? CANARY_NAMES : []) {
      await recordAudit(tx, home, {
        action: 'canary.create',
        target: { kind: 'tenant', id: canaryTenantId(canary), name: named[canary] },
        details: { marker: named[canary] },
        owner: { platformId: CANARY_PLATFORM_ID, tenantId: canaryTenantId(canary) },
      })
    }
    return named
  })
  await insertMembers(own.database, markers, now)
  await home.db.tx(async (tx) => {
    await insertSharedService(tx)
    for (const name of CANARY_NAMES) {
      await insertRows(tx, {
        name,
        marker: markers[name],
        now,
        noHash: () => new Uint8Array(randomBytes(32)),
        sourceHash: credentialHash(own.keyring.pepper, sourceCredential(own.keyring, name)),
      })
    }
  })
  return markers
}
