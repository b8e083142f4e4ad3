import type { Language } from '#lib/core/language.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { retell, sayIn } from '#lib/core/words.ts'
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
  /** The language of whoever asks. */
  readonly language: Language
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
  const { url, language } = question
  const say = sayIn(language)
  const entries = scope.kind === 'tenant' ? [] : question.entries
  try {
    const checked = await outgoing.check({
      url,
      scope,
      allow: entries,
      allowHttp: allowsHttp(question, scope),
    })
    const { allowedBy } = checked
    if (allowedBy === null)
      return { reach: 'public', words: say('A public address.'), entryId: null, canBeAllowed: false }
    const entry = entries.find((each) => each === allowedBy)
    const { cidr, port } = allowedBy
    return {
      reach: 'allowed',
      words:
        entry === undefined
          ? say('Allowed by {cidr} port {port} of the settings.', { cidr, port })
          : say('Allowed by {cidr} port {port}.', { cidr, port }),
      entryId: entry?.id ?? null,
      canBeAllowed: false,
    }
  } catch (error) {
    if (error instanceof OutgoingError) return refusalOf(error, scope, language)
    throw error
  }
}

function refusalOf(
  { fault, detail, message, canBeAllowed }: OutgoingError,
  scope: Scope,
  language: Language,
): OutgoingReach {
  const say = sayIn(language)
  const isTenant = scope.kind === 'tenant'
  if (fault === 'unreachable') {
    const words = isTenant
      ? say('It leads to no public address at this moment.')
      : say('It leads nowhere at this moment: {reason}.', { reason: retell(language, detail ?? message) })
    return { reach: 'unknown', words, entryId: null, canBeAllowed: false }
  }
  const reason =
    isTenant && canBeAllowed
      ? say('a tenant’s addresses are public ones')
      : retell(language, detail ?? message)
  return {
    reach: 'refused',
    words: say('Refused: {reason}.', { reason: reason.replace(/\.$/, '') }),
    entryId: null,
    canBeAllowed: canBeAllowed && !isTenant,
  }
}
