/** True for an export that can be downloaded now: finished, whole, and not past its days. */
export const isAtHand = (
  one: { readonly state: string; readonly digest: string | null; readonly expiresAt: Date | null },
  now: Date,
): boolean => one.state === 'done' && one.digest !== null && one.expiresAt !== null && one.expiresAt > now
