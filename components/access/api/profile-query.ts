import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ProfileView } from '#lib/modules/access/schemas.ts'

/** The own profile with every binding. */
export const profileQuery = () =>
  readEndpoint<ProfileView>({ path: '/api/v1/me', tables: ['member', 'role_binding'] })
