/** Where an invitation stands. */
export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

/** The stored times that decide where an invitation stands. */
export interface InvitationTimes {
  readonly acceptedAt: Date | null
  readonly revokedAt: Date | null
  readonly expiresAt: Date
}

/** Where an invitation stands at `now`. What happened to it first counts, and only an open one can be accepted. */
export function invitationState(invitation: InvitationTimes, now: Date): InvitationState {
  if (invitation.acceptedAt !== null) return 'accepted'
  if (invitation.revokedAt !== null) return 'revoked'
  return invitation.expiresAt <= now ? 'expired' : 'open'
}

/** What to tell somebody who holds the link of an invitation that is no longer open. */
export function closedInvitationMessage(state: Exclude<InvitationState, 'open'>): string {
  switch (state) {
    case 'accepted':
      return 'This invitation was used already. Sign in with the e-mail address that it was sent to.'
    case 'revoked':
      return 'This invitation was taken back. Ask whoever sent it for a new one.'
    case 'expired':
      return 'This invitation has expired. Ask whoever sent it for a new one.'
  }
}
