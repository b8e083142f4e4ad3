import { setHas } from './char-set.ts'
import type { Program } from './program.ts'
import type { Assertion } from './syntax.ts'

// Pike's simulation: all threads of the automaton advance together over the text, at most one per instruction, ordered by
// preference. No pattern takes longer than program length × text length.

const isWord = (point: number | undefined): boolean =>
  point !== undefined &&
  ((point >= 48 && point <= 57) ||
    (point >= 65 && point <= 90) ||
    point === 95 ||
    (point >= 97 && point <= 122))

function holds(assertion: Assertion, before: number | undefined, after: number | undefined): boolean {
  switch (assertion) {
    case 'textStart':
      return before === undefined
    case 'textEnd':
      return after === undefined
    case 'lineStart':
      return before === undefined || before === 10
    case 'lineEnd':
      return after === undefined || after === 10
    case 'wordBoundary':
      return isWord(before) !== isWord(after)
    case 'noWordBoundary':
      return isWord(before) === isWord(after)
  }
}

type Captures = readonly number[]

/** Threads in order of preference, at most one per instruction. */
class ThreadList {
  readonly pcs: number[] = []
  readonly captures: Captures[] = []
  readonly #marks: Uint32Array
  #mark = 0

  constructor(size: number) {
    this.#marks = new Uint32Array(size)
  }

  clear(): void {
    this.pcs.length = 0
    this.captures.length = 0
    this.#mark += 1
  }

  /** Marks an instruction as seen at this place of the text; false when it was. */
  visit(pc: number): boolean {
    if (this.#marks[pc] === this.#mark) return false
    this.#marks[pc] = this.#mark
    return true
  }
}

interface Place {
  readonly index: number
  readonly before: number | undefined
  readonly after: number | undefined
}

class Matcher {
  readonly #program: Program
  readonly #withCaptures: boolean
  readonly #stackPcs: number[] = []
  readonly #stackCaptures: Captures[] = []

  constructor(program: Program, withCaptures: boolean) {
    this.#program = program
    this.#withCaptures = withCaptures
  }

  run(text: string): Captures | undefined {
    const size = this.#program.instructions.length
    let current = new ThreadList(size)
    let following = new ThreadList(size)
    let before: number | undefined
    current.clear()
    this.#follow(current, this.#program.start, [], { index: 0, before, after: text.codePointAt(0) })
    let index = 0
    while (index < text.length && current.pcs.length > 0) {
      const point = text.codePointAt(index) ?? 0
      index += point > 0xffff ? 2 : 1
      following.clear()
      this.#step(current, following, point, { index, before: point, after: text.codePointAt(index) })
      ;[current, following] = [following, current]
      before = point
    }
    return this.#accepted(current)
  }

  #accepted(threads: ThreadList): Captures | undefined {
    const at = threads.pcs.findIndex((pc) => this.#program.instructions[pc]?.op === 'match')
    return at === -1 ? undefined : threads.captures[at]
  }

  #step(current: ThreadList, following: ThreadList, point: number, place: Place): void {
    for (const [at, pc] of current.pcs.entries()) {
      const instruction = this.#program.instructions[pc]
      if (instruction?.op === 'set' && setHas(instruction.set, point)) {
        this.#follow(following, instruction.next, current.captures[at] ?? [], place)
      }
    }
  }

  /** Adds a thread and whatever it reaches without reading a character. */
  #follow(threads: ThreadList, start: number, captures: Captures, place: Place): void {
    this.#stackPcs.push(start)
    this.#stackCaptures.push(captures)
    for (;;) {
      const pc = this.#stackPcs.pop()
      const saved = this.#stackCaptures.pop()
      if (pc === undefined || saved === undefined) return
      if (threads.visit(pc)) this.#visit(threads, pc, saved, place)
    }
  }

  #push(pc: number, captures: Captures): void {
    this.#stackPcs.push(pc)
    this.#stackCaptures.push(captures)
  }

  #visit(threads: ThreadList, pc: number, captures: Captures, place: Place): void {
    const instruction = this.#program.instructions[pc]
    switch (instruction?.op) {
      case 'split':
        this.#push(instruction.second, captures)
        this.#push(instruction.first, captures)
        return
      case 'assert':
        if (holds(instruction.assertion, place.before, place.after)) this.#push(instruction.next, captures)
        return
      case 'save':
        this.#push(instruction.next, this.#saved(captures, instruction.slot, place.index))
        return
      case 'set':
      case 'match':
        threads.pcs.push(pc)
        threads.captures.push(captures)
        break
      case undefined:
    }
  }

  #saved(captures: Captures, slot: number, index: number): Captures {
    if (!this.#withCaptures) return captures
    const copy = [...captures]
    copy[slot] = index
    return copy
  }
}

/** Whether the program matches all of the text. */
export function matchesAll(program: Program, text: string): boolean {
  return new Matcher(program, false).run(text) !== undefined
}

/**
 * The places of the groups when the program matches all of the text: for group i its start at 2i and its end at 2i + 1,
 * undefined for groups that took no part. Group 0 is the whole text.
 */
export function captureAll(program: Program, text: string): readonly (number | undefined)[] | undefined {
  const captures = new Matcher(program, true).run(text)
  if (captures === undefined) return undefined
  const all = Array.from({ length: program.slots }, (_, slot): number | undefined => captures[slot])
  all[0] = 0
  all[1] = text.length
  return all
}
