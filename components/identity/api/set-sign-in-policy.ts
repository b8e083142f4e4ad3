import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SignInPolicyInput, SignInPolicyView } from '#lib/modules/identity/schemas.ts'

/** Sets how members come in. */
export const setSignInPolicy = (scope: string) =>
  writeEndpoint<SignInPolicyView, SignInPolicyInput>({
    method: 'PUT',
    scope,
    path: () => '/api/v1/sign-on/policy',
    tables: ['identity_provider', 'audit_entry'],
  })
