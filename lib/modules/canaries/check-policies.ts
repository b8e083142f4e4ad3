import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { POLICIES, policyFaults, readCatalogue } from '#lib/infra/db/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import type { Judgement } from './domain/judge.ts'
import { CATALOGUE } from './domain/surfaces.ts'
import { CHANGED_POLICIES, listed, raise } from './raise-finding.ts'
import { recordCheck, type CheckRow } from './repository.ts'

/** How many faults the page names. */
const NAMED = 5

/**
 * Compares what guards the rows in the database with what the migrations of this version made, records what came of it, and
 * opens an incident P0 for a difference. While the database stands at another version there is nothing to compare: then it
 * says so and returns null.
 */
export async function checkPolicies(
  ctx: RequestContext,
  schemaVersion: string,
): Promise<readonly string[] | null> {
  authorize(ctx, 'canary:read')
  const found = await ctx.db.read(async (tx) => await readCatalogue(tx))
  const faults = found.version === schemaVersion ? policyFaults(found) : null
  const check = {
    surface: CATALOGUE.name,
    reader: 'operator',
    requests: 0,
    checkedAt: ctx.clock.now(),
    ...judgementOf(faults, found.version, schemaVersion),
  } as const
  if (faults === null || faults.length === 0)
    await ctx.db.tx(async (tx) => {
      await recordCheck(tx, check)
    })
  else await tell(ctx, check, faults)
  return faults
}

async function tell(ctx: RequestContext, check: CheckRow, faults: readonly string[]): Promise<void> {
  await ctx.db.tx(async (tx) => {
    await recordCheck(tx, check)
    await recordAudit(tx, ctx, {
      action: 'canary.policies',
      target: { kind: 'canary', id: 'installation' },
      details: { differences: [...faults] },
    })
  })
  await raise(ctx, CHANGED_POLICIES, faults)
}

function judgementOf(faults: readonly string[] | null, found: string, expected: string): Judgement {
  if (faults === null)
    return {
      verdict: 'failed',
      detail: `Not checked: migrations are pending. The database stands at ${found}, this version at ${expected}.`,
    }
  return faults.length === 0
    ? { verdict: 'clean', detail: `All ${POLICIES.length} policies are as they were made.` }
    : { verdict: 'blind', detail: `${listed(faults, NAMED)}.` }
}
