// house: acts before a scope is known: it runs at start, before anybody exists
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newSetupCode, oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { hasBindings, lockSetUp } from './repository.ts'
import { storeSetupCode } from './sign-in-repository.ts'

const LIFETIME_MS = 24 * 3_600_000

/** A set-up code to be printed in the terminal, and until when it is good. */
export interface SetupCode {
  readonly code: string
  readonly expiresAt: Date
}

/**
 * Makes the code that opens the set-up page, in place of any earlier one; null once the installation is set up. Only
 * its hash is kept. `ctx` is a system context in operator scope.
 */
export async function issueSetupCode(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<SetupCode | null> {
  return await ctx.db.tx(async (tx) => {
    await lockSetUp(tx)
    if (await hasBindings(tx)) return null
    const code = newSetupCode()
    const expiresAt = new Date(ctx.clock.now().getTime() + LIFETIME_MS)
    await recordAudit(tx, ctx, {
      action: 'operator.issue-setup-code',
      target: { kind: 'operator', id: 'operator' },
      details: { expiresAt: expiresAt.toISOString() },
    })
    await own.database.asAuth(
      async (auth) => await storeSetupCode(auth, { hash: oneTimeHash(own.keyring, code), expiresAt }),
    )
    return { code, expiresAt }
  })
}
