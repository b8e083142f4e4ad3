/*
 * What policies let through, by the names under which policies.ts lists them: the text as Postgres gives it back, on one line,
 * where `@tenant` stands for `( SELECT app_tenant() AS app_tenant)`. A name begins with the functions that are asked, so that
 * a list of policies can be read; what follows a colon tells apart those that ask the same.
 */

/** What a policy lets through to be read, and to be written where that is something else; empty when it has no such part. */
interface Rule {
  readonly using: string
  readonly check?: string
}

const CANARY_MEMBER = '((NOT app_is_canary_member(@)) OR @in_canary)'
const LONG_AGO = "(created_at < (now() - '90 days'::interval))"
const IN_SIGHT = '(EXISTS ( SELECT FROM role_binding b WHERE (b.member_id = member.id)))'

const RULES: Readonly<Record<string, Rule>> = {
  true: { using: 'true' },
  tenant: { using: '(tenant_id = @tenant)' },
  'tenant:itself': { using: '(id = @tenant)' },
  operator: { using: '@operator' },
  'operator+platform': { using: '(@operator OR (platform_id = @platform))' },
  'operator+platform:itself': { using: '(@operator OR (id = @platform))', check: '@operator' },
  'operator+platform:shared': {
    using: '(@operator OR (platform_id IS NULL) OR (platform_id = @platform))',
    check: '@operator',
  },
  canary_platform: { using: '(platform_id IS DISTINCT FROM @canary_platform)' },
  'canary_platform:itself': { using: '(id <> @canary_platform)' },
  'canary_platform+in_canary': {
    using: '((platform_id IS DISTINCT FROM @canary_platform) OR @in_canary)',
    check: '',
  },
  'canary_platform+in_canary:itself': { using: '((id <> @canary_platform) OR @in_canary)' },
  is_canary_member: { using: '(NOT app_is_canary_member(id))' },
  'in_canary+is_canary_member': { using: CANARY_MEMBER.replace('@)', 'id)') },
  'in_canary+is_canary_member:of': { using: CANARY_MEMBER.replace('@)', 'member_id)'), check: '' },
  member: { using: '(member_id = @member)' },
  'member:itself': { using: '(id = @member)' },
  'member:in-sight': { using: `((id = @member) OR ${IN_SIGHT})` },
  'member+operator': { using: `(@operator OR (id = @member) OR ${IN_SIGHT})` },
  '-:long-ago': { using: LONG_AGO },
  '-:days-ago': { using: "(seen_at < (now() - '2 days'::interval))" },
  '-:long-over': { using: "(COALESCE(ended_at, expires_at) < (now() - '90 days'::interval))" },
  '-:member-in-sight': { using: '(EXISTS ( SELECT FROM member m WHERE (m.id = channel.member_id)))' },
  '-:of-a-tenant-in-sight': { using: '(id IN ( SELECT tenant.platform_id FROM tenant))' },
  '-:operator': { using: '(platform_id IS NULL)' },
}

/** Commands whose policies have no part for what is written. */
const READS: readonly string[] = ['SELECT', 'DELETE']

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const spelled = (text: string): string => text.replaceAll(/@(\w+)/g, '( SELECT app_$1() AS app_$1)')

/** The functions of the scope that a text asks. */
const asked = (text: string): string =>
  [...new Set([...text.matchAll(/\bapp_(\w+)\(/g)].map(([, name = '']) => name))].toSorted().join('+')

/** A policy as the catalogue of Postgres has it. */
export interface PolicyText {
  /** `ALL`, `SELECT`, … */
  readonly command: string
  readonly using: string | null
  readonly check: string | null
}

/** The name of what a policy lets through; `other` and the functions that it asks, when it is none that we made. */
export function ruleOf({ command, using, check }: PolicyText): string {
  const there = [oneLine(using ?? ''), oneLine(check ?? '')]
  const found = Object.entries(RULES).find(([, rule]) => {
    const written = READS.includes(command) ? '' : (rule.check ?? rule.using)
    return spelled(rule.using) === there[0] && spelled(written) === there[1]
  })
  return found?.[0] ?? `other(${asked(there.join(' '))})`
}
