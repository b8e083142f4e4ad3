import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { compileMatcher, parse, selectors } from '#lib/promql/index.ts'
import { expressionShape, type NamedLimit } from './domain/rule-drawing.ts'
import type { RuleOwner } from './domain/rule.ts'
import { drawRule } from './draw-rule.ts'
import { findLimitRules } from './repository.ts'

/** A service, as samples and rules know it. */
export interface OwnedJob {
  readonly owner: RuleOwner
  readonly job: string
}

/** The limits of the rules in force that ask about a service and are one comparison with a number. */
export async function limitsOfJob(
  ctx: RequestContext,
  { owner, job }: OwnedJob,
): Promise<readonly NamedLimit[]> {
  authorize(ctx, 'rule:read')
  const rules = await ctx.db.read(async (tx) => await findLimitRules(tx, owner))
  return rules.flatMap(({ name, expr }) => {
    const drawing = drawRule(expr)
    if (drawing === null || drawing.limit === null || !asksAbout(drawing.expression, job)) return []
    return [{ ...drawing.limit, ruleName: name, shape: expressionShape(drawing.expression) }]
  })
}

/** Whether no selector of an expression leaves out the series of a job. */
const asksAbout = (expression: string, job: string): boolean =>
  selectors(parse(expression)).every(({ matchers }) =>
    matchers.every((matcher) => matcher.name !== 'job' || compileMatcher(matcher).matches(job)),
  )
