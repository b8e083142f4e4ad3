import { Prisma } from '#prisma'

/** SQL NULL for a JSON column; a plain null would mean the JSON value `null`. */
export const jsonNull = Prisma.DbNull
