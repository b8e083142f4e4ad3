import { mutationOptions } from '@tanstack/react-query'
import { apiSend, type SendOptions } from '#components/shell/api-client.ts'
import { postAuthForm } from '#components/shell/auth-client.ts'
import { makePasskey } from '#components/shell/passkey-client.ts'
import type { AddPasskeyInput, AddPasskeyOutput, StartPasskeyOutput } from '#lib/modules/access/schemas.ts'

const PATH = '/api/v1/me/passkeys'

/** Has the browser make a passkey and adds it to the own account. Throws `PasskeyFault` and `ApiProblem`. */
export const addPasskey = (options: SendOptions = {}) =>
  mutationOptions({
    mutationFn: async ({ name }: { name: string }) => {
      const asked = await apiSend<StartPasskeyOutput>('POST', `${PATH}/start`, {}, options)
      const input: AddPasskeyInput = { name, passkey: await makePasskey(asked) }
      const added = await apiSend<AddPasskeyOutput>('POST', PATH, input, options)
      // A session that opens more than before gets another id. The passkey counts, whether that works or not.
      await postAuthForm('session', {}).catch(() => {})
      return added
    },
    meta: { tables: ['passkey', 'member', 'audit_entry'] },
  })
