/** The id of the request that failed, as the log has it; null for what failed in the browser, which the server never saw. */
export function errorDigest(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}
