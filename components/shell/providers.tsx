'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { CompiledMessages } from '#components/language/catalogue.ts'
import { TextProvider } from '#components/language/text-provider.tsx'
import { ClockProvider } from '#components/ui/clock.tsx'
import type { Zone } from '#components/ui/format-time.ts'
import { ToastProvider } from '#components/ui/toast.tsx'
import { TooltipLayer } from '#components/ui/tooltip-layer.tsx'
import { UnsavedGuard } from '#components/ui/unsaved-guard.tsx'
import type { Language } from '#lib/core/language.ts'
import { BrowserSpeech } from './browser-speech.tsx'
import { makeQueryClient } from './query-client.ts'
import { sayWhyShut } from './say-why-shut.ts'
import { signInAgain } from './sign-in-again.ts'
import { StepUpProvider } from './step-up.tsx'

/** What every page needs: the clock, the query cache, messages and the question for the second factor. The cache is in state: a module would share it. */
export function Providers({
  serverNow,
  zone,
  isZoneFixed,
  language,
  messages,
  children,
}: {
  serverNow: number
  zone: Zone
  isZoneFixed: boolean
  language: Language
  messages: CompiledMessages
  children: ReactNode
}) {
  const [client] = useState(() => makeQueryClient(signInAgain, sayWhyShut))
  return (
    <ClockProvider serverNow={serverNow} zone={zone} isZoneFixed={isZoneFixed}>
      <TextProvider language={language} messages={messages}>
        <BrowserSpeech />
        <QueryClientProvider client={client}>
          <ToastProvider>
            <UnsavedGuard>
              <StepUpProvider>{children}</StepUpProvider>
            </UnsavedGuard>
            <TooltipLayer />
          </ToastProvider>
        </QueryClientProvider>
      </TextProvider>
    </ClockProvider>
  )
}
