import type { Row } from './rows.ts'

/**
 * An aggregation that needs to see each series only once. Cells are numbered group × steps + step; a cell starts with its
 * first value.
 */
export interface Accumulator {
  /** Makes room for this many cells. */
  grow: (cells: number) => void
  first: (cell: number, value: number) => void
  add: (cell: number, value: number) => void
  result: (cell: number) => number
}

/** A column of numbers that grows. */
class Column {
  numbers = new Float64Array(0)

  grow(length: number): void {
    if (length <= this.numbers.length) return
    const larger = new Float64Array(Math.max(length, this.numbers.length * 2))
    larger.set(this.numbers)
    this.numbers = larger
  }

  get(at: number): number {
    return this.numbers[at] ?? 0
  }
}

/** Sums with compensation in columns, see `NeumaierSum`. */
class SumColumns {
  readonly sums = new Column()
  readonly compensations = new Column()

  grow(cells: number): void {
    this.sums.grow(cells)
    this.compensations.grow(cells)
  }

  set(cell: number, sum: number, compensation: number): void {
    this.sums.numbers[cell] = sum
    this.compensations.numbers[cell] = compensation
  }

  add(cell: number, value: number): void {
    const sum = this.sums.get(cell)
    const total = sum + value
    const { numbers } = this.compensations
    if (total === Infinity || total === -Infinity) numbers[cell] = 0
    else if (Math.abs(sum) >= Math.abs(value)) numbers[cell] = (numbers[cell] ?? 0) + (sum - total + value)
    else numbers[cell] = (numbers[cell] ?? 0) + (value - total + sum)
    this.sums.numbers[cell] = total
  }
}

function summing(): Accumulator {
  const columns = new SumColumns()
  return {
    grow: (cells) => columns.grow(cells),
    first: (cell, value) => columns.set(cell, value, 0),
    add: (cell, value) => columns.add(cell, value),
    result: (cell) => columns.sums.get(cell) + columns.compensations.get(cell),
  }
}

/** The mean is the sum divided by the count; a cell whose sum overflows goes on with the mean so far. */
class Average implements Accumulator {
  readonly #columns = new SumColumns()
  readonly #counts = new Column()
  readonly #incremental = new Column()

  grow(cells: number): void {
    this.#columns.grow(cells)
    this.#counts.grow(cells)
    this.#incremental.grow(cells)
  }

  first(cell: number, value: number): void {
    this.#columns.set(cell, value, 0)
    this.#counts.numbers[cell] = 1
  }

  add(cell: number, value: number): void {
    const count = this.#counts.get(cell) + 1
    this.#counts.numbers[cell] = count
    if (this.#incremental.get(cell) === 0 && !this.#addToSum(cell, value, count)) return
    const share = (count - 1) / count
    const { sums, compensations } = this.#columns
    this.#columns.set(cell, share * sums.get(cell), share * compensations.get(cell))
    this.#columns.add(cell, value / count)
  }

  /** Adds to the sum; true when that overflowed, the cell then holds the mean of what came before. */
  #addToSum(cell: number, value: number, count: number): boolean {
    const before = this.#columns.sums.get(cell)
    const compensation = this.#columns.compensations.get(cell)
    this.#columns.add(cell, value)
    if (Math.abs(this.#columns.sums.get(cell)) !== Infinity) return false
    this.#columns.set(cell, before / (count - 1), compensation / (count - 1))
    this.#incremental.numbers[cell] = 1
    return true
  }

  result(cell: number): number {
    const total = this.#columns.sums.get(cell)
    const compensation = this.#columns.compensations.get(cell)
    if (this.#incremental.get(cell) === 1) return total + compensation
    const count = this.#counts.get(cell)
    return total / count + compensation / count
  }
}

function counting(): Accumulator {
  const counts = new Column()
  return {
    grow: (cells) => counts.grow(cells),
    first: (cell) => {
      counts.numbers[cell] = 1
    },
    add: (cell) => {
      counts.numbers[cell] = counts.get(cell) + 1
    },
    result: (cell) => counts.get(cell),
  }
}

/** `group`: 1 wherever there is anything. */
function presence(): Accumulator {
  const nothing = (): void => undefined
  return { grow: nothing, first: nothing, add: nothing, result: () => 1 }
}

/** `min` and `max`; NaN gives way to any number. */
function extreme(isBetter: (value: number, best: number) => boolean): Accumulator {
  const best = new Column()
  return {
    grow: (cells) => best.grow(cells),
    first: (cell, value) => {
      best.numbers[cell] = value
    },
    add: (cell, value) => {
      const known = best.get(cell)
      if (isBetter(value, known) || Number.isNaN(known)) best.numbers[cell] = value
    },
    result: (cell) => best.get(cell),
  }
}

/** Variance of the population by Welford's method; NaN as soon as a value is not finite. */
function variance(finish: (value: number) => number): Accumulator {
  const counts = new Column()
  const means = new Column()
  const squares = new Column()
  return {
    grow: (cells) => {
      counts.grow(cells)
      means.grow(cells)
      squares.grow(cells)
    },
    first: (cell, value) => {
      counts.numbers[cell] = 1
      means.numbers[cell] = value
      squares.numbers[cell] = Number.isFinite(value) ? 0 : NaN
    },
    add: (cell, value) => {
      const number = counts.get(cell) + 1
      const distance = value - means.get(cell)
      const mean = means.get(cell) + distance / number
      counts.numbers[cell] = number
      means.numbers[cell] = mean
      squares.numbers[cell] = squares.get(cell) + distance * (value - mean)
    },
    result: (cell) => finish(squares.get(cell) / counts.get(cell)),
  }
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  sum: summing,
  avg: () => new Average(),
  count: counting,
  group: presence,
  min: () => extreme((value, best) => value < best),
  max: () => extreme((value, best) => value > best),
  stdvar: () => variance((value) => value),
  stddev: () => variance(Math.sqrt),
}

/** A fresh accumulator for an operator; undefined for operators that need all series at once. */
export function accumulatorFor(operator: string): Accumulator | undefined {
  return ACCUMULATORS[operator]?.()
}

/** Adds the values of a row to the cells of a group; `seen` tells which cells have a value. */
export function addRow(accumulator: Accumulator, seen: Uint8Array, row: Row, firstCell: number): void {
  const { values, present } = row
  for (let step = 0; step < values.length; step += 1) {
    if (present[step] === 0) continue
    const cell = firstCell + step
    if (seen[cell] === 1) accumulator.add(cell, values[step] ?? 0)
    else {
      accumulator.first(cell, values[step] ?? 0)
      seen[cell] = 1
    }
  }
}
