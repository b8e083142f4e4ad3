import { publicAuditKey } from '#lib/modules/audit/index.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { Command } from '../command.ts'

/** Prints the key with which a stranger checks exported audit chains. */
export const auditPublicKey: Command = {
  name: 'audit public-key',
  summary:
    'prints the public key with which verify.mjs checks exports; hand it over by another way than the export',
  options: {},
  async run(console) {
    const { id, key } = publicAuditKey(console.contextIn(operatorScope))
    return await Promise.resolve({ json: { id, key }, lines: [key, `(its id is ${id})`] })
  },
}
