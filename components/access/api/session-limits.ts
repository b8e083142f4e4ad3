import { readEndpoint, writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SessionSettingsView, SetSessionLimitsInput } from '#lib/modules/access/schemas.ts'

const PATH = '/api/v1/session-limits'

/** How long sessions last in this installation, and how many there are. */
export const sessionLimitsQuery = () =>
  readEndpoint<SessionSettingsView>({ path: PATH, scope: 'operator', tables: ['session'] })

/** Sets how long sessions last; needs a fresh second factor. */
export const setSessionLimits = () =>
  writeEndpoint<SessionSettingsView, SetSessionLimitsInput>({
    method: 'PUT',
    scope: 'operator',
    path: () => PATH,
    tables: ['session', 'audit_entry'],
  })
