import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AddChannelOutput, RotateChannelInput } from '#lib/modules/access/schemas.ts'

/** Gives an own webhook another signing secret, which is in this answer only. */
export const rotateChannel = () =>
  writeEndpoint<AddChannelOutput, RotateChannelInput>({
    method: 'POST',
    path: ({ channelId }) => `/api/v1/me/channels/${channelId}/rotate`,
    body: ({ overlapSeconds }) => ({ overlapSeconds }),
    tables: ['channel', 'audit_entry'],
  })
