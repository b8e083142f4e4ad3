import { ANY, onlyCharacter } from './char-set.ts'
import type { RegexNode } from './syntax.ts'

// Most patterns of dashboards and rules are alternatives of plain texts, or plain texts with `.*` between them. Those need
// no automaton.

/** More alternatives than this are not listed. */
const MAX_ALTERNATIVES = 256

function product(left: readonly string[], right: readonly string[]): string[] | undefined {
  if (left.length * right.length > MAX_ALTERNATIVES) return undefined
  return left.flatMap((a) => right.map((b) => a + b))
}

function concatenated(parts: readonly RegexNode[]): string[] | undefined {
  let all = ['']
  for (const part of parts) {
    const texts = alternatives(part)
    const longer = texts === undefined ? undefined : product(all, texts)
    if (longer === undefined) return undefined
    all = longer
  }
  return all
}

function united(choices: readonly RegexNode[]): string[] | undefined {
  const all = new Set<string>()
  for (const choice of choices) {
    const texts = alternatives(choice)
    if (texts === undefined) return undefined
    for (const text of texts) all.add(text)
    if (all.size > MAX_ALTERNATIVES) return undefined
  }
  return [...all]
}

/** All texts that a pattern matches when they are few, else undefined. */
export function alternatives(node: RegexNode): string[] | undefined {
  switch (node.kind) {
    case 'empty':
      return ['']
    case 'set': {
      const character = onlyCharacter(node.set)
      return character === undefined ? undefined : [character]
    }
    case 'group':
      return alternatives(node.node)
    case 'concat':
      return concatenated(node.parts)
    case 'alternate':
      return united(node.choices)
    case 'repeat':
      return node.min === 0 && node.max === 1 ? united([{ kind: 'empty' }, node.node]) : undefined
    case 'assert':
      return undefined
  }
}

/** The pattern without `^` at its very start and `$` at its very end: all patterns are anchored anyway. */
export function withoutAnchors(node: RegexNode): RegexNode {
  if (node.kind !== 'concat') return node
  const isAnchor = (part: RegexNode | undefined, assertion: string): boolean =>
    part?.kind === 'assert' && part.assertion === assertion
  const from = isAnchor(node.parts[0], 'textStart') ? 1 : 0
  const to = isAnchor(node.parts.at(-1), 'textEnd') ? -1 : undefined
  return { kind: 'concat', parts: node.parts.slice(from, to) }
}

const isGap = (node: RegexNode): boolean =>
  node.kind === 'repeat' &&
  node.min === 0 &&
  node.max === Infinity &&
  node.node.kind === 'set' &&
  node.node.set === ANY

/** The plain texts around the `.*` of a pattern that consists of nothing else, else undefined. */
export function globTexts(node: RegexNode): string[] | undefined {
  const parts = node.kind === 'concat' ? node.parts : [node]
  const texts = ['']
  for (const part of parts) {
    if (isGap(part)) {
      texts.push('')
      continue
    }
    const character = part.kind === 'set' ? onlyCharacter(part.set) : undefined
    if (character === undefined) return undefined
    texts[texts.length - 1] += character
  }
  return texts
}

/** Whether a text consists of the given texts in order with anything between them. */
export function matchesGlob(texts: readonly string[], text: string): boolean {
  const first = texts[0] ?? ''
  const last = texts.at(-1) ?? ''
  if (texts.length === 1) return text === first
  if (text.length < first.length + last.length) return false
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  const end = text.length - last.length
  let at = first.length
  for (const middle of texts.slice(1, -1)) {
    const found = text.indexOf(middle, at)
    if (found === -1 || found + middle.length > end) return false
    at = found + middle.length
  }
  return true
}
