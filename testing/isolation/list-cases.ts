import type { RouteCase } from './route-case.ts'

/** A place in a list that names a row which is not in it, whoever has it. */
const NO_PLACE = [400]
const EXPORT = 'each export is an audit entry, so tables change; the tests of the lists ask for foreign ids'

/** How the lists are asked that go on behind a row of theirs, and what writes them to a file. */
export const LIST_CASES: Readonly<Record<string, RouteCase>> = {
  'GET /api/v1/api-keys': {
    borrowed: [{ in: 'query', field: 'after', kind: 'keyId', statuses: NO_PLACE }],
  },
  'POST /api/v1/api-keys/export': { body: {}, reason: EXPORT },
  'GET /api/v1/approvals': {
    borrowed: [{ in: 'query', field: 'after', kind: 'requestId', statuses: NO_PLACE }],
  },
  'POST /api/v1/approvals/export': { body: {}, reason: EXPORT },
  'GET /api/v1/members': {
    borrowed: [{ in: 'query', field: 'after', kind: 'memberId', statuses: NO_PLACE }],
  },
  'POST /api/v1/members/export': { body: {}, reason: EXPORT },
  'GET /api/v1/rules': {
    borrowed: [{ in: 'query', field: 'after', kind: 'ruleId', statuses: NO_PLACE }],
  },
  'POST /api/v1/rules/export': { body: {}, reason: EXPORT },
  'GET /api/v1/services': {
    borrowed: [{ in: 'query', field: 'after', kind: 'serviceId', statuses: NO_PLACE }],
  },
  'POST /api/v1/services/export': { body: {}, reason: EXPORT },
  'GET /api/v1/sources': {
    borrowed: [{ in: 'query', field: 'after', kind: 'sourceId', statuses: NO_PLACE }],
  },
  'POST /api/v1/sources/export': { body: {}, reason: EXPORT },
  'GET /api/v1/tenants': {
    borrowed: [{ in: 'query', field: 'after', kind: 'tenantId', statuses: NO_PLACE }],
  },
  'POST /api/v1/tenants/export': { body: {}, reason: EXPORT },
}
