import { z } from 'zod'
import { CONTROL_IN_LINE } from '#lib/core/control-characters.ts'
import { SERVICE_SORTS } from './domain/service-order.ts'
import { TENANT_SORTS } from './domain/tenant-order.ts'

const name = (what: string) =>
  z
    .string(`${what} needs a name`)
    .trim()
    .min(1, `${what} needs a name of at least one character`)
    .max(100, `${what}'s name may have at most 100 characters`)
    .refine((text) => !CONTROL_IN_LINE.test(text), 'control characters cannot be part of a name')

/** Id in a path or a body. */
const uuid = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')

/** Input of `createPlatform`. */
export const createPlatformInput = z.strictObject({ name: name('a platform') })
/** Input of `createPlatform`. */
export type CreatePlatformInput = z.input<typeof createPlatformInput>

/** Input of `renamePlatform`. */
export const renamePlatformInput = z.strictObject({ platformId: uuid, name: name('a platform') })
/** Input of `renamePlatform`. */
export type RenamePlatformInput = z.input<typeof renamePlatformInput>

/** Input of `createTenant`. */
export const createTenantInput = z.strictObject({ platformId: uuid, name: name('a tenant') })
/** Input of `createTenant`. */
export type CreateTenantInput = z.input<typeof createTenantInput>

const sentence = (min: number, max: number, what: string) =>
  z
    .string(what)
    .trim()
    .min(min, what)
    .max(max, `at most ${max} characters`)
    .refine((text) => !CONTROL_IN_LINE.test(text), 'control characters cannot be part of it')

/** Input of `updateTenant`: a new name, or suspension and its end. */
export const updateTenantInput = z.strictObject({
  tenantId: uuid,
  name: name('a tenant').optional(),
  state: z.enum(['active', 'suspended'], 'either active or suspended').optional(),
  /** Why it is suspended; needed for that alone. */
  reason: sentence(
    10,
    500,
    'say why, in at least 10 characters: the members of the tenant read it',
  ).optional(),
  /** Whom the members may ask; whoever suspends when left out. */
  contact: sentence(3, 200, 'whom the members may ask, e.g. a name and an address').optional(),
})
/** Input of `updateTenant`. */
export type UpdateTenantInput = z.input<typeof updateTenantInput>

/** Input of verbs that find one platform. */
export const platformRef = z.strictObject({ platformId: uuid })
/** Input of verbs that find one tenant. */
export const tenantRef = z.strictObject({ tenantId: uuid })
/** Input of verbs that find one service. */
export const serviceRef = z.strictObject({ serviceId: uuid })

/** The states of a service, worst first. */
export const serviceState = z.enum([
  'down',
  'degraded',
  'stale',
  'unknown',
  'learning',
  'maintenance',
  'healthy',
])
/** State of a service. */
export type ServiceState = z.infer<typeof serviceState>

/** A platform as pages and the API show it. */
export const platformView = z.object({
  id: z.string(),
  name: z.string(),
  isSelf: z.boolean(),
  createdAt: z.iso.datetime(),
})
/** A platform as pages and the API show it. */
export type PlatformView = z.infer<typeof platformView>

/** A tenant as pages and the API show it. */
export const tenantView = z.object({
  id: z.string(),
  platformId: z.string(),
  platformName: z.string(),
  name: z.string(),
  state: z.enum(['active', 'suspended']),
  /** Why it is shut out; null while it is active. */
  suspension: z
    .object({ since: z.iso.datetime(), reason: z.string(), contact: z.string(), by: z.string() })
    .nullable(),
  createdAt: z.iso.datetime(),
})
/** A tenant as pages and the API show it. */
export type TenantView = z.infer<typeof tenantView>

/** A service with its state as it is recorded. */
export const serviceView = z.object({
  id: z.string(),
  platformId: z.string(),
  platformName: z.string(),
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  name: z.string(),
  state: serviceState,
  reason: z.string(),
  since: z.iso.datetime(),
  /** True for a shared part of the platform, seen by a tenant through its projection. */
  shared: z.boolean(),
})
/** A service with its state as it is recorded. */
export type ServiceView = z.infer<typeof serviceView>

/** A service together with what it depends on and what depends on it. */
export const serviceDetail = serviceView.extend({
  dependsOn: z.array(z.object({ id: z.string(), name: z.string(), state: serviceState })),
  dependents: z.array(z.object({ id: z.string(), name: z.string(), state: serviceState })),
})
/** A service together with what it depends on and what depends on it. */
export type ServiceDetail = z.infer<typeof serviceDetail>

/** Input of `listScopes`. */
export const listScopesInput = z.object({
  /** Words that a name, or that of its platform, has to contain, all of them. */
  text: z.string().max(100, 'at most 100 characters').default(''),
  /** The `next` of the page before, with the same `text`. */
  after: z.string().max(100).optional(),
  /** `scope` parameters with commas between them: these alone, and no pages. */
  named: z.string().max(5000, 'at most 5000 characters').optional(),
  limit: z.coerce.number('a number').int().min(1).max(200, 'at most 200 at once').default(200),
})
/** Input of `listScopes`. */
export type ListScopesInput = z.input<typeof listScopesInput>

/** One scope that a member may choose. */
export const scopeOption = z.object({
  /** The value of the `scope` parameter. */
  param: z.string(),
  kind: z.enum(['operator', 'platform', 'tenant']),
  name: z.string(),
  /** The platform that it belongs to or is; null for the operator. */
  platformId: z.string().nullable(),
  platformName: z.string().nullable(),
})
/** One scope that a member may choose. */
export type ScopeOption = z.infer<typeof scopeOption>

/** Answer with the platforms in scope. */
export const listPlatformsOutput = z.object({ platforms: z.array(platformView) })

/** Where a page of a list begins, and how long it is; without `limit` the list comes whole. */
const place = {
  /** The `next` of the page before, in the same order. */
  after: uuid.optional(),
  limit: z.coerce.number('a number').int().min(1).max(200, 'at most 200 at once').optional(),
}
/** Part of a name that is looked for. */
const part = z
  .string('a text')
  .trim()
  .min(1, 'at least one character')
  .max(100, 'at most 100 characters')
  .refine((text) => !CONTROL_IN_LINE.test(text), 'control characters are in no name')
const format = z.enum(['csv', 'json'], 'csv or json').default('csv')
/** How a list goes on, and how many rows all of its pages have. */
const onward = { next: z.string().nullable(), total: z.int() }

const tenantFilter = {
  /** Part of the name of the tenant or of its platform. */
  text: part.optional(),
  sort: z.enum(TENANT_SORTS, `one of ${TENANT_SORTS.join(', ')}`).default('platform'),
}
/** Input of `listTenants`. */
export const listTenantsInput = z.strictObject({ ...tenantFilter, ...place })
/** Input of `listTenants`. */
export type ListTenantsInput = z.input<typeof listTenantsInput>
/** Input of `exportTenants`. */
export const exportTenantsInput = z.strictObject({ ...tenantFilter, format })
/** Input of `exportTenants`. */
export type ExportTenantsInput = z.input<typeof exportTenantsInput>
/** Answer with the tenants in scope; `counts` are of the scope, whatever the list is narrowed by. */
export const listTenantsOutput = z.object({
  tenants: z.array(tenantView),
  counts: z.object({ all: z.int(), suspended: z.int() }),
  ...onward,
})
/** Answer with the tenants in scope. */
export type ListTenantsOutput = z.infer<typeof listTenantsOutput>

const serviceFilter = {
  /** Part of the name of the service or of its tenant. */
  text: part.optional(),
  sort: z.enum(SERVICE_SORTS, `one of ${SERVICE_SORTS.join(', ')}`).default('state'),
}
/** Input of `listServices`. */
export const listServicesInput = z.strictObject({ ...serviceFilter, ...place })
/** Input of `listServices`. */
export type ListServicesInput = z.input<typeof listServicesInput>
/** Input of `exportServices`. */
export const exportServicesInput = z.strictObject({ ...serviceFilter, format })
/** Input of `exportServices`. */
export type ExportServicesInput = z.input<typeof exportServicesInput>
/** Answer with the services in scope; `counts` are of the scope, whatever the list is narrowed by. */
export const listServicesOutput = z.object({
  services: z.array(serviceView),
  counts: z.array(z.object({ state: serviceState, count: z.int() })),
  ...onward,
})
/** Answer with the services in scope. */
export type ListServicesOutput = z.infer<typeof listServicesOutput>
/** Answer with scopes at and below the present one; `next` continues where it ended. */
export const listScopesOutput = z.object({ scopes: z.array(scopeOption), next: z.string().nullable() })
/** Answer with scopes at and below the present one. */
export type ListScopesOutput = z.infer<typeof listScopesOutput>
