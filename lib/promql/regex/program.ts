import type { CharSet } from './char-set.ts'
import type { Assertion, ParsedRegex, RegexNode } from './syntax.ts'
import { RegexSyntaxError } from './reader.ts'

/** One step of a program; numbers are indices of other steps. */
export type Instruction =
  | { readonly op: 'set'; readonly set: CharSet; readonly next: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; readonly next: number }
  /** Tries `first` before `second`. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'save'; readonly slot: number; readonly next: number }
  | { readonly op: 'match' }

/** A pattern as a nondeterministic automaton (Thompson); runs in time text × program. */
export interface Program {
  readonly instructions: readonly Instruction[]
  readonly start: number
  readonly slots: number
}

/** Bounds the time of a match, whatever the pattern: at most this many steps per character. */
const MAX_INSTRUCTIONS = 10_000

class Compiler {
  readonly instructions: Instruction[] = []

  add(instruction: Instruction): number {
    if (this.instructions.length >= MAX_INSTRUCTIONS) throw new RegexSyntaxError('expression too large')
    this.instructions.push(instruction)
    return this.instructions.length - 1
  }

  /** Compiles back to front: `next` is where to go on after the node; the result is where it begins. */
  compile(node: RegexNode, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next
      case 'set':
        return this.add({ op: 'set', set: node.set, next })
      case 'assert':
        return this.add({ op: 'assert', assertion: node.assertion, next })
      case 'concat':
        return node.parts.reduceRight((after, part) => this.compile(part, after), next)
      case 'alternate':
        return this.#alternate(node.choices, next)
      case 'repeat':
        return this.#repeat(node, next)
      case 'group': {
        const end = this.add({ op: 'save', slot: node.index * 2 + 1, next })
        return this.add({ op: 'save', slot: node.index * 2, next: this.compile(node.node, end) })
      }
    }
  }

  #alternate(choices: readonly RegexNode[], next: number): number {
    const starts = choices.map((choice) => this.compile(choice, next))
    return starts.reduceRight((second, first) => this.add({ op: 'split', first, second }))
  }

  #repeat(node: Extract<RegexNode, { kind: 'repeat' }>, next: number): number {
    let start = next
    if (node.max === Infinity) start = this.#star(node, next)
    else {
      for (let count = node.min; count < node.max; count += 1) {
        start = this.#split(this.compile(node.node, start), next, node.greedy)
      }
    }
    for (let count = 0; count < node.min; count += 1) start = this.compile(node.node, start)
    return start
  }

  #star(node: Extract<RegexNode, { kind: 'repeat' }>, next: number): number {
    // The loop's own place is not known before its body is compiled: reserve it, fill it in after.
    const loop = this.add({ op: 'match' })
    const body = this.compile(node.node, loop)
    this.instructions[loop] = {
      op: 'split',
      first: node.greedy ? body : next,
      second: node.greedy ? next : body,
    }
    return loop
  }

  #split(body: number, next: number, greedy: boolean): number {
    return this.add({ op: 'split', first: greedy ? body : next, second: greedy ? next : body })
  }
}

/** Compiles a pattern. Throws a `RegexSyntaxError` when the program would be too large. */
export function compileProgram(parsed: ParsedRegex): Program {
  const compiler = new Compiler()
  const match = compiler.add({ op: 'match' })
  const start = compiler.compile(parsed.root, match)
  return { instructions: compiler.instructions, start, slots: (parsed.groupNames.length + 1) * 2 }
}
