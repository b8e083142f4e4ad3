import type { ReactNode } from 'react'
import { LanguageSwitch } from '#components/language/language-switch.tsx'
import { Logo } from '#components/ui/logo.tsx'

/** Properties of `AuthFrame`. */
export interface AuthFrameProps {
  /** Above everything: why somebody is here who did not ask for it. */
  readonly notice?: ReactNode
  /** Above the title: where in the sequence this is. */
  readonly step?: ReactNode
  readonly title: string
  /** What this is about, one or two sentences. */
  readonly answer: ReactNode
  /** What it opens or protects, at the right; under the form on a narrow screen. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A page on the way in: one form, and beside it what it is good for. */
export function AuthFrame({ notice, step, title, answer, aside, children }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_500px]">
      <div className="flex flex-col px-10 py-8 max-sm:px-4 max-sm:py-5">
        <header className="flex items-center gap-2.5 text-[15px] font-semibold tracking-[-0.012em]">
          <Logo size={22} />
          Bailiwick
          <LanguageSwitch />
        </header>
        <main className="m-auto w-full max-w-[372px] py-12 max-sm:m-0 max-sm:max-w-none max-sm:py-8">
          {notice === undefined ? null : <div className="mb-6">{notice}</div>}
          {step === undefined ? null : <p className="mb-1 text-small text-fg-3">{step}</p>}
          <h1 className="text-figure font-semibold text-balance">{title}</h1>
          <div className="mt-1 mb-6 text-[14px] leading-[22px] text-fg-2">{answer}</div>
          {children}
        </main>
      </div>
      {aside === undefined ? null : (
        <aside className="flex flex-col justify-center gap-4 border-l border-line bg-inset px-10 py-8 [--k:var(--bw-inset)] max-lg:border-t max-lg:border-l-0 max-sm:px-4">
          {aside}
        </aside>
      )}
    </div>
  )
}

/** The head of what stands at the right. */
export function AsideHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div>
      <h2 className="text-[15px] leading-6 font-semibold">{title}</h2>
      {children === undefined ? null : <p className="text-fg-2">{children}</p>}
    </div>
  )
}
