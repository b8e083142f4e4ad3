import type { SyntaxNode } from '@lezer/common'
import type { BinaryOperator, Expr } from './ast.ts'
import { childrenOf } from './convert-literals.ts'
import { PRECEDENCE, UNARY_PRECEDENCE } from './precedence.ts'

// The grammar, made for editors, gives `offset`, `@` and ranges no precedence: it reads `a + b offset 5m * c` as
// `((a + b) offset 5m) * c`. So only its order is used: what is not in parentheses is taken apart into operands, signs,
// operators and suffixes, and put together again by Prometheus' precedences.

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  Pow: '^',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Atan2: 'atan2',
  Add: '+',
  Sub: '-',
  Eql: '==',
  Gte: '>=',
  Gtr: '>',
  Lte: '<=',
  Lss: '<',
  Neq: '!=',
  And: 'and',
  Unless: 'unless',
  Or: 'or',
}

const SUFFIXES = new Set([
  'OffsetExpr',
  'StepInvariantExpr',
  'MatrixSelector',
  'SubqueryExpr',
  'AnchoredExpr',
  'SmoothedExpr',
])

/** A piece of an expression, in the order of the text. */
export type Piece =
  | { readonly kind: 'operand'; readonly node: SyntaxNode; readonly depth: number }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly start: number }
  | { readonly kind: 'operator'; readonly node: SyntaxNode }
  | { readonly kind: 'suffix'; readonly node: SyntaxNode }

/** The operator of a binary expression of the grammar; undefined for those that work on native histograms. */
export function operatorOf(node: SyntaxNode): BinaryOperator | undefined {
  return OPERATORS[childrenOf(node)[1]?.name ?? '']
}

/** Takes an expression apart. `enter` is called with the depth of every node and may throw. */
export function takeApart(
  text: string,
  root: SyntaxNode,
  depth: number,
  enter: (node: SyntaxNode, depth: number) => void,
): Piece[] {
  const pieces: Piece[] = []
  const visit = (node: SyntaxNode, at: number): void => {
    enter(node, at)
    const children = childrenOf(node)
    const [first] = children
    const last = children.at(-1)
    if (node.name === 'BinaryExpr' && first !== undefined && last !== undefined) {
      visit(first, at + 1)
      pieces.push({ kind: 'operator', node })
      visit(last, at + 1)
    } else if (node.name === 'UnaryExpr' && last !== undefined) {
      pieces.push(signAt(text, node.from))
      visit(last, at + 1)
    } else if (SUFFIXES.has(node.name) && first !== undefined) {
      visit(first, at + 1)
      pieces.push({ kind: 'suffix', node })
    } else {
      // The sign of a number is a sign like any other: `-1 ^ 2` is `-(1 ^ 2)`.
      if (node.name === 'NumberDurationLiteral' && /[-+]/.test(text.charAt(node.from))) {
        pieces.push(signAt(text, node.from))
      }
      pieces.push({ kind: 'operand', node, depth: at })
    }
  }
  visit(root, depth)
  return pieces
}

function signAt(text: string, start: number): Piece {
  return { kind: 'sign', sign: text[start] === '-' ? '-' : '+', start }
}

/** What becomes of the pieces. */
export interface Assembly {
  readonly operand: (node: SyntaxNode, depth: number) => Expr
  /** `operand` is the grammar's node that the suffix follows, to tell `x` from `(x)`. */
  readonly suffix: (expr: Expr, node: SyntaxNode, operand: SyntaxNode) => Expr
  readonly binary: (left: Expr, node: SyntaxNode, right: Expr) => Expr
}

class Assembler {
  readonly #pieces: readonly Piece[]
  readonly #assembly: Assembly
  #at = 0

  constructor(pieces: readonly Piece[], assembly: Assembly) {
    this.#pieces = pieces
    this.#assembly = assembly
  }

  /** An expression of operators that bind at least this tightly (precedence climbing). */
  expr(least: number): Expr {
    let left = this.#prefixed()
    for (;;) {
      const piece = this.#pieces[this.#at]
      if (piece?.kind !== 'operator') return left
      const operator = operatorOf(piece.node)
      // Operators that are none of ours are refused by `binary`.
      const precedence = operator === undefined ? PRECEDENCE['=='] : PRECEDENCE[operator]
      if (precedence < least) return left
      this.#at += 1
      const right = this.expr(operator === '^' ? precedence : precedence + 1)
      left = this.#assembly.binary(left, piece.node, right)
    }
  }

  #prefixed(): Expr {
    const piece = this.#pieces[this.#at]
    if (piece?.kind !== 'sign') return this.#suffixed()
    this.#at += 1
    return signed(piece.sign, piece.start, this.expr(UNARY_PRECEDENCE + 1))
  }

  #suffixed(): Expr {
    const piece = this.#pieces[this.#at]
    if (piece?.kind !== 'operand') throw new TypeError('an operand comes first in every expression')
    this.#at += 1
    let expr = this.#assembly.operand(piece.node, piece.depth)
    for (let operand = piece.node; ;) {
      const suffix = this.#pieces[this.#at]
      if (suffix?.kind !== 'suffix') return expr
      this.#at += 1
      expr = this.#assembly.suffix(expr, suffix.node, operand)
      operand = suffix.node
    }
  }
}

/** A sign belongs to a number that it stands before. */
function signed(operator: '+' | '-', start: number, expr: Expr): Expr {
  if (expr.kind !== 'number') return { kind: 'unary', start, end: expr.end, operator, expr }
  return { ...expr, start, value: operator === '-' ? -expr.value : expr.value }
}

/** Puts pieces together by the precedences of PromQL. */
export function assemble(pieces: readonly Piece[], assembly: Assembly): Expr {
  return new Assembler(pieces, assembly).expr(0)
}
