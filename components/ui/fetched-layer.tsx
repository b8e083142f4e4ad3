'use client'
import { Suspense, useEffect, useEffectEvent, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { FetchBoundary } from './fetch-boundary.tsx'
import { useToast } from './toast.tsx'

/** Properties of `FetchedLayer`. */
export interface FetchedLayerProps {
  readonly children: ReactNode
  /** Closes what did not come; opening it again fetches it again. */
  readonly onGone: () => void
}

/** The place of a dialog, a menu or a sheet that is `fetched` as it is opened. Where it does not come, a message says so. */
export function FetchedLayer({ children, onGone }: FetchedLayerProps) {
  return (
    <FetchBoundary renderInstead={() => <GoneLayer onGone={onGone} />}>
      <Suspense fallback={null}>{children}</Suspense>
    </FetchBoundary>
  )
}

function GoneLayer({ onGone }: Pick<FetchedLayerProps, 'onGone'>) {
  const t = useText('ui')
  const show = useToast()
  const tell = useEffectEvent(() => {
    show({ text: t('notFetched.layer'), tone: 'failed' })
    onGone()
  })
  useEffect(() => tell(), [])
  return null
}
