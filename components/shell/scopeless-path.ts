import { parseScopeParam } from '#lib/core/scope.ts'
import { ownPath } from './own-path.ts'

/**
 * The same address without its scope, where that names none: `scope=nonsense`, or two of them. Null where the scope can be
 * read or is not there: what is missing is something else then.
 */
export function scopelessPath(path: string): string | null {
  const url = new URL(ownPath(path), 'http://own.invalid')
  const [scope, ...more] = url.searchParams.getAll('scope')
  if (scope === undefined || (more.length === 0 && parseScopeParam(scope) !== null)) return null
  url.searchParams.delete('scope')
  return url.pathname + url.search
}
