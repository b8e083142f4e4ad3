import { EscalationError } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { findToken } from './token-repository.ts'

const REFUSED =
  'This token gives no role: it was made or last rotated by somebody who holds their role until a moment only, and a group gives roles without an end. Have a member whose role lasts rotate it on the page Provisioning, and put the new credential in.'

/**
 * Refuses, as an escalation that goes on record, a change by which somebody would get a role, or come into a group that gives one, by a token whose credential
 * was shown to somebody who holds their own role until a moment. The change is refused as a whole: a membership that is kept
 * would give the role with the next change of somebody else. The credential that came with the request counts beside the one
 * that the token has now: a request can be held open until a lasting member has rotated it.
 */
export async function requireGiver(tx: Tx, { actor }: RequestContext): Promise<void> {
  if (actor.kind !== 'scim') return
  const token = await findToken(tx, actor.id)
  if (actor.makerUntil === null && token?.makerUntil === null) return
  throw new EscalationError(REFUSED)
}
