import { newId, type Tx } from '#lib/infra/db/index.ts'
import type { Rule, RuleOwner } from './domain/rule.ts'

/** Columns of a rule with the names around it. */
export const RULE = {
  id: true,
  platformId: true,
  tenantId: true,
  name: true,
  expr: true,
  forSeconds: true,
  intervalSeconds: true,
  severity: true,
  summary: true,
  labels: true,
  kind: true,
  enabled: true,
  isDefault: true,
  version: true,
  updatedAt: true,
  platform: { select: { name: true } },
  tenant: { select: { name: true } },
} as const

/** The part of a rule that a person writes. */
export type RuleContent = Pick<
  Rule,
  'name' | 'expr' | 'forSeconds' | 'intervalSeconds' | 'severity' | 'summary' | 'labels' | 'kind'
> & {
  readonly enabled: boolean
}

/** Inserts a rule. */
export const insertRule = async (
  tx: Tx,
  owner: RuleOwner,
  content: RuleContent,
  more: { readonly isDefault: boolean; readonly now: Date },
) =>
  await tx.rule.create({
    data: {
      id: newId(),
      platformId: owner.platformId,
      tenantId: owner.tenantId,
      ...content,
      isDefault: more.isDefault,
      createdAt: more.now,
      updatedAt: more.now,
    },
    select: RULE,
  })

/** One rule, or null. */
export const findRule = async (tx: Tx, id: string) =>
  await tx.rule.findUnique({ where: { id }, select: RULE })

/** Most rules whose limits are looked for on one page. */
const MOST_LIMIT_RULES = 500

/** Rules in force that judge the series of an owner: its own, and for a tenant those of its platform. */
export const findLimitRules = async (tx: Tx, { platformId, tenantId }: RuleOwner) =>
  await tx.rule.findMany({
    where: {
      platformId,
      enabled: true,
      kind: 'incident',
      OR: [{ tenantId: null }, ...(tenantId === null ? [] : [{ tenantId }])],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_LIMIT_RULES,
    select: { name: true, expr: true },
  })

/** A rule with the names around it. */
export type RuleRow = NonNullable<Awaited<ReturnType<typeof findRule>>>

/** Names of a platform's own rules. */
export async function findRuleNames(tx: Tx, platformId: string): Promise<Set<string>> {
  const rows = await tx.rule.findMany({ where: { platformId, tenantId: null }, select: { name: true } })
  return new Set(rows.map((row) => row.name))
}

/** Changes a rule into its next version. */
export const changeRule = async (tx: Tx, id: string, change: Partial<RuleContent>, now: Date) =>
  await tx.rule.update({
    where: { id },
    data: { ...change, updatedAt: now, version: { increment: 1 } },
    select: RULE,
  })

/** True when alerts or incidents refer to a rule. */
export async function hasHistory(tx: Tx, ruleId: string): Promise<boolean> {
  const alert = await tx.alert.findFirst({ where: { ruleId }, select: { id: true } })
  return alert !== null || (await tx.incident.findFirst({ where: { ruleId }, select: { id: true } })) !== null
}

/** Removes a rule without history; its last version is in the audit entry. */
export async function removeRule(tx: Tx, id: string): Promise<void> {
  await tx.rule.delete({ where: { id }, select: { id: true } })
}

/** How many alerts that are not over some rules have, by rule and state. */
export async function countActive(
  tx: Tx,
  ruleIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const groups = await tx.alert.groupBy({
    by: ['ruleId', 'state'],
    where: { state: { not: 'resolved' }, resolvedAt: null, ruleId: { in: [...ruleIds] } },
    _count: { id: true },
  })
  const counts = new Map<string, Map<string, number>>()
  for (const { ruleId: rule, state, _count } of groups) {
    counts.set(rule, (counts.get(rule) ?? new Map<string, number>()).set(state, _count.id))
  }
  return counts
}

/** States of an alert as they are stored. */
export type StoredAlertState = 'pending' | 'firing' | 'resolved' | 'no_data' | 'error'

const ALERT = {
  id: true,
  platformId: true,
  tenantId: true,
  ruleId: true,
  state: true,
  labels: true,
  value: true,
  summary: true,
  activeAt: true,
  firedAt: true,
  resolvedAt: true,
  incidentId: true,
  updatedAt: true,
} as const

/** Alerts in scope, the newest change first. */
export const findAlerts = async (
  tx: Tx,
  where: {
    readonly states: readonly StoredAlertState[]
    readonly ruleId?: string | undefined
    readonly limit: number
  },
) =>
  await tx.alert.findMany({
    where: {
      state: { in: [...where.states] },
      // Says nothing new, and finds the few that are not over by an index: below a policy the state alone does not.
      ...(where.states.includes('resolved') ? {} : { resolvedAt: null }),
      ...(where.ruleId === undefined ? {} : { ruleId: where.ruleId }),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: where.limit,
    select: ALERT,
  })

/** An alert as it is stored. */
export type AlertRow = Awaited<ReturnType<typeof findAlerts>>[number]

/** Names and severities of rules that the scope can see. A tenant's alert may come from a rule of its platform. */
export async function findRuleFaces(tx: Tx, ids: readonly string[]) {
  const rows = await tx.rule.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, severity: true },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Our own platform, or null before the first start made it. */
export const findSelfPlatform = async (tx: Tx): Promise<{ id: string } | null> =>
  await tx.platform.findFirst({ where: { isSelf: true }, select: { id: true } })
