/** One question of an order of a list: what of a row is compared, and which way round. */
export interface OrderKey<Field extends string> {
  readonly field: Field
  readonly isDown: boolean
}

/** Begins with the least. */
export const up = <Field extends string>(field: Field): OrderKey<Field> => ({ field, isDown: false })

/** Begins with the most. */
export const down = <Field extends string>(field: Field): OrderKey<Field> => ({ field, isDown: true })
