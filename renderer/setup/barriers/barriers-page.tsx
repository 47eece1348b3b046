import { useTranslation } from 'react-i18next';
import { Part } from '../form/part.tsx';
import { LaneTabs } from '../lanes/lane-tabs.tsx';
import { Barrier } from './barrier-form.tsx';
import { Displays } from './displays.tsx';
import { Links } from './links.tsx';
import { Printer } from './printer.tsx';

/** The lines that devices hang on, and the arm, boards and printer of each lane. */
export function BarriersPage() {
  const { t } = useTranslation();
  return (
    <>
      <Part title={t('setup.links.title')} hint={t('setup.links.hint')}>
        <Links />
      </Part>
      <LaneTabs device="barrier">
        {(at, laneId) => (
          <div className="setup-rows">
            <Barrier at={`${at}.barrier`} laneId={laneId} />
            <Displays at={`${at}.displays`} laneId={laneId} />
          </div>
        )}
      </LaneTabs>
      <Printer />
    </>
  );
}
