/** Pages that lead nowhere once somebody is signed in, and what is no page at all. */
const NOT_AFTERWARDS = ['/sign-in', '/enrol', '/setup', '/api']

/**
 * Where to go after sign-in: the wanted address when it is a page of this installation, else the overview. Addresses of
 * other sites, also in the disguises that browsers understand (`//host`, `/\host`, `/.//host`), are not followed.
 */
export function ownPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || !wanted.startsWith('/')) return '/'
  const base = 'http://own.invalid'
  if (!URL.canParse(wanted, base)) return '/'
  const url = new URL(wanted, base)
  if (url.origin !== base) return '/'
  if (url.pathname.startsWith('//')) return '/' // what dot segments leave of `/.//host`: read again, it is another site
  const isBarred = NOT_AFTERWARDS.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))
  return isBarred ? '/' : url.pathname + url.search + url.hash
}

/** An address that leads back to `path` afterwards; the overview needs no mention. */
export function leadingBackTo(path: string, page: string): string {
  const back = ownPath(path)
  return back === '/' ? page : `${page}?callbackUrl=${encodeURIComponent(back)}`
}
