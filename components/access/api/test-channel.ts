import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ChannelView, ChannelRef } from '#lib/modules/access/schemas.ts'

/** Sends a test message through one of the own channels. */
export const testChannel = () =>
  writeEndpoint<ChannelView, ChannelRef>({
    method: 'POST',
    path: ({ channelId }) => `/api/v1/me/channels/${channelId}/test`,
    body: () => ({}),
    tables: ['channel'],
  })
