/** The number that was typed. An empty field is none, and not 0: the schema refuses it by the name of its field. */
export const typedNumber = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed))
