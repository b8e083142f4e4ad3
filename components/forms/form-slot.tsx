'use client'
import { Suspense, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** The place of a form that is fetched when its dialog is opened, so that no page carries the forms that it may show. */
export function FormSlot({ children }: { children: ReactNode }) {
  const t = useText('ui')
  return <Suspense fallback={<Skeleton waitsFor={t('formComes')} />}>{children}</Suspense>
}
