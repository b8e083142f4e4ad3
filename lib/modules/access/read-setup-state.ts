// house: acts before a scope is known: the set-up page asks it before anybody exists
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { hasBindings } from './repository.ts'

/** Whether this installation still waits for its first operator admin. */
export async function readSetupState(ctx: RequestContext): Promise<{ open: boolean }> {
  return { open: !(await ctx.db.read(async (tx) => await hasBindings(tx))) }
}
