import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { noteRefused } from './note-refused.ts'

/** What was asked for, and the permission that it wants, or the words of the refusal where only those are known. */
export interface Denied {
  readonly route: string
  readonly permission?: string
  readonly reason?: string
}

/** Notes that somebody was refused for want of a permission: the first time within an hour for each route. */
export async function noteDenied(ctx: RequestContext, { route, ...details }: Denied): Promise<void> {
  await noteRefused(ctx, {
    matter: route,
    action: 'access.deny',
    target: { kind: 'route', id: route },
    details,
  })
}
