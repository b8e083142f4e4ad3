import { mutationOptions } from '@tanstack/react-query'
import { apiSend } from '#components/shell/api-client.ts'
import type { UnlockAccountInput, UnlockAccountOutput } from '#lib/modules/access/schemas.ts'

/** Opens a locked account by the token of its link. */
export const unlockAccount = () =>
  mutationOptions({
    mutationFn: async (input: UnlockAccountInput) =>
      await apiSend<UnlockAccountOutput>('POST', '/api/v1/unlock', input),
  })
