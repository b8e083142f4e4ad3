import { isUuid, platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { UsageError, type CommandOption, type CommandValues, type Console } from './command.ts'

/** Options of commands that work in the scope of a tenant or of a platform. */
export const SCOPE_OPTIONS = {
  tenant: { help: 'ID', required: false },
  platform: { help: 'ID', required: false },
} as const satisfies Readonly<Record<string, CommandOption>>

/** The id that an option names. Throws UsageError for anything else. */
export function readId(values: CommandValues, option: string): string {
  const id = values[option] ?? ''
  if (isUuid(id)) return id
  throw new UsageError(`--${option} takes an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77`)
}

/**
 * The scope that `--tenant` or `--platform` chooses; the operator's without both. Throws UsageError for both at once and
 * `not_found` for one that does not exist.
 */
export async function chooseScope(console: Console, values: CommandValues): Promise<Scope> {
  const { tenant, platform } = values
  if (tenant !== undefined && platform !== undefined)
    throw new UsageError('give either --tenant or --platform, not both')
  if (tenant !== undefined)
    return await console.findScope({ kind: 'tenant', id: tenantId(readId(values, 'tenant')) })
  if (platform !== undefined)
    return await console.findScope({ kind: 'platform', id: platformId(readId(values, 'platform')) })
  return operatorScope
}
