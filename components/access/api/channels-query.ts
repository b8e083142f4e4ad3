import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListChannelsOutput } from '#lib/modules/access/schemas.ts'

/** The ways in which oneself is reached. */
export const channelsQuery = () =>
  readEndpoint<ListChannelsOutput>({ path: '/api/v1/me/channels', tables: ['channel'] })
