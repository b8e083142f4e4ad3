import { Prisma } from '#prisma'
import { noSuchPlace } from '#lib/core/list-page.ts'
import type { Tx } from './with-scope.ts'

/** A piece of SQL whose values are parameters. */
export type Sql = Prisma.Sql
/** Writes a piece of SQL for another one to hold; whatever is put into it becomes a parameter. */
export const sql = Prisma.sql

/** What an order asks of a row: never null, because nothing is behind a null. */
export interface OrderQuestion {
  readonly by: Sql
  readonly isDown: boolean
}

/** A list whose order and filter the database knows. */
export interface ListInOrder {
  /** The column that holds the ids of the rows. */
  readonly id: Sql
  /** From `from` on to the end of `where`. */
  readonly from: Sql
  /** What is asked in turn, three questions at most; the id is the last one, so that no order is left to chance. */
  readonly questions: readonly OrderQuestion[]
}

/** Which of the ids are read. */
export interface IdsPart {
  /** The last row before them. */
  readonly after?: string | undefined
  /** How many; without it all. */
  readonly take?: number | undefined
}

/** How the answers to the questions are called: in the list, in a row of it, and at the place behind which is read. */
const NAMES = [
  { name: sql`k1`, row: sql`listed.k1`, place: sql`place.k1` },
  { name: sql`k2`, row: sql`listed.k2`, place: sql`place.k2` },
  { name: sql`k3`, row: sql`listed.k3`, place: sql`place.k3` },
] as const

interface NamedQuestion extends OrderQuestion {
  readonly name: Sql
  readonly row: Sql
  readonly place: Sql
}

function named(questions: readonly OrderQuestion[]): readonly NamedQuestion[] {
  if (questions.length > NAMES.length) throw new Error(`an order asks at most ${NAMES.length} questions`)
  return NAMES.slice(0, questions.length).flatMap((names, at) => {
    const question = questions[at]
    return question === undefined ? [] : [{ ...question, ...names }]
  })
}

/** Behind the place: by the first question, or alike in it and behind by the others. */
function isBehind([first, ...rest]: readonly NamedQuestion[]): Sql {
  if (first === undefined) return sql`listed.id > place.id`
  const { row, place } = first
  const than = first.isDown ? sql`${row} < ${place}` : sql`${row} > ${place}`
  return sql`(${than} or (${row} = ${place} and ${isBehind(rest)}))`
}

const inOrder = (questions: readonly NamedQuestion[]): Sql =>
  Prisma.join([
    ...questions.map(({ row, isDown }) => (isDown ? sql`${row} desc` : sql`${row}`)),
    sql`listed.id`,
  ])

const listedOf = ({ id, from }: ListInOrder, questions: readonly NamedQuestion[]): Sql =>
  Prisma.join(
    [
      sql`select ${id} as id${Prisma.join(
        questions.map(({ by, name }) => sql`${by} as ${name}`),
        ', ',
        ', ',
      )}`,
      from,
    ],
    ' ',
  )

/**
 * The ids of a list in its order, behind one of them. The place is judged by what its row says now, so a row that came or went
 * between two pages makes none of the others stand twice or nowhere. Throws `invalid_input` for a place that is not in the list.
 */
export async function idsInOrder(
  tx: Tx,
  list: ListInOrder,
  { after, take }: IdsPart = {},
): Promise<string[]> {
  const questions = named(list.questions)
  const listed = listedOf(list, questions)
  const [order, limit] = [inOrder(questions), take ?? null]
  // `not materialized`: the place is found by its id, and an index that has the order gives no more rows than are asked for.
  const rows =
    after === undefined
      ? await tx.$queryRaw<{ id: string }[]>`
          select listed.id from (${listed}) as listed order by ${order} limit ${limit}::int`
      : await tx.$queryRaw<{ id: string }[]>`
          with listed as not materialized (${listed}), place as (select * from listed where listed.id = ${after}::uuid)
          select listed.id from listed, place where ${isBehind(questions)} order by ${order} limit ${limit}::int`
  // Nothing behind a place is the end of the list, or a place that is not in it.
  if (after !== undefined && rows.length === 0 && !(await isListed(tx, listed, after))) throw noSuchPlace()
  return rows.map(({ id }) => id)
}

async function isListed(tx: Tx, listed: Sql, id: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from (${listed}) as listed where listed.id = ${id}::uuid`
  return found.length > 0
}
