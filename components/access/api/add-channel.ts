import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AddChannelOutput, AddChannelInput } from '#lib/modules/access/schemas.ts'

/** Adds a way in which oneself is reached. */
export const addChannel = () =>
  writeEndpoint<AddChannelOutput, AddChannelInput>({
    method: 'POST',
    path: () => '/api/v1/me/channels',
    tables: ['channel', 'audit_entry'],
  })
