import { invalidField, notFound } from '#lib/core/errors.ts'
import { isRole } from '#lib/core/permissions.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAbove } from './acting-above.ts'
import type { Mapping } from './domain/provider.ts'
import { requireMappable, type Mapped } from './check-mapping.ts'
import { sealClientSecret } from './client-secret.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { refuseUnreachable } from './provider-address.ts'
import { changeProvider, countAccounts, findProvider, type ProviderRow } from './repository.ts'
import {
  oidcSettings,
  providerChange,
  providerRef,
  samlSettings,
  type OidcSettings,
  type ProviderChange,
  type ProviderRef,
  type ProviderView,
  type SamlSettings,
} from './schemas.ts'
import { mappingOf, settingsOf, toProviderView } from './views.ts'

/**
 * Changes an identity provider of exactly this scope; what is left out stays. A paused one lets nobody in, and what was
 * begun by its word opens nothing from the next request on. Throws `forbidden` for whoever could not give by name, and for
 * good, what its groups give afterwards: with another issuer or key they would say themselves who is in them.
 */
export async function updateProvider(
  ctx: RequestContext,
  input: ProviderRef & ProviderChange,
  own: IdentityRuntime = identityRuntime(),
): Promise<ProviderView> {
  authorize(ctx, 'identity:write')
  const { providerId, ...change } = parseInput(providerChange.extend(providerRef.shape), input)
  const owner = ownerOf(ctx.scope)
  const before = await ctx.db.read(async (tx) => await findProvider(tx, owner, providerId))
  if (before === null) throw notFound()
  if (opensMore(change)) await requireMappable(ctx, rolesAfter(before, change), own)
  const settings = change.settings === undefined ? undefined : ofItsKind(before, change.settings)
  if (settings !== undefined) await refuseUnreachable(ctx, own, settings)
  const { clientSecret: secret, settings: _given, ...plain } = change
  const clientSecret = secret === undefined ? undefined : await sealedFor(ctx, own, before, secret)
  return await ctx.db.tx(async (tx) => {
    const row = await changeProvider(tx, providerId, {
      ...withoutAbsent(plain),
      ...(settings === undefined ? {} : { settings, settingsFrom: actingAbove(ctx) }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(isMappingChanged(before, change) ? { mappingSetAt: ctx.clock.now() } : {}),
      updatedAt: ctx.clock.now(),
    })
    await recordAudit(tx, ctx, {
      action: 'identity-provider.update',
      target: { kind: 'identity_provider', id: providerId, name: row.name },
      details: {
        before: { ...detailsOf(before), clientSecret: secretOf(before) },
        after: {
          ...detailsOf(row),
          clientSecret: clientSecret === undefined ? secretOf(before) : 'replaced',
        },
      },
    })
    const accounts = await countAccounts(tx, [providerId])
    return toProviderView(row, accounts.get(providerId) ?? 0, own.publicUrl)
  })
}

/** False for another name and a pause, by which nobody comes in. */
const opensMore = ({ name: _name, state, ...rest }: ProviderChange): boolean =>
  state === 'active' || Object.values(rest).some((value) => value !== undefined)

/** What groups give once a change is made; a role that is none any more gives nothing. */
const rolesAfter = (before: ProviderRow, { mapping, defaultRole }: ProviderChange): Mapped => {
  const had = mappingOf(before).flatMap(({ role }) => (isRole(role) ? [{ role }] : []))
  const hadDefault = before.defaultRole !== null && isRole(before.defaultRole) ? before.defaultRole : null
  return { mapping: mapping ?? had, defaultRole: defaultRole === undefined ? hadDefault : defaultRole }
}

/** True when groups give something else than before; the same list once more is no new word. */
function isMappingChanged(before: ProviderRow, { mapping, defaultRole }: ProviderChange): boolean {
  const textOf = (list: readonly Mapping[]) => JSON.stringify(list.map(({ group, role }) => [group, role]))
  const isOther = mapping !== undefined && textOf(mapping) !== textOf(mappingOf(before))
  return isOther || (defaultRole !== undefined && defaultRole !== before.defaultRole)
}

type Plain = Pick<Parameters<typeof changeProvider>[2], 'name' | 'state' | 'defaultRole' | 'mapping'>

/** Prisma takes an undefined for "leave it", our types do not let one through by accident. */
const withoutAbsent = (change: { [Key in keyof Plain]?: Plain[Key] | undefined }): Plain => ({
  ...(change.name === undefined ? {} : { name: change.name }),
  ...(change.state === undefined ? {} : { state: change.state }),
  ...(change.defaultRole === undefined ? {} : { defaultRole: change.defaultRole }),
  ...(change.mapping === undefined ? {} : { mapping: change.mapping }),
})

/** A secret is never recorded, only whether there is one. */
const secretOf = ({ clientSecret }: ProviderRow) => (clientSecret === null ? 'none' : 'set')

const detailsOf = (row: ProviderRow) => ({
  name: row.name,
  state: row.state,
  settings: settingsOf(row),
  mapping: mappingOf(row).map(({ group, role }) => ({ group, role })),
  defaultRole: row.defaultRole,
})

/** The kind of a provider stays: its settings are judged by it. */
function ofItsKind(row: ProviderRow, settings: OidcSettings | SamlSettings): OidcSettings | SamlSettings {
  const parsed = (row.kind === 'oidc' ? oidcSettings : samlSettings).safeParse(settings)
  if (parsed.success) return parsed.data
  throw invalidField('settings', `this provider speaks ${row.kind}, and its settings cannot become others`)
}

async function sealedFor(
  ctx: RequestContext,
  own: IdentityRuntime,
  row: ProviderRow,
  secret: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (row.kind !== 'oidc') throw invalidField('clientSecret', 'only OpenID providers have one; leave it out')
  return await sealClientSecret(own, ctx.scope, row.id, secret)
}
