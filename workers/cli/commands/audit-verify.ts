import { operatorScope } from '#lib/core/scope.ts'
import { verifyAudit } from '#lib/modules/audit/index.ts'
import type { Command } from '../command.ts'

/** Recomputes every audit chain from its records. */
export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'recomputes every audit chain from its records and names the first bad entry',
  options: {},
  async run(console) {
    const { ok, chains } = await verifyAudit(console.contextIn(operatorScope))
    const broken = chains.filter((chain) => !chain.ok)
    const entries = chains.reduce((sum, chain) => sum + (chain.entries ?? 0), 0)
    return {
      json: { ok, chains: chains.map((chain) => ({ ...chain })) },
      lines: ok
        ? [`${chains.length} chains with ${entries} entries are whole`]
        : broken.map(
            ({ chain, fault, seq, detail }) =>
              `${chain}: ${fault ?? 'broken'} at entry ${seq ?? 'unknown'}. ${detail ?? ''}`,
          ),
      exitCode: ok ? 0 : 1,
    }
  },
}
