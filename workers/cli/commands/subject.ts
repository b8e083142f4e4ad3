import { operatorScope } from '#lib/core/scope.ts'
import { eraseSubject, reapplyErasures } from '#lib/modules/compliance/index.ts'
import type { Command } from '../command.ts'

/** Forgets a member everywhere. */
export const subjectErase: Command = {
  name: 'subject erase',
  summary:
    'forgets a member: account, names and addresses in history and in audit chains, which go on to hold',
  options: {
    member: { help: 'id of the member', required: true },
    reason: { help: 'why, without naming the person', required: true },
  },
  async run(console, { member = '', reason = '' }) {
    const erased = await eraseSubject(console.contextIn(operatorScope), { memberId: member, reason })
    return {
      json: { ...erased },
      lines: [
        `erased ${erased.parts} parts of entries in ${erased.chains} audit chains, and ${erased.rows} other rows`,
      ],
    }
  },
}

/** Erases again what a restored backup brought back. */
export const subjectReapply: Command = {
  name: 'subject reapply',
  summary: 'after a restore: erases again whoever was erased since the backup was taken',
  options: {},
  async run(console) {
    const done = await reapplyErasures(console.contextIn(operatorScope))
    return {
      json: { ...done },
      lines: [`${done.tombstones} erasures on record, ${done.erased} had come back`],
    }
  },
}
