import ts from 'typescript'

/** One use of a text: `t('signIn.title', { name })`. */
export interface Use {
  readonly area: string
  /** The key, with `*` for each part that is known only as the page runs. */
  readonly key: string
  /** The names that are handed on; null where they do not stand in the call itself. */
  readonly given: readonly string[] | null
  readonly line: number
}

/** What a file does with texts. */
export interface FileUses {
  readonly uses: readonly Use[]
  /** Areas that it takes by the hook and does not fetch itself, which the page has to hand on. */
  readonly hooked: readonly string[]
  /** Areas that it hands on by `PageText`, or names as `areas` of a layout. */
  readonly provided: readonly string[]
  /** Keys that cannot be read here. */
  readonly unread: readonly number[]
}

const NOTHING: FileUses = { uses: [], hooked: [], provided: [], unread: [] }

type Areas = ReadonlyMap<string, string>

/** The texts of an area, fetched by the browser as somebody asks for what shows them. */
const FETCHED = /\bimport\('#messages\/\w+\/([\w-]+)\.json'\)/g

const stringOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined

/** The area of `useText('a')` and of `await pageText('a')`. */
function areaOfCall(node: ts.Expression | undefined): { area: string; isHook: boolean } | null {
  const call = node !== undefined && ts.isAwaitExpression(node) ? node.expression : node
  if (call === undefined || !ts.isCallExpression(call)) return null
  const name = call.expression.getText()
  const area = stringOf(call.arguments[0])
  return (name === 'useText' || name === 'pageText') && area !== undefined
    ? { area, isHook: name === 'useText' }
    : null
}

/** The area of a parameter with the type `Text<'a'>`. */
function areaOfType(type: ts.TypeNode | undefined): string | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type) || type.typeName.getText() !== 'Text')
    return undefined
  const [argument] = type.typeArguments ?? []
  return argument !== undefined && ts.isLiteralTypeNode(argument) ? stringOf(argument.literal) : undefined
}

/** Every key that an expression can be; null where it cannot be read. */
function keysOf(node: ts.Expression | undefined): string[] | null {
  if (node === undefined) return null
  const text = stringOf(node)
  if (text !== undefined) return [text]
  if (ts.isParenthesizedExpression(node)) return keysOf(node.expression)
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [keysOf(node.whenTrue), keysOf(node.whenFalse)]
    return yes === null || no === null ? null : [...yes, ...no]
  }
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join('')]
  // A value whose type says which keys there are: the compiler has checked it, every key of the area may be meant.
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ? ['*'] : null
}

function givenOf(node: ts.Expression | undefined): readonly string[] | null {
  if (node === undefined) return []
  if (!ts.isObjectLiteralExpression(node)) return null
  const names = node.properties.map((property) =>
    property.name !== undefined && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
      ? property.name.text
      : null,
  )
  return names.includes(null) ? null : names.filter((name) => name !== null)
}

/** The names of an array of string literals. */
const namesIn = (node: ts.Node | undefined): string[] =>
  node !== undefined && ts.isArrayLiteralExpression(node)
    ? node.elements.flatMap((element) => stringOf(element) ?? [])
    : []

/** Reads what a file does with texts. Names of translators are followed through functions, not through files. */
export function usesIn(file: string, text: string): FileUses {
  if (!/\buseText|\bpageText|\bText<|\bareas\b/.test(text)) return NOTHING // most files, and parsing takes long
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const uses: Use[] = []
  const hooked: string[] = []
  const fetched = new Set([...text.matchAll(FETCHED)].map(([, area]) => area))
  const provided: string[] = []
  const unread: number[] = []
  const lineOf = (node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart()).line + 1

  const readCall = (call: ts.CallExpression, areas: Areas): void => {
    const callee = call.expression
    const name = ts.isPropertyAccessExpression(callee) ? callee.expression : callee
    const direct = areaOfCall(ts.isParenthesizedExpression(name) ? name.expression : name)
    const area = direct?.area ?? (ts.isIdentifier(name) ? areas.get(name.text) : undefined)
    if (area === undefined) return
    const keys = keysOf(call.arguments[0])
    if (keys === null) unread.push(lineOf(call))
    const given = givenOf(call.arguments[1])
    for (const key of keys ?? []) uses.push({ area, key, given, line: lineOf(call) })
  }

  const readProvided = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node) && node.name.getText() === 'areas' && node.initializer !== undefined) {
      if (ts.isJsxExpression(node.initializer)) provided.push(...namesIn(node.initializer.expression))
    }
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'areas')
      provided.push(...namesIn(node.initializer))
  }

  const visit = (node: ts.Node, outer: Map<string, string>): void => {
    const areas = ts.isFunctionLike(node) ? new Map(outer) : outer
    if (ts.isFunctionLike(node)) {
      for (const { name, type } of node.parameters) {
        const area = areaOfType(type)
        if (area === undefined) areas.delete(name.getText())
        else areas.set(name.getText(), area)
      }
    }
    if (ts.isVariableDeclaration(node)) {
      const made = areaOfCall(node.initializer)
      if (made !== null) {
        areas.set(node.name.getText(), made.area)
        if (made.isHook && !fetched.has(made.area)) hooked.push(made.area)
      }
    }
    readProvided(node)
    if (ts.isCallExpression(node)) readCall(node, areas)
    ts.forEachChild(node, (child) => visit(child, areas))
  }
  visit(source, new Map())
  return { uses, hooked, provided, unread }
}
