/** What a form that asks for a reason says. */
export interface ReasonWords {
  /** What is asked, as the field is called. */
  readonly label: string
  /** True for one line, without which there is room for several. */
  readonly isOneLine?: boolean
  readonly minLength: number
  /** Who reads it. */
  readonly help: string
  readonly submitLabel: string
  readonly isDangerous?: boolean
  readonly onCancel: () => void
}
