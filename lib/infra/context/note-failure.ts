import { aboutRefusal } from '#lib/infra/http/about-refusal.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'

/** False for what has a digest: Next's own ways to lead elsewhere, and what was written down already. */
export const isNew = (error: unknown): error is object =>
  typeof error === 'object' && error !== null && !('digest' in error)

/**
 * Writes down why a page failed, and makes the id of its request the digest of the error: Next keeps a digest that is
 * there, and hands nothing else of an error to the browser.
 */
export function noteFailure(
  error: unknown,
  { requestId, path, log }: { readonly requestId: string; readonly path: string; readonly log: Logger },
): void {
  if (!isNew(error)) return
  log.error({ requestId, path, ...aboutRefusal(error) }, 'page not made')
  if (Object.isExtensible(error)) Object.assign(error, { digest: requestId })
}
