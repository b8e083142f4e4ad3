import type { Scope } from '#lib/core/scope.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * True where an identity provider may be asked by plain http: on this very machine, typed by staff, e.g. to try one out. The
 * list of allowed addresses has to hold it as well.
 */
export const mayUseHttp = (scope: Scope, url: string): boolean =>
  scope.kind !== 'tenant' && LOOPBACK.includes(new URL(url).hostname)
