import ts from 'typescript'

/** A text for people that stands in the code. */
export interface Literal {
  readonly line: number
  readonly text: string
}

/** What no language changes: the name of the product, and of keys. */
const NAMES = new Set(['Bailiwick', 'Ctrl K', 'Ctrl Enter'])

/** Properties whose text is for the browser or for ourselves, never for people. */
const TECHNICAL =
  /^(?:className|class|href|src|type|name|id|htmlFor|method|action|autoComplete|autoCapitalize|inputMode|pattern|role|kind|size|icon|state|tone|variant|align|aim|key|lang|code|target|rel|as|href|value|scope|screen|use|path|height|fill|stroke.*|closedby|popover|popoverTarget|buttonClassName|variable|command|positionMethod|preserveAspectRatio|mark|reader|shapeRendering|d|visibility|overflow|textAnchor|paint|pattern(?:Units|Transform)|xmlns|fontFamily|dataKey|data-.*|aria-(?:keyshortcuts|busy|live|hidden|pressed|current|haspopup|controls|labelledby|describedby|autocomplete|sort|orientation))$/

const hasWord = (text: string): boolean => /\p{L}{2,}/u.test(text) && !NAMES.has(text.trim())

/** A question in PromQL, or a part of one. */
const isQuery = (text: string): boolean =>
  /\b(?:rate|histogram_quantile)\(|\b(?:sum|avg|count) by \(|^by \(/.test(text)

/** Reads like a sentence, or like a word at the head of something: `Sign in`, `Password`, `after 60 m without a request`. */
const isProse = (text: string): boolean =>
  hasWord(text) &&
  !isQuery(text) &&
  !areClasses(text) &&
  !text.startsWith('npm run ') && // what is typed into a terminal
  (/^\p{Lu}\p{Ll}+(?:[\s.,:;!?…-]|$)/u.test(text) || /\p{L}{2,}[.!?:,;]? \p{L}/u.test(text))

/** Where a text of the code is none for people, whatever it looks like. */
function isTechnical(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isJsxAttribute(parent)) return TECHNICAL.test(parent.name.getText())
  if (ts.isPropertyAssignment(parent))
    return parent.name === node || /^(?:kind|state|code|key|value|className)$/.test(parent.name.getText())
  // what is compared, looked up or matched is a value of the program
  if (ts.isBinaryExpression(parent)) return /^[!=]==?$/.test(parent.operatorToken.getText())
  return SILENT.some((is) => is(parent))
}

/** Calls whose texts are selectors of elements, or are read by whoever mends the program. */
const SILENT_CALL = /(?:^|\.)(?:querySelector(?:All)?|closest|matches|Error|TypeError)$/

const isSilentCall = (node: ts.Node): boolean =>
  (ts.isCallExpression(node) || ts.isNewExpression(node)) && SILENT_CALL.test(node.expression.getText())

/** Where a text is a path, a type, a directive, a case or a key. */
const SILENT: readonly ((node: ts.Node) => boolean)[] = [
  ts.isImportDeclaration,
  ts.isExportDeclaration,
  ts.isLiteralTypeNode,
  ts.isImportAttribute,
  ts.isExpressionStatement,
  ts.isCaseClause,
  ts.isElementAccessExpression,
  isSilentCall,
]

/** Names of styles: every word could be one, and most have a dash, a colon or a bracket in them. */
const areClasses = (text: string): boolean => {
  const words = text.trim().split(/\s+/)
  return (
    words.every((word) => /^[[*!@a-z-][\w\-[\]()!:.%/#&,>*=+]*(?::@[\w\-[\]:]+)?$/.test(word)) &&
    words.filter((word) => /[a-z][-:[]/.test(word)).length * 2 > words.length
  )
}

/** True inside a `className`, where several words are names of styles. */
const isStyle = (node: ts.Node): boolean => {
  for (let at = node; !ts.isSourceFile(at) && !ts.isBlock(at); at = at.parent) {
    if (ts.isJsxAttribute(at)) return TECHNICAL.test(at.name.getText())
    if (ts.isCallExpression(at) && /^classNames$|[Cc]lass$|\.theme$/.test(at.expression.getText()))
      return true
  }
  return false
}

/** The text for people that a node is; null for any other. */
function saidBy(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return hasWord(node.text) ? node.text : null
  if (ts.isStringLiteralLike(node)) {
    if (isTechnical(node) || isStyle(node)) return null
    return (isShown(node) ? hasWord(node.text) : isProse(node.text)) ? node.text : null
  }
  return ts.isTemplateExpression(node) && !isStyle(node) && !isKey(node) ? saidByTemplate(node) : null
}

function saidByTemplate(node: ts.TemplateExpression): string | null {
  const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  const isSaid = parts.some((part) => isProse(part.trim()) || /^ ?\p{L}{2,} /u.test(part))
  return isSaid && !isQuery(parts.join('…').trim()) ? parts.join('…') : null
}

/** What a thing is called in the program, or asked for by: never shown. */
const isKey = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) && /^(?:key|expression)$/.test(parent.name.getText())

/** True for a property of a tag, and for what stands in braces between tags. */
const isShown = ({ parent }: ts.Node): boolean =>
  ts.isJsxAttribute(parent) || (ts.isJsxExpression(parent) && !ts.isJsxAttribute(parent.parent))

/** Texts for people in a file: words between tags, in properties, and in whatever reads like a sentence. */
export function literalsIn(file: string, text: string): Literal[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Literal[] = []
  const visit = (node: ts.Node): void => {
    const said = saidBy(node)
    if (said !== null) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push({ line: line + 1, text: said.trim() })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
