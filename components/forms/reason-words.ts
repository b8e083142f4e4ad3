/** What a form that asks for a reason says. */
export interface ReasonWords {
  /** What is asked: `Why` on one line, `Reason` with room for several. */
  readonly label: 'Why' | 'Reason'
  readonly minLength: number
  /** Who reads it. */
  readonly help: string
  readonly submitLabel: string
  readonly isDangerous?: boolean
  readonly onCancel: () => void
}
