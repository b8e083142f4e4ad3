import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type {
  AskEmailChangeInput,
  AskEmailChangeOutput,
  ChangePasswordInput,
  ConfirmFactorOutput,
  EndedSessions,
} from '#lib/modules/access/schemas.ts'

/** Changes the own password; needs a fresh second factor, and ends every other session. */
export const changePassword = () =>
  writeEndpoint<EndedSessions, ChangePasswordInput>({
    method: 'POST',
    path: () => '/api/v1/me/password',
    tables: ['member', 'session', 'audit_entry'],
  })

/** Sends a link to a new address of one's own; needs a fresh second factor. */
export const askEmailChange = () =>
  writeEndpoint<AskEmailChangeOutput, AskEmailChangeInput>({
    method: 'POST',
    path: () => '/api/v1/me/email',
    tables: ['audit_entry'],
  })

/** Makes new recovery codes in place of the earlier ones; needs a fresh second factor. */
export const makeRecoveryCodes = () =>
  writeEndpoint<ConfirmFactorOutput, Record<string, never>>({
    method: 'POST',
    path: () => '/api/v1/me/recovery-codes',
    tables: ['member', 'audit_entry'],
  })
