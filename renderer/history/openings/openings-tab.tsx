import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../clock/days.ts';
import { useNow } from '../../clock/use-now.ts';
import { useDesk, useHistory, useOpenings } from '../../store/desk.tsx';
import { DayField } from '../../tables/day-field.tsx';
import { EXPORT_KEY } from '../history-keys.ts';
import { errorSentence } from '../words.ts';
import { LANE_KEY, PART_KEY, TODAY_KEY } from './openings-keys.ts';
import { PART_NAMES } from './openings-state.ts';
import { OpeningsSums } from './openings-sums.tsx';
import { OpeningsTable } from './openings-table.tsx';
import './openings.css';

/** Each opening of a day or a shift beside what went through it, what does not reconcile first. */
export function OpeningsTab({ onExport }: { onExport: () => void }) {
  const { t } = useTranslation();
  const { openings: store } = useDesk();
  const failure = useOpenings((state) => state.failure);
  useEffect(() => store.visit(), [store]);
  return (
    <>
      <Tools onExport={onExport} />
      {failure !== null && (
        <Alert type="warning" showIcon banner title={errorSentence(t, failure)} data-testid="openings-failure" />
      )}
      <div className="openings-main">
        <OpeningsTable />
        <OpeningsSums />
      </div>
    </>
  );
}

function Tools({ onExport }: { onExport: () => void }) {
  const { t } = useTranslation();
  const { openings: store } = useDesk();
  const now = useNow();
  const chosen = useOpenings((state) => state.day);
  const part = useOpenings((state) => state.part);
  const laneId = useOpenings((state) => state.laneId);
  const loaded = useOpenings((state) => state.view !== null);
  const lanes = useHistory((state) => state.choices?.lanes ?? []);
  return (
    <div className="lists-tools">
      <DayField
        day={chosen ?? dayOf(now)}
        isToday={chosen === null}
        todayKey={TODAY_KEY}
        onStep={store.stepDay}
        onChoose={store.chooseDay}
      />
      <span className="lists-filter">
        <Segmented
          value={part}
          aria-label={t('history.openings.keys.part')}
          data-testid="openings-part"
          options={PART_NAMES.map((value) => ({ value, label: t(`history.openings.part.${value}`) }))}
          onChange={store.choosePart}
        />
        <kbd>{PART_KEY}</kbd>
      </span>
      <span className="lists-filter">
        <Select
          value={laneId ?? ''}
          popupMatchSelectWidth={false}
          aria-label={t('history.lane')}
          data-testid="openings-lane"
          options={[
            { value: '', label: t('history.anyLane') },
            ...lanes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => {
            store.chooseLane(value === '' ? null : value);
            if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          }}
        />
        <kbd>{LANE_KEY}</kbd>
      </span>
      <Said />
      <Button icon={<DownloadOutlined />} disabled={!loaded} data-testid="openings-export" onClick={onExport}>
        {t('history.export')} <kbd>{EXPORT_KEY}</kbd>
      </Button>
    </div>
  );
}

/** What came of the last act. */
function Said() {
  const { t } = useTranslation();
  const outcome = useOpenings((state) => state.outcome);
  if (outcome === null) return <span className="lists-said" />;
  const words = outcome.ok
    ? t(outcome.what === 'cut' ? 'history.openings.cut' : 'history.done.exported', { count: outcome.count })
    : outcome.code === 'nothing-to-open'
      ? t('history.openings.nothingToOpen')
      : errorSentence(t, outcome.code);
  return (
    <span className="lists-said" role="status" data-ok={outcome.ok} data-testid="openings-said" title={words}>
      {words}
    </span>
  );
}
