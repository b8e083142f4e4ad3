import { ButtonLink } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { CreatePlatform } from './create-platform.tsx'

const COMMANDS = `npm run -s bailiwick -- platform create --name "NAME OF THE PLATFORM"
npm run -s bailiwick -- tenant create --platform PLATFORM_ID --name "NAME OF THE TENANT"
npm run -s bailiwick -- source create --tenant TENANT_ID`

/** What to do on an installation that watches nothing but itself yet. */
export function FirstSteps({ scope, mayCreate }: { scope: string; mayCreate: boolean }) {
  return (
    <Panel title="First steps" meta="Bailiwick watches itself already">
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <div className="flex flex-col items-start gap-3">
          <p className="text-fg-2">
            A platform, a tenant, a source, a rule, and an alert that you acknowledge: seven steps, each done
            on the spot, in less than five minutes. What is done stays done; you can leave and come back.
          </p>
          {mayCreate ? (
            <div className="flex flex-wrap gap-2">
              <ButtonLink kind="ink" icon="play" href="/first-steps">
                Begin the first steps
              </ButtonLink>
              <CreatePlatform scope={scope} />
            </div>
          ) : (
            <p className="text-fg-3">An admin of the operator takes them.</p>
          )}
        </div>
        <div className="flex flex-col gap-2">
          <p className="text-fg-2">
            Or in a terminal, in the folder of this installation. Each command prints the id for the next.
          </p>
          <CodeBlock caption="Terminal" code={COMMANDS} />
        </div>
      </div>
    </Panel>
  )
}
