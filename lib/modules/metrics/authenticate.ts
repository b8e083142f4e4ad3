import { parseCredential } from '#lib/infra/auth/credential.ts'
import {
  lookupApiKey,
  lookupSourceCredential,
  type IdentifyDeps,
  type SentFrom,
} from '#lib/infra/auth/identify.ts'
import { grantsIn } from '#lib/infra/auth/identity.ts'
import { underEither } from '#lib/infra/auth/keys.ts'
import { suspensionOf } from '#lib/infra/auth/suspension.ts'
import { verifyScopeToken } from '#lib/infra/auth/scope-token.ts'
import { askInTime, rememberCallers } from './remember-callers.ts'
import type { Authenticate, ReaderCaller, SourceCaller } from './ports.ts'

/**
 * Finds out who a credential belongs to: a source, an API key, or the web process on behalf of a member. Sources and keys are
 * looked up and remembered for seconds; the tokens of the web process prove themselves, and each is used once.
 */
export function authenticateWith(deps: IdentifyDeps): Authenticate {
  const lookUp: Authenticate = async (credential, address, options) => {
    const from = { address, ...options }
    return parseCredential(credential) === 'src'
      ? await sourceOf(deps, credential, from)
      : await keyOf(deps, credential, from)
  }
  const remember = rememberCallers(lookUp, () => deps.clock.now().getTime())
  const ask = askInTime(lookUp)
  return async (credential, address, options = {}) => {
    if (parseCredential(credential) === null) return webOf(deps, credential)
    // What is not known there may be known elsewhere, so that this answer is remembered for nobody.
    return options.isKnownThere === true
      ? await ask(credential, address, options)
      : await remember(credential, address)
  }
}

async function sourceOf(
  deps: IdentifyDeps,
  credential: string,
  from: SentFrom,
): Promise<SourceCaller | null> {
  const source = await lookupSourceCredential(deps, credential, from)
  if (source === null) return null
  return { kind: 'source', ...source, suspension: await suspensionOf(deps.database, source.tenantId) }
}

async function keyOf(deps: IdentifyDeps, credential: string, from: SentFrom): Promise<ReaderCaller | null> {
  const identity = await lookupApiKey(deps, credential, from)
  if (identity === null) return null
  const { id, name, scope } = identity.key
  const grants = grantsIn(identity, scope, deps.clock.now())
  // A grant that asks for more than the key (a second factor, a second person) is none here.
  return {
    kind: 'reader',
    key: { id, name },
    scope,
    permissions: grants?.('metrics:query') === 'yes' ? ['metrics:query'] : [],
    suspension: await suspensionOf(deps.database, scope.kind === 'tenant' ? scope.tenantId : null),
  }
}

function webOf({ keyring, clock }: IdentifyDeps, token: string): ReaderCaller | null {
  const grant = underEither(keyring, ({ scopeToken }) => verifyScopeToken(scopeToken, token, clock.now()))
  return grant === null
    ? null
    : { kind: 'reader', scope: grant.scope, permissions: grant.permissions ?? ['metrics:query'] }
}
