/** The id under which the server logged what made a page fail; null for failures in the browser, which it never saw. */
export function errorDigest(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}
