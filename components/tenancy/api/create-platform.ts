import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { PlatformView, CreatePlatformInput } from '#lib/modules/tenancy/schemas.ts'

/** Creates a platform. */
export const createPlatform = (scope: string) =>
  writeEndpoint<PlatformView, CreatePlatformInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/platforms',
    tables: ['platform', 'audit_entry'],
  })
