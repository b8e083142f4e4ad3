import { z } from 'zod'
import { defineRoute } from '#app/api/route-kit.ts'
import { openExport } from '#lib/modules/leaving/index.ts'
import { exportRef } from '#lib/modules/leaving/schemas.ts'

export const GET = defineRoute({
  summary: 'Downloads the archive of a finished export, for as long as it is kept.',
  rate: 'export',
  permission: 'tenant:export',
  params: exportRef,
  response: z.instanceof(Response),
  handler: async (ctx, { params }) => {
    const { name, bytes, body } = await openExport(ctx, params)
    return new Response(body, {
      headers: {
        'content-type': 'application/gzip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
      },
    })
  },
})
