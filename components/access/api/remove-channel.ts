import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ChannelView, ChannelRef } from '#lib/modules/access/schemas.ts'

/** Removes a way in which oneself is reached. */
export const removeChannel = () =>
  writeEndpoint<ChannelView, ChannelRef>({
    method: 'DELETE',
    path: ({ channelId }) => `/api/v1/me/channels/${channelId}`,
    body: () => ({}),
    tables: ['channel', 'audit_entry'],
  })
