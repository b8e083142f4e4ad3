import type { z } from 'zod'
import {
  bindRoleInput,
  renamePasskeyInput,
  setSessionLimitsInput,
  updateProfileInput,
} from '#lib/modules/access/schemas.ts'
import { updateRuleInput } from '#lib/modules/alerting/schemas.ts'
import { providerChange, signInPolicyInput } from '#lib/modules/identity/schemas.ts'
import { setEscalationPolicyInput } from '#lib/modules/oncall/schemas.ts'
import { mapScimGroupInput, scimGroupInput, scimUserInput } from '#lib/modules/scim/schemas.ts'
import { renamePlatformInput, updateTenantInput } from '#lib/modules/tenancy/schemas.ts'
import { changeViewInput } from '#lib/modules/views/schemas.ts'

/** What an action changes of a thing that stays. */
export interface Change {
  /** Every field that it can change: each stands in `before` and in `after` of its entry. */
  readonly fields: readonly string[]
  /** What its verb takes, where callers choose what becomes of the fields. */
  readonly input?: z.ZodObject
  /** Names in the input that say which thing is meant and change nothing of it. */
  readonly means?: readonly string[]
  /** Names in the input under which several fields come. */
  readonly holds?: Readonly<Record<string, readonly string[]>>
}

const USER = {
  fields: [
    'userName',
    'externalId',
    'active',
    'email',
    'emailType',
    'otherEmails',
    'displayName',
    'formatted',
    'givenName',
    'familyName',
  ],
  input: scimUserInput,
  holds: { name: ['formatted', 'givenName', 'familyName'], emails: ['email', 'emailType', 'otherEmails'] },
} as const
const STANDING = {
  fields: ['name', 'state', 'reason', 'contact'],
  input: updateTenantInput,
  means: ['tenantId'],
} as const
const ACCESS = { fields: ['state', 'disabledFrom'] } as const
const OLD = { fields: ['oldCredential', 'oldUntil'] } as const

/** Every action that changes something which was there before and is there afterwards, with what it can change of it. */
export const CHANGED_FIELDS: Readonly<Record<string, Change>> = {
  'apikey.end_old': OLD,
  'apikey.rotate': { fields: ['credential', 'hint', 'oldHint', 'oldUntil', 'expiresAt'] },
  'channel.rotate': { fields: ['secret', 'oldUntil'] },
  'email.change': { fields: ['email'] },
  'escalation-policy.set': {
    fields: ['version', 'steps'],
    input: setEscalationPolicyInput,
    means: ['platformId', 'tenantId'],
  },
  'factor.make-recovery-codes': { fields: ['recoveryCodes'] },
  'factor.rename-passkey': { fields: ['name'], input: renamePasskeyInput, means: ['passkeyId'] },
  'identity-provider.update': {
    fields: ['name', 'state', 'settings', 'clientSecret', 'mapping', 'defaultRole'],
    input: providerChange,
  },
  'member.bind': { fields: ['expiresAt'], input: bindRoleInput, means: ['memberId', 'role'] },
  'member.disable': ACCESS,
  'member.enable': ACCESS,
  'password.change': { fields: ['password'] },
  'password.reset': { fields: ['password'] },
  'platform.rename': { fields: ['name'], input: renamePlatformInput, means: ['platformId'] },
  'profile.update': { fields: ['name', 'timeZone', 'language', 'pageZone'], input: updateProfileInput },
  'rule.update': {
    fields: [
      'name',
      'expr',
      'forSeconds',
      'intervalSeconds',
      'severity',
      'summary',
      'labels',
      'enabled',
      'version',
    ],
    input: updateRuleInput,
    means: ['ruleId'],
  },
  'scim-group.change': { fields: ['displayName', 'externalId', 'members'], input: scimGroupInput },
  'scim-group.map': { fields: ['role'], input: mapScimGroupInput, means: ['scimGroupId'] },
  'scim-token.rotate': { fields: ['credential', 'hint', 'previousUntil'] },
  'scim-user.change': USER,
  'scim-user.switch-off': USER,
  'session-limits.set': { fields: ['admin', 'on_call', 'other'], input: setSessionLimitsInput },
  'sign-in-policy.set': {
    fields: ['requireFactor', 'signOnOnly', 'factorFrom', 'signOnFrom'],
    input: signInPolicyInput,
    holds: { stopAsking: ['requireFactor', 'signOnOnly'] },
  },
  'source.end_old': OLD,
  'source.rotate': { fields: ['credential', 'hint', 'oldHint', 'oldUntil'] },
  'tenant.rename': { fields: ['name'] },
  'tenant.resume': STANDING,
  'tenant.suspend': STANDING,
  'view.change': {
    fields: ['name', 'query', 'isShared', 'isDefault'],
    input: changeViewInput,
    means: ['viewId'],
  },
}

/** Actions after which a thing is there that was not before: what it is stands in the details. */
const BEGIN = [
  'apikey.create',
  'approval.request',
  'audit-anchor.add',
  'backup.take',
  'canary.create',
  'channel.add',
  'email-domain.claim',
  'email.ask-change',
  'factor.add-passkey',
  'factor.confirm',
  'factor.start-enrolment',
  'identity-provider.create',
  'incident.comment',
  'incident.join',
  'incident.open',
  'link.ask',
  'member.accept-invitation',
  'member.invite',
  'member.resend-invitation',
  'operator.issue-setup-code',
  'operator.set-up',
  'outgoing.allow',
  'platform.create',
  'platform.watch_self',
  'rule.create',
  'rule.ensure-defaults',
  'scim-group.create',
  'scim-token.create',
  'scim-user.create',
  'scrape-target.create',
  'session.begin',
  'sign-on.accept',
  'source.create',
  'tenant.create',
  'tenant.erase',
  'tenant.export',
  'view-as.begin',
  'view.save',
]

/** Actions after which a thing is gone, or over for good: what it was stands in the details. */
const END = [
  'apikey.revoke',
  'audit-anchor.remove',
  'channel.remove',
  'email-domain.release',
  'factor.remove-passkey',
  'identity-provider.remove',
  'member.remove-binding',
  'member.revoke-invitation',
  'member.role-end',
  'outgoing.remove',
  'rule.delete',
  'scim-group.delete',
  'scim-token.revoke',
  'scim-user.delete',
  'scrape-target.remove',
  'security_event.prune',
  'session.end',
  'session.end-all',
  'sign-on.take-roles',
  'source.revoke',
  'subject.erase',
  'tenant.erase.finish',
  'tenant.erase.forget',
  'tenant.erase.reapply',
  'tenant.export.remove',
  'view-as.end',
  'view.delete',
]

/** Actions that are a step of a thing from one state to the next, the only one that has this name: it says both. */
const STEP = [
  'access.confirm',
  'access.recover',
  'access.recover.finish',
  'account.lock',
  'account.unlock',
  'approval.approve',
  'approval.carry-out',
  'approval.delay-over',
  'approval.expire',
  'approval.fail',
  'approval.refuse',
  'approval.second-found',
  'approval.withdraw',
  'audit-anchor.fail',
  'audit-anchor.recover',
  'channel.tested',
  'email-domain.verify',
  'incident.acknowledge',
  'incident.escalate',
  'incident.escalate-by-hand',
  'incident.page',
  'incident.recover',
  'incident.resolve',
  'notice.mail',
  'notice.read',
  'notice.read-all',
  'secret.replace',
  'secret.rewrap',
  'service.signal',
  'session.step-up',
  'tenant.erase.begin',
  'tenant.erase.fail',
  'tenant.export.begin',
  'tenant.export.fail',
  'tenant.export.finish',
]

/** Actions that change nothing: what was looked at, refused, sent or found. */
const NOTHING = [
  'access.deny',
  'apikey.export',
  'approval.export',
  'apikey.use',
  'apikey.warn',
  'audit.export',
  'canary.blind',
  'canary.leak',
  'canary.policies',
  'channel.test',
  'credential.refuse',
  'incident.export',
  'job.refuse',
  'member.export',
  'member.notify',
  'member.role-warn',
  'rule.export',
  'security_event.export',
  'service.export',
  'session.refuse',
  'session.refuse-step-up',
  'sign-on.refuse',
  'source.export',
  'tenant.export-list',
  'tenant.export.download',
  'token.refuse',
]

/** Every other action, with the reason why its entry shows no difference. */
export const SHOWS_NO_DIFFERENCE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [BEGIN, 'there was nothing before'],
    [END, 'there is nothing afterwards'],
    [STEP, 'its name says what was and what is'],
    [NOTHING, 'it changes nothing'],
  ].flatMap(([actions, reason]) =>
    Array.isArray(actions) ? actions.map((action): [string, string] => [action, String(reason)]) : [],
  ),
)
