// Of bar test 1: a foreign id and a missing one take the same time, at one route of each kind.
import { runTiming } from './routes-timing.ts'

await runTiming({
  rounds: 25,
  names: [
    'GET /api/v1/incidents/{incidentId}',
    'POST /api/v1/incidents/{incidentId}/comments',
    'PATCH /api/v1/rules/{ruleId}',
    'PUT /api/v1/escalation-policy',
    'DELETE /api/v1/sources/{sourceId}',
    'DELETE /api/v1/members/{memberId}/sessions',
  ],
})
