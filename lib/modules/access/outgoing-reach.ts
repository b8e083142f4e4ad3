import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { mayUseHttp } from '#lib/infra/http/outgoing/plain-http.ts'
import { OutgoingError, type AllowEntry, type Outgoing } from '#lib/infra/http/outgoing.ts'
import type { OutgoingReach, OutgoingUse } from './schemas.ts'

/** An address, what calls it, and where it was typed. */
export interface ReachQuestion {
  readonly url: string
  readonly use: OutgoingUse
  readonly scope: Scope
  /** The operator's list as the scope sees it. */
  readonly entries: readonly (AllowEntry & { readonly id: string })[]
}

const PUBLIC: OutgoingReach = {
  reach: 'public',
  words: 'A public address.',
  entryId: null,
  canBeAllowed: false,
}

/** In whose name the call goes out: webhooks of staff and witnesses belong to the operator wherever they were typed. */
const callingScope = ({ use, scope }: ReachQuestion): Scope =>
  scope.kind === 'tenant' || use === 'scrape' || use === 'provider' ? scope : operatorScope

function allowsHttp({ use, url }: ReachQuestion, scope: Scope): boolean | 'listed' {
  if (use === 'scrape') return true
  if (use === 'provider') return mayUseHttp(scope, url)
  return scope.kind === 'tenant' ? false : 'listed'
}

/** Whether an address may be called as it stands, as the process that will call it decides it. */
export async function reachOf(outgoing: Outgoing, question: ReachQuestion): Promise<OutgoingReach> {
  const scope = callingScope(question)
  const { url } = question
  const entries = scope.kind === 'tenant' ? [] : question.entries
  try {
    const checked = await outgoing.check({
      url,
      scope,
      allow: entries,
      allowHttp: allowsHttp(question, scope),
    })
    const { allowedBy } = checked
    if (allowedBy === null) return PUBLIC
    const entry = entries.find((each) => each === allowedBy)
    const where = entry === undefined ? ' of the settings' : ''
    return {
      reach: 'allowed',
      words: `Allowed by ${allowedBy.cidr} port ${allowedBy.port}${where}.`,
      entryId: entry?.id ?? null,
      canBeAllowed: false,
    }
  } catch (error) {
    if (error instanceof OutgoingError) return refusalOf(error, scope)
    throw error
  }
}

function refusalOf({ fault, detail, message, canBeAllowed }: OutgoingError, scope: Scope): OutgoingReach {
  const isTenant = scope.kind === 'tenant'
  if (fault === 'unreachable') {
    const words = isTenant
      ? 'It leads to no public address at this moment.'
      : `It leads nowhere at this moment: ${detail ?? message}.`
    return { reach: 'unknown', words, entryId: null, canBeAllowed: false }
  }
  const reason = isTenant && canBeAllowed ? 'a tenant’s addresses are public ones' : (detail ?? message)
  return {
    reach: 'refused',
    words: `Refused: ${reason.replace(/\.$/, '')}.`,
    entryId: null,
    canBeAllowed: canBeAllowed && !isTenant,
  }
}
