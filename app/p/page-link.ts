import { DomainError } from '#lib/core/errors.ts'
import type { Language } from '#lib/core/language.ts'
import type { Scope } from '#lib/core/scope.ts'
import { linkContext, type LinkContext, type Visitor } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { acknowledgeIncident, getIncident } from '#lib/modules/incidents/index.ts'
import { getService } from '#lib/modules/tenancy/index.ts'
import { toPhoneState, type PhoneState } from './phone-state.ts'

const isNotFound = (error: unknown): boolean => error instanceof DomainError && error.code === 'not_found'

/** Works in the context behind a link. Throws `not_found`, always in the same words, for a link that opens nothing. */
async function withLink<T>(
  token: string,
  visitor: Visitor,
  work: (link: LinkContext) => Promise<T>,
): Promise<T> {
  const dead = new DomainError(
    'not_found',
    'This link opens nothing: it is over, or the role that it relied on was taken back. Sign in and look.',
  )
  const link = await linkContext(runtime(), token, visitor)
  if (link === null) throw dead
  try {
    return await work(link)
  } catch (error) {
    throw isNotFound(error) ? dead : error
  }
}

/** What the link of a page shows now, and the scope of its incident. Changes nothing. */
export async function readPage(
  token: string,
  visitor: Visitor,
): Promise<{ readonly state: PhoneState; readonly scope: Scope; readonly language: Language }> {
  return await withLink(token, visitor, async (link) => ({
    state: await stateOf(link),
    scope: link.scope,
    language: link.language,
  }))
}

/** Acknowledges in the name of the member whose link it is; the answer says who has the incident. */
export async function acknowledgePage(token: string, visitor: Visitor): Promise<PhoneState> {
  return await withLink(token, { ...visitor, isActing: true }, async (link) => {
    await acknowledgeIncident(link, { incidentId: link.incidentId })
    return await stateOf(link)
  })
}

async function stateOf(link: LinkContext): Promise<PhoneState> {
  const incident = await getIncident(link, { incidentId: link.incidentId })
  return toPhoneState(incident, {
    memberId: link.memberId,
    zone: link.timeZone,
    mayAcknowledge: link.grantOf('incident:acknowledge') === 'yes',
    now: link.clock.now(),
    say: link.say,
    serviceState: incident.serviceId === null ? null : await serviceStateOf(link, incident.serviceId),
  })
}

/** A tenant's incident may be about a shared service, which the tenant's scope does not see. */
async function serviceStateOf(
  link: LinkContext,
  serviceId: string,
): Promise<NonNullable<PhoneState['service']>['state']> {
  try {
    return (await getService(link, { serviceId })).state
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}
