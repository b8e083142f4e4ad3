import { admit } from './admit.ts'
import { kept, noteRefusal, notingStrangers } from './note-refusal.ts'
import { preferredLanguage } from '#lib/core/language.ts'
import { guardPublic, httpContext, visitorContext } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { createDefinePublicRoute, createDefineRoute } from '#lib/infra/http/define-route.ts'
import { noteDenied, noteKeyUse } from '#lib/modules/audit/index.ts'
import { webMetrics } from '#lib/infra/http/web-metrics.ts'

/** Declares a route of somebody who signed in or sent a key. */
export const defineRoute = createDefineRoute({
  contextOf: async (request, requestId) =>
    await notingStrangers(request, requestId, async () => await httpContext(request, runtime(), requestId)),
  admit,
  onRefused: noteRefusal,
  log: () => runtime().log,
  onDenied: async (ctx, refusal) => {
    // Canaries are refused a lot, on purpose, and can write nothing.
    if (ctx.readOnly !== true) await kept(async () => await noteDenied(ctx, refusal))
  },
  onAllowed: async (ctx) => await kept(async () => await noteKeyUse(ctx)),
  observe: (answered) => webMetrics().observe(answered),
})

/** Declares a route that works before anybody signed in; cross-site requests that change something are refused. */
export const definePublicRoute = createDefinePublicRoute({
  contextOf: async (request, requestId) => {
    const process = runtime()
    return await notingStrangers(request, requestId, async () => {
      guardPublic(request, process.publicUrl)
      return await Promise.resolve(
        visitorContext(process, {
          forwardedFor: request.headers.get('x-forwarded-for'),
          language: preferredLanguage(request.headers.get('accept-language')),
          requestId,
        }),
      )
    })
  },
  admit,
  onRefused: noteRefusal,
  log: () => runtime().log,
  observe: (answered) => webMetrics().observe(answered),
})
