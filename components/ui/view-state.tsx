'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Icon } from './icon.tsx'
import { StateGlyph } from './state-glyph.tsx'

interface ViewStateProps {
  /** What is the case, short. */
  readonly title: string
  /** Why, what still holds, and what changes it. */
  readonly children: ReactNode
  /** One action. */
  readonly action?: ReactNode
}

function ViewState({
  title,
  mark,
  tone = '',
  children,
  action,
}: ViewStateProps & { mark?: ReactNode; tone?: string }) {
  return (
    <div className="flex max-w-[68ch] flex-col items-start gap-1">
      <p className={`flex items-center gap-1.5 font-medium ${tone}`}>
        {mark}
        {title}
      </p>
      <div className="text-small text-fg-2">{children}</div>
      {action === undefined ? null : <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}

/** Nothing is here: what would be, why it is not, and one action. */
export function EmptyState(props: ViewStateProps) {
  return <ViewState {...props} />
}

const code = (text: ReactNode): ReactNode => <code className="font-mono">{text}</code>

/** Something failed: what, what still holds, retry, and the id under which it was logged. */
export function ErrorState({ requestId, ...props }: ViewStateProps & { requestId?: string | undefined }) {
  const t = useText('ui')
  return (
    <div role="alert">
      <ViewState {...props} mark={<StateGlyph state="down" />}>
        {props.children}
        {requestId === undefined ? null : <> {t.rich('id', { id: requestId, code })}</>}
      </ViewState>
    </div>
  )
}

/** Not for this member: the name of the thing and nothing of it, and who can grant it. */
export function NoPermissionState(props: ViewStateProps) {
  return <ViewState {...props} mark={<Icon name="key" size={14} />} />
}

/** A part is missing: what came is shown, what did not come is named. */
export function PartialState(props: ViewStateProps) {
  return <ViewState {...props} mark={<StateGlyph state="unknown" />} />
}

/** The last result is older than its limit: it stays, with its age. */
export function StaleState(props: ViewStateProps) {
  return <ViewState {...props} mark={<StateGlyph state="stale" />} tone="text-stale" />
}
