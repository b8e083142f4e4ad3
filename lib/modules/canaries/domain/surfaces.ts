import type { CanaryKind } from '#lib/core/canary.ts'

/** Who reads: each canary, a real tenant beside them, the operator above everything, and somebody without a credential. */
export const READERS = ['a', 'b', 'neighbour', 'operator', 'visitor'] as const

/** One of the readers. */
export type ReaderName = (typeof READERS)[number]

/** Where a surface is: a route or page of the web process, its live stream, or the engine. */
export type SurfaceKind = 'route' | 'page' | 'stream' | 'engine'

/** What is no surface and stands below all of them: the policies of the database, compared with what the migrations made. */
export const CATALOGUE = {
  name: 'policies of the database',
  kind: 'catalogue',
  readers: ['operator'],
} as const

/** One place that shows what somebody may see, and how it is read. */
export interface Surface {
  /** What people call it, e.g. `GET /api/v1/incidents`. */
  readonly name: string
  readonly kind: SurfaceKind
  readonly method: 'GET' | 'POST'
  /** The address; `{incidentId}` and its like are filled with the ids of each canary in turn. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, string>>
  /** True where a canary has to find its own marker: otherwise the reading has proved nothing. */
  readonly showsOwn: boolean
  readonly readers: readonly ReaderName[]
}

/** What is part of every marker, so that a search for it finds all that the reader may see. */
export const MARKER_WORD = 'bwcanary'

const SIGNED_IN: readonly ReaderName[] = ['a', 'b', 'neighbour', 'operator']
const EVERYBODY: readonly ReaderName[] = READERS
const VISITOR: readonly ReaderName[] = ['visitor']

/** Whoever has a list of an identity provider: an operator has none. */
const PROVISIONED: readonly ReaderName[] = ['a', 'b', 'neighbour']

interface Options extends Partial<Pick<Surface, 'query' | 'body' | 'showsOwn' | 'readers' | 'method'>> {
  /** The address as its folders spell it, where its parameter has another name there. */
  readonly as?: string
}

const surface = (kind: SurfaceKind, path: string, { as = path, ...options }: Options): Surface => {
  const { method = 'GET' } = options
  const name =
    kind === 'page' ? `page ${as}` : kind === 'engine' ? `engine ${method} ${as}` : `${method} ${as}`
  return { kind, method, path, showsOwn: true, readers: SIGNED_IN, ...options, name }
}
const route = (path: string, options: Options = {}): Surface => surface('route', path, options)
const scim = (path: string, options: Options = {}): Surface =>
  route(`/api/scim/v2${path}`, {
    readers: PROVISIONED,
    ...options,
    ...(options.as === undefined ? {} : { as: `/api/scim/v2${options.as}` }),
  })
const page = (path: string, options: Options = {}): Surface => surface('page', path, options)

/** The rows of a list that bear the word in their names. */
const NAMED = { format: 'json', text: MARKER_WORD }
const NOTHING_OF_OURS = { showsOwn: false }
const SERIES = { query: '{__name__=~".+"}' }
const RANGE = { ...SERIES, start: '-300', end: '0', step: '60' }

/** Every surface that is read. The manifest of the routes and the folders of the pages are compared with it by a test. */
export const SURFACES: readonly Surface[] = [
  route('/api/v1/access/review'),
  route('/api/v1/access/review/decisions'),
  route('/api/v1/access/table', NOTHING_OF_OURS),
  route('/api/v1/alerts', { query: { state: 'all' } }),
  route('/api/v1/api-keys'),
  route('/api/v1/api-keys/export', { method: 'POST', body: NAMED }),
  route('/api/v1/approvals'),
  route('/api/v1/approvals/export', { method: 'POST', body: NAMED }),
  route('/api/v1/approvals/{requestId}'),
  route('/api/v1/audit'),
  // Narrowed to what the markers are in: a whole trail of a busy tenant is not read every quarter of an hour.
  route('/api/v1/audit/export', { method: 'POST', body: { action: 'canary.create' } }),
  route('/api/v1/audit/verify', NOTHING_OF_OURS),
  route('/api/v1/canaries', { ...NOTHING_OF_OURS }),
  route('/api/v1/erasures', NOTHING_OF_OURS),
  route('/api/v1/escalation-policy'),
  route('/api/v1/incidents', { query: { state: 'all' } }),
  route('/api/v1/incidents/export', {
    method: 'POST',
    body: { format: 'json', state: 'all', text: MARKER_WORD },
  }),
  route('/api/v1/incidents/{incidentId}'),
  route('/api/v1/invitations'),
  route('/api/v1/me'),
  route('/api/v1/me/channels'),
  route('/api/v1/me/inbox'),
  route('/api/v1/me/passkeys', NOTHING_OF_OURS),
  route('/api/v1/me/session', NOTHING_OF_OURS),
  route('/api/v1/me/sessions', NOTHING_OF_OURS),
  route('/api/v1/members'),
  route('/api/v1/members/export', { method: 'POST', body: NAMED }),
  route('/api/v1/outgoing-allow', NOTHING_OF_OURS),
  route('/api/v1/outgoing-uses'),
  route('/api/v1/overview/fleet'),
  route('/api/v1/overview/matrix'),
  route('/api/v1/overview/news', NOTHING_OF_OURS),
  route('/api/v1/overview/system', NOTHING_OF_OURS),
  route('/api/v1/overview/tenant'),
  route('/api/v1/platforms', NOTHING_OF_OURS),
  route('/api/v1/platforms/{platformId}', NOTHING_OF_OURS),
  route('/api/v1/provisioning'),
  route('/api/v1/query', { query: SERIES }),
  route('/api/v1/query', { method: 'POST', body: SERIES }),
  route('/api/v1/query_range', { query: RANGE }),
  route('/api/v1/query_range', { method: 'POST', body: RANGE }),
  route('/api/v1/rules'),
  route('/api/v1/rules/export', { method: 'POST', body: NAMED }),
  route('/api/v1/rules/{ruleId}'),
  route('/api/v1/scopes'),
  route('/api/v1/scrape-targets'),
  route('/api/v1/search', { query: { q: MARKER_WORD } }),
  route('/api/v1/security/events'),
  route('/api/v1/security/events/export', {
    method: 'POST',
    body: { format: 'json', kind: 'sign-in.failed' },
  }),
  route('/api/v1/services'),
  route('/api/v1/services/export', { method: 'POST', body: NAMED }),
  route('/api/v1/services/{serviceId}'),
  route('/api/v1/services/{serviceId}/overview', NOTHING_OF_OURS),
  route('/api/v1/session-limits', NOTHING_OF_OURS),
  route('/api/v1/setup', { ...NOTHING_OF_OURS, readers: VISITOR }),
  route('/api/v1/sign-on'),
  route('/api/v1/sources'),
  route('/api/v1/sources/export', { method: 'POST', body: NAMED }),
  route('/api/v1/tenant-exports/{exportId}/file'),
  route('/api/v1/tenants'),
  route('/api/v1/tenants/export', { method: 'POST', body: { format: 'json' } }),
  route('/api/v1/tenants/{tenantId}'),
  route('/api/v1/tenants/{tenantId}/leaving'),
  route('/api/v1/view-as', NOTHING_OF_OURS),
  route('/api/v1/views', { query: { screen: 'incidents' } }),

  scim('/Groups'),
  scim('/Groups/{scimGroupId}', { as: '/Groups/[id]' }),
  scim('/Groups/.search', { as: '/Groups/[id]', method: 'POST', body: {} }),
  scim('/ResourceTypes', NOTHING_OF_OURS),
  scim('/ResourceTypes/User', { ...NOTHING_OF_OURS, as: '/ResourceTypes/[id]' }),
  scim('/Schemas', NOTHING_OF_OURS),
  scim('/Schemas/urn:ietf:params:scim:schemas:core:2.0:User', { ...NOTHING_OF_OURS, as: '/Schemas/[id]' }),
  scim('/ServiceProviderConfig', NOTHING_OF_OURS),
  scim('/Users'),
  scim('/Users/{scimUserId}', { as: '/Users/[id]' }),
  scim('/Users/.search', { as: '/Users/[id]', method: 'POST', body: {} }),

  route('/api/openapi.json', { ...NOTHING_OF_OURS, readers: VISITOR }),
  route('/healthz', { ...NOTHING_OF_OURS, readers: EVERYBODY }),
  route('/readyz', { ...NOTHING_OF_OURS, readers: EVERYBODY }),
  route('/metrics', { ...NOTHING_OF_OURS, readers: VISITOR }),

  page('/'),
  page('/access', NOTHING_OF_OURS),
  page('/access/review'),
  page('/api-keys'),
  page('/audit'),
  page('/audit/witnesses', NOTHING_OF_OURS),
  page('/canaries', NOTHING_OF_OURS),
  page('/explore', NOTHING_OF_OURS),
  page('/first-steps', NOTHING_OF_OURS),
  page('/health', NOTHING_OF_OURS),
  page('/incidents'),
  page('/incidents/{incidentId}'),
  page('/matrix'),
  page('/members'),
  page('/on-call'),
  page('/profile'),
  page('/provisioning'),
  page('/requests'),
  page('/requests/{requestId}'),
  page('/rules'),
  page('/security'),
  page('/services'),
  page('/services/{serviceId}'),
  page('/sources'),
  page('/settings', NOTHING_OF_OURS),
  page('/suspended', { ...NOTHING_OF_OURS, readers: EVERYBODY }),
  page('/tenants'),
  page('/confirm-email', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/enrol', { ...NOTHING_OF_OURS, readers: EVERYBODY }),
  page('/invitation', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/recover', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/setup', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/unlock', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/sign-in/by-mail', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/sign-in/link', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/sign-in/password', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/sign-on'),
  page('/sign-in/organisation', { ...NOTHING_OF_OURS, readers: VISITOR }),
  page('/sign-in', { ...NOTHING_OF_OURS, readers: VISITOR }),

  surface('stream', '/api/live', {}),
  surface('engine', '/api/v1/query', { query: SERIES }),
  surface('engine', '/api/v1/query_range', { query: RANGE }),
  surface('engine', '/metrics', { ...NOTHING_OF_OURS, readers: VISITOR }),
]

const SIGN_ON = 'leads to and back from an identity provider, and lists nothing'

/** What is not read, and why: a new surface stands here or above. */
export const NOT_READ: Readonly<Record<string, string>> = {
  '/api/auth/[...nextauth]':
    'signs in and out; it answers with the own session of the cookie and lists nothing',
  '/api/scim/v2/[[...rest]]': 'answers every address that is no list of ours with 404 or 501',
  '/api/sso/[providerId]/acs': SIGN_ON,
  '/api/sso/[providerId]/callback': SIGN_ON,
  '/api/sso/[providerId]/finish': SIGN_ON,
  '/api/sso/[providerId]/metadata': SIGN_ON,
  '/api/sso/[providerId]/start': SIGN_ON,
  '/sign-in/{providerId}': 'leads to one identity provider and shows its name; that of a canary is removed',
  '/api/v1/members/{memberId}/sessions':
    'shows the sessions of one member to an admin; canary members never sign in, so that they have none',
  '/api/v1/audit/anchors':
    'is answered in operator scope alone, in which no canary reads; it names witnesses and counts',
  '/p/[token]':
    'opens with the signed link of one page alone, and the database gives out no link for a canary',
}

/** The row that a parameter of a path names. */
const KINDS: Readonly<Record<string, CanaryKind>> = {
  tenantId: 'tenant',
  memberId: 'member',
  serviceId: 'service',
  sourceId: 'source',
  targetId: 'target',
  ruleId: 'rule',
  alertId: 'alert',
  incidentId: 'incident',
  keyId: 'key',
  invitationId: 'invitation',
  bindingId: 'binding',
  deliveryId: 'delivery',
  channelId: 'channel',
  exportId: 'export',
  requestId: 'request',
  scimUserId: 'scimUser',
  scimGroupId: 'scimGroup',
}

/** Names of the parameters in the path of a surface. */
export const paramsOf = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

/** The kind of row that a parameter names; undefined for the platform, which has no kind, and for what is unknown. */
export const kindOfParam = (name: string): CanaryKind | undefined => KINDS[name]
