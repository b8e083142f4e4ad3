import { createApiKey, createSource } from '#lib/modules/access/index.ts'
import { chooseScope, SCOPE_OPTIONS } from '../choose-scope.ts'
import { UsageError, type Command, type CommandValues } from '../command.ts'
import { isPermission, type Permission } from '#lib/core/permissions.ts'

const isPlan = (text: string): text is 'standard' | 'unlimited' => text === 'standard' || text === 'unlimited'

const EXPIRES = { help: 'YYYY-MM-DDTHH:MM:SSZ', required: false } as const

/** The end that was asked for: a day alone is meant as its beginning, in UTC. */
function endOf({ expires }: CommandValues): { readonly expiresAt?: string } {
  if (expires === undefined) return {}
  const at = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(expires) ? Date.parse(expires) : Number.NaN
  if (Number.isNaN(at))
    throw new UsageError(
      `--expires takes a moment in UTC, e.g. 2027-01-31T00:00:00Z, not ${JSON.stringify(expires)}`,
    )
  return { expiresAt: new Date(at).toISOString() }
}

const endLine = (expiresAt: string | null): string =>
  expiresAt === null ? 'It does not end by itself.' : `It ends at ${expiresAt}.`

/** Makes a source: an address to send to and the credential that fixes whose samples they are. */
export const sourceCreate: Command = {
  name: 'source create',
  summary: 'makes a source of a tenant or a platform; shows its credential once',
  options: {
    ...SCOPE_OPTIONS,
    name: { help: 'NAME', required: false },
    plan: { help: 'standard|unlimited', required: false },
    expires: EXPIRES,
  },
  async run(console, values) {
    const { name, plan = 'standard' } = values
    if (!isPlan(plan)) throw new UsageError('--plan is either standard or unlimited')
    const scope = await chooseScope(console, values)
    if (scope.kind === 'operator') throw new UsageError('source create needs --tenant ID or --platform ID')
    const { source, credential } = await createSource(console.contextIn(scope), {
      plan,
      ...(name === undefined ? {} : { name }),
      ...endOf(values),
    })
    const remoteWriteUrl = `${console.settings.ENGINE_PUBLIC_URL}/api/v1/write`
    return {
      json: { id: source.id, remoteWriteUrl, credential, expiresAt: source.expiresAt },
      lines: [
        `made the source ${source.name}: ${source.id}`,
        endLine(source.expiresAt),
        `remote-write to:  ${remoteWriteUrl}`,
        `with the header:  Authorization: Bearer ${credential}`,
        'The credential is not shown again.',
      ],
    }
  },
}

function readPermissions(text: string): Permission[] {
  return text.split(',').map((part) => {
    const name = part.trim()
    if (isPermission(name)) return name
    throw new UsageError(`--permission: there is no permission ${JSON.stringify(name)}; one is metrics:query`)
  })
}

/** Makes an API key. */
export const keyCreate: Command = {
  name: 'key create',
  summary: 'makes an API key of a tenant, a platform or the operator; shows its credential once',
  options: {
    ...SCOPE_OPTIONS,
    permission: { help: 'PERMISSION', required: true, repeatable: true },
    name: { help: 'NAME', required: false },
    expires: EXPIRES,
  },
  async run(console, values) {
    const permissions = readPermissions(values['permission'] ?? '')
    const scope = await chooseScope(console, values)
    const { name } = values
    const { key, credential } = await createApiKey(console.contextIn(scope), {
      permissions,
      ...(name === undefined ? {} : { name }),
      ...endOf(values),
    })
    const queryUrl = `${console.settings.ENGINE_PUBLIC_URL}/api/v1`
    return {
      json: { id: key.id, queryUrl, credential, expiresAt: key.expiresAt },
      lines: [
        `made the key ${key.name}: ${key.id}`,
        endLine(key.expiresAt),
        `query at:         ${queryUrl}/query`,
        `with the header:  Authorization: Bearer ${credential}`,
        'The credential is not shown again.',
      ],
    }
  },
}
