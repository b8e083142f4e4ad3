import { isDeepStrictEqual } from 'node:util'
import { invalidField, notFound } from '#lib/core/errors.ts'
import { isRole } from '#lib/core/permissions.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { actingEnd } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAbove } from './acting-above.ts'
import { mappingAfter } from './domain/role-mapping.ts'
import { requireMappable, type Mapped } from './check-mapping.ts'
import { sealClientSecret } from './client-secret.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { refuseUnreachable } from './provider-address.ts'
import { changeProvider, countAccounts, findProvider, holdProvider, type ProviderRow } from './repository.ts'
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
import { mappingOf, rulesOf, settingsOf, toProviderView } from './views.ts'

/**
 * Changes an identity provider of exactly this scope; what is left out stays. A paused one lets nobody in, and what was
 * begun by its word opens nothing from the next request on. Throws `forbidden` for whoever could not give by name, and for
 * good, what its groups give afterwards: with another issuer or key they would say themselves who is in them. Other
 * settings by somebody whose own role ends let nobody in until somebody whose role lasts saves them: by an issuer of theirs
 * they would come in as anybody. Of two changes at once the second one begins with what the first one left.
 */
export async function updateProvider(
  ctx: RequestContext,
  input: ProviderRef & ProviderChange,
  own: IdentityRuntime = identityRuntime(),
): Promise<ProviderView> {
  authorize(ctx, 'identity:write')
  const { providerId, ...change } = parseInput(providerChange.extend(providerRef.shape), input)
  const owner = ownerOf(ctx.scope)
  // What never changes of a provider decides how the change is read; what does is looked at once nobody else changes it.
  const seen = await ctx.db.read(async (tx) => await findProvider(tx, owner, providerId))
  if (seen === null) throw notFound()
  const settings = change.settings === undefined ? undefined : ofItsKind(seen, change.settings)
  if (settings !== undefined) await refuseUnreachable(ctx, own, settings)
  const end = settings === undefined ? null : await actingEnd(ctx, 'identity:write', own)
  const { clientSecret: secret } = change
  const clientSecret = secret === undefined ? undefined : await sealedFor(ctx, own, seen, secret)
  return await ctx.db.tx(async (tx) => {
    const before = await holdProvider(tx, owner, providerId)
    if (before === null) throw notFound()
    if (opensMore(change)) await requireMappable(ctx, rolesAfter(before, change), own)
    const row = await changeProvider(tx, providerId, {
      ...plainOf(change),
      ...saidOf(before, change, ctx.clock.now()),
      ...(settings === undefined
        ? {}
        : { settings, settingsFrom: actingAbove(ctx), makerUntil: makerUntilOf(before, settings, end) }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
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

/** What is kept of a change as it was given. Prisma takes an undefined for "leave it", our types let none through. */
const plainOf = ({ name, state }: ProviderChange) => ({
  ...(name === undefined ? {} : { name }),
  ...(state === undefined ? {} : { state }),
})

/** What groups give after a change, with the moment of each line that is new; the same line once more is no new word. */
const saidOf = (before: ProviderRow, { mapping, defaultRole }: ProviderChange, now: Date) => ({
  ...(mapping === undefined ? {} : { mapping: [...mappingAfter(mapping, rulesOf(before), now)] }),
  ...(defaultRole === undefined || defaultRole === before.defaultRole
    ? {}
    : { defaultRole, defaultSetAt: now }),
})

/** A secret is never recorded, only whether there is one. */
const secretOf = ({ clientSecret }: ProviderRow) => (clientSecret === null ? 'none' : 'set')

/**
 * The end of the role of whoever answers for the settings from now on; null where that role lasts. Who says the same once
 * more answers for them only when theirs does.
 */
const makerUntilOf = (before: ProviderRow, settings: OidcSettings | SamlSettings, end: Date | null) =>
  end !== null && isDeepStrictEqual(settings, settingsOf(before)) ? before.makerUntil : end

const detailsOf = (row: ProviderRow) => ({
  name: row.name,
  state: row.state,
  settings: settingsOf(row),
  mapping: mappingOf(row).map(({ group, role }) => ({ group, role })),
  defaultRole: row.defaultRole,
  ...(row.makerUntil === null ? {} : { makerUntil: row.makerUntil.toISOString() }),
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
