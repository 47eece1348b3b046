import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { usePageKeys } from '../tables/use-page-keys.ts';
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
  const own = useCallback(
    (key: string): boolean => {
      const step = /^[1-8]$/.test(key) ? STEPS[Number(key) - 1] : undefined;
      if (step !== undefined) store.visit(step);
      return step !== undefined;
    },
    [store],
  );
  usePageKeys(desk, own);
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
