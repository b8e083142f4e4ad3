'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ClockProvider } from '#components/ui/clock.tsx'
import type { Zone } from '#components/ui/format-time.ts'
import { ToastProvider } from '#components/ui/toast.tsx'
import { makeQueryClient } from './query-client.ts'
import { sayWhyShut } from './say-why-shut.ts'
import { signInAgain } from './sign-in-again.ts'
import { StepUpProvider } from './step-up.tsx'

/** What every page needs: the clock, the query cache, messages and the question for the second factor. The cache is in state: a module would share it. */
export function Providers({
  serverNow,
  zone,
  children,
}: {
  serverNow: number
  zone: Zone
  children: ReactNode
}) {
  const [client] = useState(() => makeQueryClient(signInAgain, sayWhyShut))
  return (
    <ClockProvider serverNow={serverNow} zone={zone}>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <StepUpProvider>{children}</StepUpProvider>
        </ToastProvider>
      </QueryClientProvider>
    </ClockProvider>
  )
}
