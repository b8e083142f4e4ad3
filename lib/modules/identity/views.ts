import { trustParsed } from '#lib/core/unsafe.ts'
import { ownAddresses, type KeptMapping, type Mapping } from './domain/provider.ts'
import type { RoleRules } from './domain/role-mapping.ts'
import { proofName, proofValue } from './domain/email-domain.ts'
import type { DomainRow, ProviderRow } from './repository.ts'
import type { DomainView, OidcSettings, ProviderView, SamlSettings } from './schemas.ts'

type Rules = Pick<ProviderRow, 'mapping' | 'defaultRole' | 'mappingSetAt' | 'defaultSetAt' | 'createdAt'>

/** Which roles groups give, as it is stored; `createProvider` and `updateProvider` write nothing else. */
export function rulesOf(row: Rules): RoleRules {
  const before = row.mappingSetAt ?? row.createdAt
  const mapping = trustParsed<readonly KeptMapping[]>(row.mapping)
  return { mapping, defaultRole: row.defaultRole, defaultSetAt: row.defaultSetAt ?? before, before }
}

/** The list of groups and roles of a provider, as it is shown. */
export const mappingOf = (row: Rules): readonly Mapping[] =>
  rulesOf(row).mapping.map(({ group, role }) => ({ group, role }))

/** The settings as they are stored; which of the two, the kind of the provider says. */
export const settingsOf = (row: Pick<ProviderRow, 'settings'>): OidcSettings | SamlSettings =>
  trustParsed(row.settings)

/** A provider as it is shown. */
export const toProviderView = (row: ProviderRow, accounts: number, publicUrl: string): ProviderView => ({
  id: row.id,
  kind: row.kind === 'oidc' ? 'oidc' : 'saml',
  name: row.name,
  state: row.state,
  settings: settingsOf(row),
  hasClientSecret: row.clientSecret !== null,
  mapping: [...mappingOf(row)],
  defaultRole: row.defaultRole,
  makerUntil: row.makerUntil?.toISOString() ?? null,
  addresses: ownAddresses(publicUrl, row.id),
  accounts,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** A domain as it is shown. */
export const toDomainView = (row: DomainRow): DomainView => ({
  id: row.id,
  domain: row.domain,
  recordName: proofName(row.domain),
  recordValue: proofValue(row.token),
  createdAt: row.createdAt.toISOString(),
  verifiedAt: row.verifiedAt?.toISOString() ?? null,
})
