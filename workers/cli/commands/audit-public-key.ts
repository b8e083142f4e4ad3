import { publicAuditKeys } from '#lib/modules/audit/index.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { Command } from '../command.ts'

/** Prints the keys with which a stranger checks exported audit chains. */
export const auditPublicKey: Command = {
  name: 'audit public-key',
  summary:
    'prints the public keys with which verify.mjs checks exports, oldest first; hand them over by another way than the export',
  options: {},
  async run(console) {
    const keys = await publicAuditKeys(console.contextIn(operatorScope))
    const { id = '', key = '' } = keys.at(-1) ?? {}
    return {
      json: { id, key, keys: keys.map((one) => ({ ...one })) },
      // As verify.mjs reads them from a file: one per line, the oldest first.
      lines: keys.map((one) => `${one.key} ${one.id}`),
    }
  },
}
