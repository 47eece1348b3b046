import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { ScreenContent } from '../tables/screen-content.tsx';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import { ChangesBar } from './changes/changes-bar.tsx';
import { STEPS } from './step-states.ts';
import { useSetup, useSetupStore } from './use-setup.ts';
import { Wizard } from './wizard.tsx';

/** The settings of a site at work: the wizard's pages, and what saving would change. */
export function SetupScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const store = useSetupStore();
  const loaded = useSetup(({ view }) => view !== null);
  const failure = useSetup((state) => state.failure);
  useEffect(() => store.open(), [store]);
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (isTaken(desk, event) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const step = /^[1-8]$/.test(event.key) ? STEPS[Number(event.key) - 1] : undefined;
      if (step !== undefined) store.visit(step);
      else if (event.key === 'Escape') desk.attention.visit({ kind: 'board' });
      else if (event.key === ' ') goToLane(desk);
      else return;
      event.preventDefault();
    },
    [desk, store],
  );
  useScreenKeys(pressed);
  return (
    <div className="setup" data-testid="setup">
      <AskingStrip title={t('setup.title')} />
      <div className="screen-main">
        <ScreenContent
          name="setup"
          loaded={loaded}
          warning={failure === null || loaded ? null : t(`error.${failure}`)}
          loading={t('setup.loading')}
          asksAgain={t('setup.asksAgain')}
          lastKnown={t('setup.asksAgain')}
        >
          {loaded && (
            <>
              <Wizard onSaved={() => undefined} />
              <ChangesBar />
            </>
          )}
        </ScreenContent>
      </div>
    </div>
  );
}
