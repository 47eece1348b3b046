import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Part } from '../form/part.tsx';
import { useSetupStore } from '../use-setup.ts';
import { quickStart, QUICK_STARTS } from './lane-drafts.ts';

/** The usual lots in one press: their lanes with names, and the rules that the standard has for them. */
export function QuickStarts() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const name = (direction: string, n: number): string => t(`setup.lanes.named.${direction}`, { n });
  return (
    <Part title={t('setup.lanes.quick.title')} hint={t('setup.lanes.quick.hint')}>
      <div className="setup-acts">
        {QUICK_STARTS.map((of) => (
          <Button key={of} data-testid={`quick-${of}`} onClick={() => void store.choose('lanes', quickStart(of, name))}>
            {t(`setup.lanes.quick.${of}`)}
          </Button>
        ))}
      </div>
    </Part>
  );
}
