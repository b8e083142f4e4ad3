import { queryOptions } from '@tanstack/react-query'
import { apiPath, apiSend } from '#components/shell/api-client.ts'
import type { CheckOutgoingInput, OutgoingReach } from '#lib/modules/access/schemas.ts'

/** Whether an address may be called as it stands; without a scope, as one's own widest scope sees it. */
export const checkOutgoing = (scope: string | undefined, input: CheckOutgoingInput) =>
  queryOptions({
    queryKey: ['/api/v1/outgoing-check', scope ?? null, input] as const,
    queryFn: async () =>
      await apiSend<OutgoingReach>('POST', apiPath('/api/v1/outgoing-check', { scope }), input),
    meta: { tables: ['outgoing_allow'] },
    retry: false,
  })
