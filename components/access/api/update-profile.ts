import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ProfileView, UpdateProfileInput } from '#lib/modules/access/schemas.ts'

/** Changes the own name or time zone. */
export const updateProfile = () =>
  writeEndpoint<ProfileView, UpdateProfileInput>({
    method: 'PATCH',
    path: () => '/api/v1/me',
    tables: ['member', 'audit_entry'],
  })
