import { platformId } from '#lib/core/ids.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { readId } from '../choose-scope.ts'
import type { Command } from '../command.ts'

/** Makes a platform. */
export const platformCreate: Command = {
  name: 'platform create',
  summary: 'makes a platform',
  options: { name: { help: 'NAME', required: true } },
  async run(console, { name = '' }) {
    const platform = await createPlatform(console.contextIn(operatorScope), { name })
    return { json: { id: platform.id }, lines: [`made the platform ${platform.name}: ${platform.id}`] }
  },
}

/** Makes a tenant of a platform. */
export const tenantCreate: Command = {
  name: 'tenant create',
  summary: 'makes a tenant of a platform',
  options: { platform: { help: 'ID', required: true }, name: { help: 'NAME', required: true } },
  async run(console, values) {
    const scope = await console.findScope({ kind: 'platform', id: platformId(readId(values, 'platform')) })
    const { name = '', platform = '' } = values
    const tenant = await createTenant(console.contextIn(scope), { platformId: platform, name })
    return { json: { id: tenant.id }, lines: [`made the tenant ${tenant.name}: ${tenant.id}`] }
  },
}
