import { guardPublic, httpContext, visitorContext } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { createDefinePublicRoute, createDefineRoute } from '#lib/infra/http/define-route.ts'
import { webMetrics } from '#lib/infra/http/web-metrics.ts'

/** Declares a route of somebody who signed in or sent a key. */
export const defineRoute = createDefineRoute({
  contextOf: async (request, requestId) => await httpContext(request, runtime(), requestId),
  log: () => runtime().log,
  observe: (answered) => webMetrics().observe(answered),
})

/** Declares a route that works before anybody signed in; cross-site requests that change something are refused. */
export const definePublicRoute = createDefinePublicRoute({
  contextOf: async (request, requestId) => {
    const process = runtime()
    guardPublic(request, process.publicUrl)
    return await Promise.resolve(
      visitorContext(process, { forwardedFor: request.headers.get('x-forwarded-for'), requestId }),
    )
  },
  log: () => runtime().log,
  observe: (answered) => webMetrics().observe(answered),
})
