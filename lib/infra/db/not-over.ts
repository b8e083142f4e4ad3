/** The condition on rows that end by themselves at `expires_at`, or never: they are not over at `now`. */
export const notOver = (now: Date): { OR: [{ expiresAt: null }, { expiresAt: { gt: Date } }] } => ({
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
})
