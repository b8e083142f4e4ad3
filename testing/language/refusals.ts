import ts from 'typescript'

/** A sentence with which something is refused. */
export interface Refusal {
  readonly line: number
  /** With `{}` for each value in it. */
  readonly text: string
}

/** Calls that refuse, and which of their arguments is the sentence. */
const REFUSING: Readonly<Record<string, number>> = {
  DomainError: 1,
  EscalationError: 0,
  invalidField: 1,
  refused: 0,
}

/** What a check of a schema is called whose words are about the field. */
const CHECKS =
  /^(?:string|number|int|boolean|enum|literal|uuid|guid|email|url|datetime|date|array|object|strictObject|union|discriminatedUnion|record|min|max|length|regex|refine|startsWith|endsWith|nonempty|positive|nonnegative|multipleOf|gte?|lte?|check|custom|instanceof)$/

/** Every sentence that an expression can be, where it stands in the code. */
function textsOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression)
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)]
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')]
  return []
}

const hasWords = (text: string): boolean => /\p{L}{2,}.* /u.test(text)

/** What a call refuses with; nothing for a call that refuses nothing. */
function refusedBy(node: ts.Node): string[] {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return []
  const { expression } = node
  if (ts.isIdentifier(expression)) {
    const place = Object.hasOwn(REFUSING, expression.text) ? REFUSING[expression.text] : undefined
    return place === undefined ? [] : textsOf(node.arguments?.[place])
  }
  if (!ts.isPropertyAccessExpression(expression) || !CHECKS.test(expression.name.text)) return []
  return (node.arguments ?? []).flatMap((given) => textsOf(given)).filter(hasWords)
}

/** The sentences with which a file refuses, that it writes itself. */
export function refusalsIn(file: string, text: string): Refusal[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Refusal[] = []
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    found.push(...refusedBy(node).map((said) => ({ line, text: said })))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Where nobody reads what is refused but whoever runs the installation, or a program: their language is English. */
const FOR_PROGRAMS = [
  'lib/infra/config/',
  'lib/infra/http/outgoing/allow-list.ts',
  'lib/infra/http/outgoing/deny-list.ts',
  'lib/infra/http/outgoing/request-headers.ts',
  'lib/infra/http/webhook.ts',
  'lib/infra/http/webhook/',
  'lib/modules/backups/',
  'lib/modules/canaries/check-canaries.ts',
  'lib/modules/health/beat-watcher.ts',
  'lib/modules/identity/saml-client.ts',
  'lib/modules/leaving/verify-export.ts',
  'lib/modules/metrics/',
  'lib/modules/scim/protocol/',
  'lib/modules/scim/schemas.ts',
]

/** True for a file whose refusals are read by no person in the portal. */
export const isForPrograms = (file: string): boolean => FOR_PROGRAMS.some((place) => file.startsWith(place))
