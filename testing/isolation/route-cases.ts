import { INCIDENT_CASES } from './incident-cases.ts'
import { LIST_CASES } from './list-cases.ts'
import type { RouteCase } from './route-case.ts'
import { MADE_PASSKEY, SHOWN_PASSKEY } from './sample-bodies.ts'

const FACTOR = 'the own second factor: no object is named'
const TOKEN =
  'no scope and no id: the token in the body is all; app/p and lib/modules/access test forged ones'

const BEFORE_SIGN_IN = 'nobody signed in yet: no scope and no id; lib/modules/access tests forged answers'
const WITNESSES =
  'of the operator alone, refused in every other scope: lib/modules/audit/anchors.integration.test.ts'

/** In a tenant's scope nobody changes platforms and tenants, whatever their ids. */
const FROM_ABOVE = [404, 412]

/** Every route with what it is asked. A route without an entry fails the suite. */
export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = {
  'GET /api/v1/me': {},
  'PATCH /api/v1/me': { body: { timeZone: 'UTC' } },
  'GET /api/v1/me/channels': {},
  'POST /api/v1/me/channels': { body: { kind: 'email', target: 'matrix@example.test' } },
  'DELETE /api/v1/me/channels/{channelId}': { isPersonal: true },
  'POST /api/v1/me/channels/{channelId}/rotate': { isPersonal: true, body: { overlapSeconds: 60 } },
  'POST /api/v1/me/channels/{channelId}/test': { isPersonal: true },
  'POST /api/v1/me/factor/start': { reason: FACTOR },
  'POST /api/v1/me/factor/confirm': { body: { code: '000000' }, reason: FACTOR },
  'POST /api/v1/me/step-up': { body: { code: '000000' }, reason: FACTOR },
  'POST /api/v1/me/password': { body: { current: 'none', password: 'none' }, reason: FACTOR },
  'POST /api/v1/me/recovery-codes': { reason: FACTOR },
  'POST /api/v1/me/email': { body: { email: 'matrix@example.test' }, reason: FACTOR },
  'POST /api/v1/unlock': { body: { token: 'none' }, reason: TOKEN },
  'POST /api/v1/email-change/confirm': { body: { token: 'none' }, reason: TOKEN },
  'GET /api/v1/me/session': { reason: 'the session of the request: no object is named' },
  'POST /api/v1/me/session': { reason: 'the session of the request: no object is named' },
  'GET /api/v1/me/sessions': {},
  'DELETE /api/v1/me/sessions': { body: { which: 'others' }, reason: 'the sessions of whoever asks' },
  'DELETE /api/v1/me/sessions/{sessionId}': { isPersonal: true },
  'GET /api/v1/session-limits': {},
  'PUT /api/v1/session-limits': {
    body: {
      admin: { idleMinutes: 30, absoluteMinutes: 720 },
      on_call: { idleMinutes: 720, absoluteMinutes: 10_080 },
      other: { idleMinutes: 60, absoluteMinutes: 720 },
    },
  },
  'GET /api/v1/members/{memberId}/sessions': {},
  'DELETE /api/v1/members/{memberId}/sessions': {
    body: {},
    borrowed: [{ in: 'body', field: 'sessionId', kind: 'sessionId' }],
  },
  'POST /api/v1/members/{memberId}/disable': {},
  'POST /api/v1/members/{memberId}/enable': {},
  'GET /api/v1/me/passkeys': {},
  'POST /api/v1/me/passkeys': { body: { name: 'matrix', passkey: MADE_PASSKEY }, reason: FACTOR },
  'POST /api/v1/me/passkeys/start': { reason: FACTOR },
  'PATCH /api/v1/me/passkeys/{passkeyId}': { body: { name: 'matrix' }, isPersonal: true },
  'DELETE /api/v1/me/passkeys/{passkeyId}': { isPersonal: true },
  'POST /api/v1/me/step-up/passkey': { reason: FACTOR },
  'DELETE /api/v1/me/session': { reason: 'the session of the request: no object is named' },
  'GET /api/v1/me/inbox': {},
  'POST /api/v1/me/inbox/read': {
    body: { until: '2026-11-20T08:00:00Z' },
    reason: 'the inbox of whoever asks: no object is named',
  },
  'POST /api/v1/me/inbox/{deliveryId}/read': { isPersonal: true },

  'POST /api/v1/sign-in/link': { body: { token: 'none' }, reason: TOKEN },
  'POST /api/v1/sign-in/link/ask': { body: { email: 'matrix@example.test' }, reason: BEFORE_SIGN_IN },
  'POST /api/v1/sign-in/password': { body: { token: 'none', password: 'none' }, reason: TOKEN },
  'POST /api/v1/sign-in/passkey/start': { reason: BEFORE_SIGN_IN },
  'POST /api/v1/sign-in/passkey': { body: { passkey: SHOWN_PASSKEY }, reason: BEFORE_SIGN_IN },

  'GET /api/v1/scopes': {
    borrowed: [
      { in: 'query', field: 'after', kind: 'tenantId', around: (id) => `tenant:${id}`, statuses: [400] },
    ],
  },
  'GET /api/v1/platforms': {},
  'POST /api/v1/platforms': { body: { name: 'matrix' } },
  'GET /api/v1/platforms/{platformId}': {},
  'PATCH /api/v1/platforms/{platformId}': { body: { name: 'matrix' }, statuses: FROM_ABOVE },
  'POST /api/v1/tenants': {
    body: { name: 'matrix' },
    borrowed: [{ in: 'body', field: 'platformId', kind: 'platformId', statuses: FROM_ABOVE }],
  },
  'GET /api/v1/tenants/{tenantId}': {},
  'PATCH /api/v1/tenants/{tenantId}': { body: { name: 'matrix' }, statuses: FROM_ABOVE },
  'GET /api/v1/view-as': {},
  'POST /api/v1/view-as': {
    body: { reason: 'the matrix looks for leaks' },
    borrowed: [{ in: 'body', field: 'tenantId', kind: 'tenantId', statuses: FROM_ABOVE }],
  },
  'DELETE /api/v1/view-as': { reason: 'the view of the session of the request: no object is named' },
  'GET /api/v1/tenants/{tenantId}/leaving': {},
  // Two people: who asks alone is told so before anybody looks for the tenant.
  'POST /api/v1/tenants/{tenantId}/exports': { body: {}, statuses: FROM_ABOVE },
  'POST /api/v1/tenants/{tenantId}/erasure': {
    body: { name: 'matrix', withoutExport: 'the matrix looks for leaks' },
    statuses: FROM_ABOVE,
  },
  'GET /api/v1/tenant-exports/{exportId}/file': {},
  'GET /api/v1/erasures': {},
  'GET /api/v1/services/{serviceId}': {},
  'GET /api/v1/services/{serviceId}/overview': {},

  'POST /api/v1/sources': { body: { name: 'matrix' } },
  'DELETE /api/v1/sources/{sourceId}': {},
  'POST /api/v1/sources/{sourceId}/rotate': { body: {} },
  'DELETE /api/v1/sources/{sourceId}/old': {},
  'GET /api/v1/scrape-targets': {},
  'POST /api/v1/scrape-targets': { body: { url: 'https://example.com/metrics', job: 'matrix' } },
  'DELETE /api/v1/scrape-targets/{targetId}': {},
  'GET /api/v1/outgoing-allow': {},
  'POST /api/v1/outgoing-allow': {
    body: { cidr: '10.2.0.0/16', port: 9100, reason: 'matrix' },
    // The list is kept in operator scope, from which no platform is foreign.
    borrowed: [{ in: 'body', field: 'platformId', kind: 'platformId', statuses: [403] }],
  },
  'DELETE /api/v1/outgoing-allow/{entryId}': { statuses: [403] },
  'POST /api/v1/outgoing-check': { body: { url: 'https://192.0.2.1/', use: 'scrape' } },
  'GET /api/v1/outgoing-uses': {},
  'POST /api/v1/api-keys': { body: { name: 'matrix', permissions: ['incident:read'] } },
  'DELETE /api/v1/api-keys/{keyId}': {},
  'DELETE /api/v1/api-keys/{keyId}/old': {},
  'POST /api/v1/api-keys/{keyId}/rotate': { body: {}, isPersonal: true },

  'GET /api/v1/provisioning': {},
  'POST /api/v1/scim-tokens': { body: { name: 'matrix' } },
  'DELETE /api/v1/scim-tokens/{scimTokenId}': {},
  'POST /api/v1/scim-tokens/{scimTokenId}/rotate': {},
  'PATCH /api/v1/scim-groups/{scimGroupId}': { body: { role: null } },

  'POST /api/v1/bindings': {
    body: (scope) => ({ role: scope.startsWith('tenant') ? 'tenant_viewer' : 'viewer' }),
    borrowed: [{ in: 'body', field: 'memberId', kind: 'memberId' }],
  },
  'DELETE /api/v1/bindings/{bindingId}': {},
  'GET /api/v1/invitations': {},
  'POST /api/v1/invitations': { body: { email: 'm@example.test', name: 'matrix', role: 'tenant_viewer' } },
  'DELETE /api/v1/invitations/{invitationId}': {},
  'POST /api/v1/invitations/{invitationId}/resend': {},
  'POST /api/v1/invitations/preview': { body: { token: 'none' }, reason: TOKEN },
  'POST /api/v1/invitations/accept': { body: { token: 'none', password: 'none' }, reason: TOKEN },
  'POST /api/v1/invitations/join': { body: { token: 'none' }, reason: TOKEN },
  'POST /api/v1/recover': { body: { token: 'none', password: 'none' }, reason: TOKEN },
  'GET /api/v1/setup': { reason: 'tells whether the installation is set up, nothing else' },
  'POST /api/v1/setup': {
    body: { code: 'none', name: 'm', email: 'm@example.test', password: 'a long and unusual pass phrase 7' },
    reason: 'the code in the body is all; refused once anybody holds a role',
  },

  'GET /api/v1/sign-on': {},
  'POST /api/v1/sign-on/find': {
    body: { email: 'm@example.test' },
    reason: 'tells of a domain, names no object',
  },
  'PUT /api/v1/sign-on/policy': { body: { requireFactor: false, signOnOnly: false } },
  'POST /api/v1/identity-providers': {
    body: {
      kind: 'oidc',
      name: 'matrix',
      settings: { issuer: 'https://id.example.com', clientId: 'matrix' },
      mapping: [{ group: 'matrix', role: 'tenant_viewer' }],
    },
  },
  'PATCH /api/v1/identity-providers/{providerId}': { body: { name: 'matrix' } },
  'DELETE /api/v1/identity-providers/{providerId}': {},
  'POST /api/v1/identity-providers/{providerId}/check': {},
  'POST /api/v1/email-domains': { body: { domain: 'matrix.example' } },
  'DELETE /api/v1/email-domains/{domainId}': {},
  'POST /api/v1/email-domains/{domainId}/verify': { statuses: [404] },

  'POST /api/v1/rules': {
    body: { name: 'matrix', expr: 'up == 0', severity: 'P2', summary: 'matrix' },
    borrowed: [{ in: 'body', field: 'platformId', kind: 'platformId' }],
  },
  'GET /api/v1/rules/{ruleId}': {},
  'PATCH /api/v1/rules/{ruleId}': { body: { enabled: false } },
  'DELETE /api/v1/rules/{ruleId}': {},
  'GET /api/v1/alerts': {
    query: { state: 'all' },
    borrowed: [{ in: 'query', field: 'ruleId', kind: 'ruleId', statuses: [200] }],
  },

  ...INCIDENT_CASES,
  ...LIST_CASES,
  'GET /api/v1/views': { query: { screen: 'incidents' } },
  'POST /api/v1/views': { body: { screen: 'incidents', name: 'matrix', query: '' } },
  'PATCH /api/v1/views/{viewId}': { body: { name: 'matrix' }, isPersonal: true },
  'DELETE /api/v1/views/{viewId}': { isPersonal: true },
  'GET /api/v1/escalation-policy': {
    borrowed: [
      { in: 'query', field: 'tenantId', kind: 'tenantId' },
      // A tenant has one policy, whatever platform is named.
      { in: 'query', field: 'platformId', kind: 'platformId', statuses: [200, 404] },
    ],
  },
  'PUT /api/v1/escalation-policy': {
    body: { steps: [{ delaySeconds: 0, memberIds: ['0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'] }] },
    borrowed: [
      { in: 'body', field: 'tenantId', kind: 'tenantId' },
      { in: 'body', field: 'platformId', kind: 'platformId', statuses: [400, 404] },
      {
        in: 'body',
        field: 'steps',
        kind: 'memberId',
        around: (id) => [{ delaySeconds: 0, memberIds: [id] }],
        statuses: [400],
      },
    ],
  },
  'POST /api/v1/page/state': { body: { token: 'none' }, reason: TOKEN },
  'POST /api/v1/page/acknowledge': { body: { token: 'none' }, reason: TOKEN },

  'GET /api/v1/audit': {
    borrowed: [
      { in: 'query', field: 'targetId', kind: 'incidentId', statuses: [200] },
      { in: 'query', field: 'requestId', kind: 'incidentId', statuses: [200] },
    ],
  },
  'POST /api/v1/audit/export': {
    body: {},
    borrowed: [
      { in: 'body', field: 'targetId', kind: 'incidentId', statuses: [200] },
      { in: 'body', field: 'requestId', kind: 'incidentId', statuses: [200] },
      {
        in: 'body',
        field: 'after',
        kind: 'tenantId',
        around: (id) => `heads;tenant:${id}@0`,
        statuses: [200],
      },
    ],
    reason:
      'each export is an audit entry itself, so tables change; export-audit.integration.test.ts asks for foreign ids',
  },
  'GET /api/v1/access/review': {
    borrowed: [{ in: 'query', field: 'after', kind: 'bindingId', statuses: [200] }],
  },
  'POST /api/v1/access/review/confirm': {
    borrowed: [{ in: 'body', field: 'bindingIds', kind: 'bindingId', around: (id) => [id] }],
  },
  'GET /api/v1/access/review/decisions': {
    borrowed: [{ in: 'query', field: 'after', kind: 'bindingId', statuses: [200] }],
  },
  'POST /api/v1/access/review/remove': {
    body: { reason: 'left the company' },
    borrowed: [{ in: 'body', field: 'bindingId', kind: 'bindingId' }],
  },
  'GET /api/v1/access/table': {},
  'POST /api/v1/approvals': {
    body: { action: 'matrix.none', input: {}, reason: 'asked for by the matrix' },
    reason:
      'the list of actions decides what its input names; each action has a test of its own with foreign ids',
  },
  'GET /api/v1/approvals/{requestId}': {},
  'POST /api/v1/approvals/{requestId}/approve': {},
  'POST /api/v1/approvals/{requestId}/refuse': { body: { reason: 'refused by the matrix' } },
  'POST /api/v1/approvals/{requestId}/withdraw': { isPersonal: true },
  'GET /api/v1/audit/anchors': { reason: WITNESSES },
  'POST /api/v1/audit/witnesses': { body: { kind: 'email', target: 'w@example.test' }, reason: WITNESSES },
  'DELETE /api/v1/audit/witnesses/{witnessId}': { reason: WITNESSES },
  'GET /api/v1/audit/verify': {},
  'GET /api/v1/security/events': {
    borrowed: [
      { in: 'query', field: 'memberId', kind: 'memberId', statuses: [200] },
      { in: 'query', field: 'before', kind: 'memberId', statuses: [200] },
      { in: 'query', field: 'id', kind: 'memberId', statuses: [200] },
    ],
  },
  'POST /api/v1/security/events/export': {
    body: {},
    borrowed: [
      { in: 'body', field: 'memberId', kind: 'memberId', statuses: [200] },
      { in: 'body', field: 'before', kind: 'memberId', statuses: [200] },
      { in: 'body', field: 'id', kind: 'memberId', statuses: [200] },
    ],
    reason: 'each export is an audit entry, so tables change; doors.integration.test.ts asks for foreign ids',
  },
  'GET /api/v1/canaries': {},
  'GET /api/v1/overview/fleet': {},
  'GET /api/v1/overview/matrix': {
    query: { page: '1' },
    borrowed: [{ in: 'query', field: 'platform', kind: 'platformId', statuses: [200] }],
  },
  'GET /api/v1/overview/news': {},
  'GET /api/v1/overview/system': {},
  'GET /api/v1/overview/tenant': {},
  'GET /api/v1/search': { query: ({ marker }) => ({ q: marker }) },
  'GET /api/v1/query': { query: { query: 'up' } },
  'POST /api/v1/query': { body: { query: 'up' } },
  'GET /api/v1/query_range': { query: { query: 'up', start: '0', end: '60', step: '15' } },
  'POST /api/v1/query_range': { body: { query: 'up', start: '0', end: '60', step: '15' } },
}
