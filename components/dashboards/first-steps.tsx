'use client'
import { useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { CreatePlatform } from './create-platform.tsx'

/** What stands in capitals is for the reader to replace; the command line speaks English. */
const COMMANDS = `npm run -s bailiwick -- platform create --name "NAME OF THE PLATFORM"
npm run -s bailiwick -- tenant create --platform PLATFORM_ID --name "NAME OF THE TENANT"
npm run -s bailiwick -- source create --tenant TENANT_ID`

/** What to do on an installation that watches nothing but itself yet. */
export function FirstSteps({ scope, mayCreate }: { scope: string; mayCreate: boolean }) {
  const t = useText('dashboards')
  return (
    <Panel title={t('firstSteps.title')} meta={t('firstSteps.meta')}>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <div className="flex flex-col items-start gap-3">
          <p className="text-fg-2">{t('firstSteps.text')}</p>
          {mayCreate ? (
            <div className="flex flex-wrap gap-2">
              <ButtonLink kind="ink" icon="play" href="/first-steps">
                {t('firstSteps.begin')}
              </ButtonLink>
              <CreatePlatform scope={scope} />
            </div>
          ) : (
            <p className="text-fg-3">{t('firstSteps.admin')}</p>
          )}
        </div>
        <div className="flex flex-col gap-2">
          <p className="text-fg-2">{t('firstSteps.terminal')}</p>
          <CodeBlock caption={t('firstSteps.caption')} code={COMMANDS} />
        </div>
      </div>
    </Panel>
  )
}
