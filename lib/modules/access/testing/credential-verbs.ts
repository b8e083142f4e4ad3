import type { Permission } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import * as access from '../index.ts'
import type { AccessWorld } from './access-world.ts'

/** An id that nothing has. */
export const ID = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'

/** A verb that asks for a permission, and how it is called. */
export interface Verb {
  readonly permission: Permission
  /** True where a grant for one's own things is enough to begin with. */
  readonly own?: true
  /** True for what is kept for the whole installation. */
  readonly inOperatorOnly?: true
  readonly call: (ctx: RequestContext, at: AccessWorld) => Promise<unknown>
}

const MADE = {
  id: 'AA',
  rawId: 'AA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'AA', attestationObject: 'AA' },
} as const

/** The verbs about passkeys, keys, sources and views, each with an input that gets past its schema but finds nothing. */
export const CREDENTIAL_VERBS: Readonly<Record<string, Verb>> = {
  'add-passkey': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.addPasskey(ctx, { name: 'x', passkey: MADE }, at.runtime),
  },
  'ask-step-up': {
    permission: 'profile:read-own',
    call: async (ctx, at) => await access.askStepUp(ctx, at.runtime),
  },
  'close-view-as': {
    permission: 'tenant:view-as',
    call: async (ctx, at) => await access.closeViewAs(ctx, at.runtime),
  },
  'end-old-api-key': {
    permission: 'apikey:revoke',
    own: true,
    call: async (ctx) => await access.endOldApiKey(ctx, { keyId: ID }),
  },
  'end-old-source': {
    permission: 'source:rotate',
    call: async (ctx) => await access.endOldSource(ctx, { sourceId: ID }),
  },
  'end-view-as': {
    permission: 'session:end-own',
    call: async (ctx) => await access.endViewAs(ctx),
  },
  'list-passkeys': {
    permission: 'profile:read-own',
    call: async (ctx, at) => await access.listPasskeys(ctx, at.runtime),
  },
  'prepare-key-warning': {
    permission: 'apikey:create',
    call: async (ctx, at) => await access.prepareKeyWarning(ctx, { keyId: ID }, at.runtime),
  },
  'read-access-table': {
    permission: 'access:read',
    call: async (ctx) => await access.readAccessTable(ctx),
  },
  'read-view-as': {
    permission: 'profile:read-own',
    call: async (ctx, at) => await access.readViewAs(ctx, at.runtime),
  },
  'remove-passkey': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.removePasskey(ctx, { passkeyId: ID }, at.runtime),
  },
  'rename-passkey': {
    permission: 'profile:write',
    call: async (ctx, at) => await access.renamePasskey(ctx, { passkeyId: ID, name: 'x' }, at.runtime),
  },
  'rotate-api-key': {
    permission: 'apikey:create',
    own: true,
    call: async (ctx, at) => await access.rotateApiKey(ctx, { keyId: ID }, at.runtime),
  },
  'start-passkey': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.startPasskey(ctx, at.runtime),
  },
  'warn-of-ending-keys': {
    permission: 'apikey:create',
    call: async (ctx) => await access.warnOfEndingKeys(ctx),
  },
  'watch-ending-credentials': {
    permission: 'source:create',
    call: async (ctx) => await access.watchEndingCredentials(ctx),
  },
  'watch-ending-roles': {
    permission: 'member:bind',
    call: async (ctx) => await access.watchEndingRoles(ctx),
  },
}
