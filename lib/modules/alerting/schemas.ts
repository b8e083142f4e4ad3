import { z } from 'zod'
import { RULE_SORTS } from './domain/rule-order.ts'
import { faultOfSummary } from './domain/summary.ts'

const uuid = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')
const severity = z.enum(['P0', 'P1', 'P2', 'P3'], 'one of P0, P1, P2, P3')
const kind = z.enum(['incident', 'heartbeat'], 'either incident or heartbeat')

const name = z
  .string('a rule needs a name')
  .trim()
  .min(1, 'at least one character')
  .max(100, 'at most 100 characters')
  .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'control characters cannot be part of a name')
const expr = z
  .string('a PromQL expression')
  .trim()
  .min(1, 'an expression, e.g. up == 0')
  .max(10_000, 'at most 10000 characters')
const summary = z
  .string('a sentence')
  .trim()
  .min(1, 'a sentence that says what is wrong, e.g. The disk is nearly full')
  .max(300, 'at most 300 characters')
  .superRefine((text, check) => {
    const fault = faultOfSummary(text)
    if (fault !== null) check.addIssue({ code: 'custom', message: fault })
  })
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/
const labels = z
  .record(z.string(), z.string().max(200, 'at most 200 characters'))
  .superRefine((given, check) => {
    const names = Object.keys(given)
    if (names.length > 20) check.addIssue({ code: 'custom', message: 'at most 20 labels' })
    for (const label of names) {
      if (LABEL_NAME.test(label)) continue
      check.addIssue({
        code: 'custom',
        path: [label],
        message: 'a label name has letters, digits and _, and begins with no digit',
      })
    }
  })
const forSeconds = z
  .int('a whole number of seconds')
  .min(0, 'at least 0 seconds')
  .max(604_800, 'at most 604800 seconds, which is a week')
const intervalSeconds = z
  .int('a whole number of seconds')
  .min(1, 'at least 1 second')
  .max(3600, 'at most 3600 seconds')

/** Input of `createRule`. */
export const createRuleInput = z.strictObject({
  /** Needed in operator scope only: the platform that the rule is for. */
  platformId: uuid.optional(),
  name,
  expr,
  forSeconds: forSeconds.default(0),
  intervalSeconds: intervalSeconds.default(15),
  severity,
  summary,
  labels: labels.default({}),
  kind: kind.default('incident'),
  enabled: z.boolean('true or false').default(true),
})
/** Input of `createRule`. */
export type CreateRuleInput = z.input<typeof createRuleInput>

/** Input of `updateRule`: the fields to change. */
export const updateRuleInput = z.strictObject({
  ruleId: uuid,
  name: name.optional(),
  expr: expr.optional(),
  forSeconds: forSeconds.optional(),
  intervalSeconds: intervalSeconds.optional(),
  severity: severity.optional(),
  summary: summary.optional(),
  labels: labels.optional(),
  enabled: z.boolean('true or false').optional(),
})
/** Input of `updateRule`. */
export type UpdateRuleInput = z.input<typeof updateRuleInput>

/** Input of verbs that find one rule. */
export const ruleRef = z.strictObject({ ruleId: uuid })
/** Input of verbs that find one rule. */
export type RuleRef = z.input<typeof ruleRef>

/** How a rule stands: the worst state of its alerts, or what is wrong with the rule itself. */
export const ruleState = z.enum(['firing', 'error', 'no_data', 'pending', 'inactive', 'off'])
/** How a rule stands. */
export type RuleState = z.infer<typeof ruleState>

/** A rule as pages and the API show it. */
export const ruleView = z.object({
  id: z.string(),
  platformId: z.string(),
  platformName: z.string(),
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  name: z.string(),
  expr: z.string(),
  forSeconds: z.int(),
  intervalSeconds: z.int(),
  severity,
  summary: z.string(),
  labels: z.record(z.string(), z.string()),
  kind,
  enabled: z.boolean(),
  /** True for a rule that came with the product; it can be changed and switched off like any other. */
  isDefault: z.boolean(),
  version: z.int(),
  updatedAt: z.iso.datetime(),
  state: ruleState,
  /** Alerts of it that fire or wait to fire. */
  activeAlerts: z.int(),
})
/** A rule as pages and the API show it. */
export type RuleView = z.infer<typeof ruleView>
const ruleFilter = {
  /** Part of the name or of the expression. */
  text: z
    .string('a text')
    .trim()
    .min(1, 'at least one character')
    .max(100, 'at most 100 characters')
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'control characters are not looked for')
    .optional(),
  sort: z.enum(RULE_SORTS, `one of ${RULE_SORTS.join(', ')}`).default('owner'),
}
/** Input of `listRules`; without `limit` the list comes whole. */
export const listRulesInput = z.strictObject({
  ...ruleFilter,
  /** The `next` of the page before, in the same order. */
  after: uuid.optional(),
  limit: z.coerce.number('a number').int().min(1).max(200, 'at most 200 at once').optional(),
})
/** Input of `listRules`. */
export type ListRulesInput = z.input<typeof listRulesInput>
/** Input of `exportRules`. */
export const exportRulesInput = z.strictObject({
  ...ruleFilter,
  format: z.enum(['csv', 'json'], 'csv or json').default('csv'),
})
/** Input of `exportRules`. */
export type ExportRulesInput = z.input<typeof exportRulesInput>
/** Output of `listRules`; `counts` are of the scope, whatever the list is narrowed by. */
export const listRulesOutput = z.object({
  rules: z.array(ruleView),
  counts: z.array(z.object({ kind, state: ruleState, count: z.int() })),
  next: z.string().nullable(),
  total: z.int(),
})
/** Output of `listRules`. */
export type ListRulesOutput = z.infer<typeof listRulesOutput>

/** Input of `listAlerts`. */
export const listAlertsInput = z.object({
  /** `active`: all that is not resolved. */
  state: z
    .enum(
      ['active', 'firing', 'pending', 'no_data', 'error', 'resolved', 'all'],
      'one of active, firing, pending, no_data, error, resolved, all',
    )
    .default('active'),
  ruleId: uuid.optional(),
  limit: z.coerce.number('a number').int().min(1).max(500, 'at most 500 at once').default(100),
})
/** Input of `listAlerts`. */
export type ListAlertsInput = z.input<typeof listAlertsInput>

/** An alert as pages and the API show it. */
export const alertView = z.object({
  id: z.string(),
  platformId: z.string(),
  tenantId: z.string().nullable(),
  ruleId: z.string(),
  ruleName: z.string(),
  severity,
  state: z.enum(['pending', 'firing', 'resolved', 'no_data', 'error']),
  labels: z.record(z.string(), z.string()),
  /** Null when it has none, or none that JSON can carry. */
  value: z.number().nullable(),
  summary: z.string(),
  activeAt: z.iso.datetime(),
  firedAt: z.iso.datetime().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  incidentId: z.string().nullable(),
})
/** An alert as pages and the API show it. */
export type AlertView = z.infer<typeof alertView>
/** Output of `listAlerts`. */
export const listAlertsOutput = z.object({ alerts: z.array(alertView) })

/** Output of `deleteRule`. */
export const deleteRuleOutput = z.object({ deleted: z.literal(true) })
