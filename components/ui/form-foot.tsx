'use client'
import type { MouseEvent, ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from './button.tsx'
import { useAskFirst } from './unsaved-forms.ts'

/** Properties of `FormFoot`. */
export interface FormFootProps {
  /** What sending does, as verb and object: "Create source". */
  readonly children: ReactNode
  readonly isBusy: boolean
  readonly isDangerous?: boolean
  readonly onCancel: () => void
  /** True where the focus starts on Cancel: for what cannot be undone. */
  readonly isCancelFirst?: boolean
}

/** The last line of a form: the way back, which asks before what was typed is lost, then what sends it. */
export function FormFoot(props: FormFootProps) {
  const { children, isBusy, isDangerous = false, onCancel, isCancelFirst = false } = props
  const t = useText('ui')
  const ask = useAskFirst()
  const cancel = ({ currentTarget }: MouseEvent) => {
    ask(currentTarget.closest('dialog') ?? document, onCancel)
  }
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button data-autofocus={isCancelFirst || undefined} onClick={cancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" kind={isDangerous ? 'danger-solid' : 'ink'} isBusy={isBusy}>
        {children}
      </Button>
    </div>
  )
}
