import { operatorScope } from '#lib/core/scope.ts'
import { recoverMember } from '#lib/modules/access/index.ts'
import type { Command } from '../command.ts'

/** Break-glass: lets somebody in again who lost the second factor. */
export const accessRecover: Command = {
  name: 'access recover',
  summary:
    'takes password and second factors of a member away, ends all sessions, prints a link for a new password',
  options: {},
  positional: 'MEMBER',
  async run(console, { MEMBER: member = '' }) {
    const { memberId, email, sessionsEnded, url, expiresAt } = await recoverMember(
      console.contextIn(operatorScope),
      { member },
    )
    return {
      json: { memberId, email, sessionsEnded, url, expiresAt: expiresAt.toISOString() },
      lines: [
        `${email} has neither password nor second factor any more; sessions ended: ${sessionsEnded}`,
        `new password, once, until ${expiresAt.toISOString()}:  ${url}`,
        'All operator admins are told by mail, and the audit chain has it.',
      ],
    }
  },
}
