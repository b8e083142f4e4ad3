import ipaddr from 'ipaddr.js'
import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { DomainError, invalidField, notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMemberId } from './acting.ts'
import { countOutgoingAllows, insertOutgoingAllow, platformExists } from './channel-repository.ts'
import { findMemberNames } from './repository.ts'
import { allowOutgoingInput, type AllowOutgoingInput, type OutgoingAllowView } from './schemas.ts'
import { toOutgoingAllowView } from './views.ts'

/** The widest ranges that may be opened, in bits of their prefix. */
const WIDEST = { ipv4: 8, ipv6: 32 } as const

/** The range in its own spelling; throws `invalid_input` for one that is malformed, ambiguous or too wide. */
function canonicalRange(text: string): string {
  if (!ipaddr.isValidCIDR(text)) throw invalidField('cidr', 'write a range, e.g. 10.1.0.0/16 or fd00:1::/48')
  const [address, bits] = ipaddr.parseCIDR(text)
  const kind = address.kind()
  if (bits < WIDEST[kind])
    throw invalidField('cidr', `open at most a /${WIDEST[kind]}: name the network that is meant`)
  const family = kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6
  const network = `${family.networkAddressFromCIDR(text).toString()}/${bits}`
  if (network !== `${address.toString()}/${bits}`) {
    throw invalidField('cidr', `${text} names a host inside a range; the range is ${network}`)
  }
  return network
}

/**
 * Allows calls to a private range and port, for one platform or for all. Never opens anything to URLs typed in tenant
 * scope, and never cloud metadata. Throws `forbidden` outside of operator scope.
 */
export async function allowOutgoing(
  ctx: RequestContext,
  input: AllowOutgoingInput,
): Promise<OutgoingAllowView> {
  authorize(ctx, 'outgoing:write')
  requireOperatorScope(ctx)
  const { cidr, port, reason, platformId = null } = parseInput(allowOutgoingInput, input)
  const range = canonicalRange(cidr)
  return await ctx.db.tx(async (tx) => {
    if (platformId !== null && !(await platformExists(tx, platformId))) throw notFound()
    requireRoom(CAPS.outgoingAllow, await countOutgoingAllows(tx))
    const entry = await insertOutgoingAllow(tx, {
      cidr: range,
      port,
      reason,
      platformId,
      createdBy: actorLabel(ctx.actor).id,
      createdAt: ctx.clock.now(),
    })
    await recordAudit(tx, ctx, {
      action: 'outgoing.allow',
      target: { kind: 'outgoing_allow', id: entry.id, name: `${range} port ${port}` },
      details: { cidr: range, port, reason, platformId },
    })
    const memberId = actingMemberId(ctx)
    return toOutgoingAllowView(entry, await findMemberNames(tx, memberId === null ? [] : [memberId]))
  })
}

/** The list guards the network of the operator, so it is kept where the operator decides. */
export function requireOperatorScope(ctx: RequestContext): void {
  if (ctx.scope.kind === 'operator') return
  throw new DomainError(
    'forbidden',
    'The list of allowed private addresses is kept in operator scope: change it there.',
  )
}
