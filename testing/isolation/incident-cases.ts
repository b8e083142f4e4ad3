import type { RouteCase } from './route-case.ts'

/** How the routes about incidents are asked. */
export const INCIDENT_CASES: Readonly<Record<string, RouteCase>> = {
  'GET /api/v1/incidents': {
    query: { state: 'all' },
    borrowed: [{ in: 'query', field: 'serviceId', kind: 'serviceId', statuses: [200] }],
  },
  'POST /api/v1/incidents': {
    body: { title: 'matrix' },
    borrowed: [{ in: 'body', field: 'serviceId', kind: 'serviceId' }],
  },
  'POST /api/v1/incidents/acts': {
    body: { act: 'resolve' },
    // Each id has an answer of its own, and a foreign one is refused in it.
    borrowed: [
      { in: 'body', field: 'incidentIds', kind: 'incidentId', around: (id) => [id], statuses: [200] },
    ],
  },
  'POST /api/v1/incidents/export': {
    body: {},
    borrowed: [{ in: 'body', field: 'serviceId', kind: 'serviceId', statuses: [200] }],
    reason:
      'each export is an audit entry, so tables change; incident-lists.integration.test.ts asks for foreign ids',
  },
  'GET /api/v1/incidents/{incidentId}': {},
  'POST /api/v1/incidents/{incidentId}/acknowledge': {},
  'POST /api/v1/incidents/{incidentId}/resolve': { body: {} },
  'POST /api/v1/incidents/{incidentId}/escalate': { body: { step: 0 } },
  'POST /api/v1/incidents/{incidentId}/comments': { body: { text: 'matrix' } },
}
