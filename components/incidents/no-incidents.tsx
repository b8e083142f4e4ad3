import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentFilter } from './incident-filter.ts'

/** Why a list is empty, and what would fill it. */
export function NoIncidents({ filter }: { filter: IncidentFilter }) {
  if (filter.text !== '') {
    return (
      <EmptyState title="No incident has these words in its title">
        Look for fewer words, for the beginning of a code, or in another state.
      </EmptyState>
    )
  }
  if (filter.day !== null || filter.service !== null) {
    return (
      <EmptyState
        title={filter.day === null ? 'No incident of this service' : 'No incident was open on this day'}
      >
        Choose another state or severity above, or take away what the list is narrowed to.
      </EmptyState>
    )
  }
  if (filter.severity !== null) {
    return (
      <EmptyState title={`No ${filter.severity} incident in this list`}>
        Choose another severity or another state above.
      </EmptyState>
    )
  }
  if (filter.state === 'open') {
    return (
      <EmptyState title="No incident is open">
        A rule that fires opens one, and so can a person. It stands here until it is resolved.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No incident yet">
      {filter.state === 'resolved' ? 'None was resolved in this scope.' : 'None was opened in this scope.'}
    </EmptyState>
  )
}
