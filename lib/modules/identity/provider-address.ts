// house: acts before a scope is known: sign-on asks for the list in the scope of its provider
import { invalidField } from '#lib/core/errors.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { mayUseHttp } from '#lib/infra/http/outgoing/plain-http.ts'
import { OutgoingError, type AllowEntry } from '#lib/infra/http/outgoing.ts'
import type { IdentityRuntime } from './identity-runtime.ts'
import { findAllowed } from './repository.ts'
import type { OidcSettings, SamlSettings } from './schemas.ts'

/** The private addresses that the operator opened for a scope: none for a tenant. */
export async function allowedFor(own: IdentityRuntime, scope: Scope): Promise<readonly AllowEntry[]> {
  if (scope.kind === 'tenant') return []
  return await own.database.withScope(scope, async (tx) => await findAllowed(tx), { readOnly: true })
}

/** Refuses an address of a provider that may not be called, or that browsers may not be sent to, by its field. */
export async function refuseUnreachable(
  ctx: RequestContext,
  own: IdentityRuntime,
  settings: OidcSettings | SamlSettings,
): Promise<void> {
  if ('ssoUrl' in settings) {
    refuseHttp(ctx.scope, 'settings.ssoUrl', settings.ssoUrl)
    return
  }
  const { issuer: url } = settings
  refuseHttp(ctx.scope, 'settings.issuer', url)
  try {
    await own.outgoing.check({
      url,
      scope: ctx.scope,
      allow: await allowedFor(own, ctx.scope),
      allowHttp: mayUseHttp(ctx.scope, url),
    })
  } catch (error) {
    // Whether a name resolves at this moment is the business of the test button; what is refused stays refused.
    if (error instanceof OutgoingError && error.fault === 'refused')
      throw invalidField('settings.issuer', error.message)
  }
}

function refuseHttp(scope: Scope, field: string, url: string): void {
  if (new URL(url).protocol === 'http:' && !mayUseHttp(scope, url)) {
    throw invalidField(field, 'an address that begins with https://')
  }
}
