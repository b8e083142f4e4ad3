import type { TableName } from '../tables.ts'

/** Something that can be done to several rows of a list, one after another: each is its own request and its own audit entry. */
export interface BulkAct<Row> {
  readonly name: string
  /** On the button. */
  readonly verb: string
  readonly isDangerous: boolean
  /** Whether it can be done to this row; the others are left alone, and the question says how many. */
  readonly can: (row: Row) => boolean
  readonly run: (row: Row) => Promise<unknown>
  /** The question, with the count. */
  readonly ask: (count: number) => string
  /** What comes of it, and whether it can be taken back. */
  readonly effect: string
  readonly done: (count: number) => string
  /** Takes it back, where that can be done. */
  readonly undo?: {
    readonly run: (row: Row) => Promise<unknown>
    readonly done: (count: number) => string
  }
  /** The tables that it writes. */
  readonly tables: readonly TableName[]
}

/** An act, and the rows that it is asked for. */
export interface AskedBulk<Row> {
  readonly act: BulkAct<Row>
  readonly rows: readonly Row[]
  /** How many of those that were chosen it cannot be done to. */
  readonly passed: number
}

/** The part of the chosen rows that an act is for. */
export function askFor<Row>(act: BulkAct<Row>, chosen: readonly Row[]): AskedBulk<Row> {
  const rows = chosen.filter((row) => act.can(row))
  return { act, rows, passed: chosen.length - rows.length }
}
