import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, useReports } from '../store/desk.tsx';
import { shiftLine } from './shift-words.ts';
import { wishOf } from './wish.ts';
import type { Draft } from './wish.ts';

const KINDS: readonly Draft['by'][] = ['day', 'month', 'span', 'shift'];

/** What is to be added up: of which period, and of one lane or person alone. */
export function ReportWish() {
  const { t } = useTranslation();
  const { reports: store } = useDesk();
  const draft = useReports((state) => state.draft);
  const choices = useReports((state) => state.choices);
  const named = (list: readonly { id: string; name: string }[] = []) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Radio.Group
        optionType="button"
        value={draft.by}
        options={KINDS.map((value) => ({ value, label: t(`reports.by.${value}`) }))}
        aria-label={t('reports.byLabel')}
        data-testid="report-by"
        onChange={(event) => {
          store.change({ by: event.target.value as Draft['by'] });
        }}
      />
      <Period draft={draft} />
      <Select
        allowClear
        className="reports-choice"
        placeholder={t('history.anyLane')}
        aria-label={t('history.lane')}
        value={draft.laneId}
        options={named(choices?.lanes)}
        data-testid="report-lane"
        onChange={(value: string | undefined) => {
          store.change({ laneId: value ?? null });
        }}
      />
      <Select
        allowClear
        className="reports-choice"
        placeholder={t('history.anyone')}
        aria-label={t('history.who')}
        value={draft.person}
        options={named(choices?.people)}
        data-testid="report-person"
        onChange={(value: string | undefined) => {
          store.change({ person: value ?? null });
        }}
      />
      <Button type="primary" disabled={wishOf(draft) === null} data-testid="report-begin" onClick={store.begin}>
        {t('reports.begin')} <kbd>Enter</kbd>
      </Button>
    </>
  );
}

/** The calendar gives a text; which day or month is chosen is the draft's to say. */
function Period({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { reports: store } = useDesk();
  const shifts = useReports((state) => state.shifts);
  switch (draft.by) {
    case 'day':
    case 'month': {
      const { by } = draft;
      return (
        <span className="day-field">
          <Step icon={<LeftOutlined />} by={-1} />
          <DatePicker
            value={null}
            allowClear={false}
            inputReadOnly
            suffixIcon={null}
            picker={by === 'day' ? 'date' : 'month'}
            placeholder={draft[by]}
            className="day-field-day"
            aria-label={t(`reports.by.${by}`)}
            data-testid="report-period"
            onChange={(_, chosen) => {
              if (typeof chosen === 'string' && chosen !== '') store.change({ [by]: chosen });
              if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
            }}
          />
          <Step icon={<RightOutlined />} by={1} />
        </span>
      );
    }
    case 'span':
      return (
        <DatePicker.RangePicker
          className="reports-span"
          value={null}
          allowClear={false}
          inputReadOnly
          placeholder={[draft.from, draft.to]}
          aria-label={t('reports.by.span')}
          data-testid="report-period"
          onChange={(_, words) => {
            const [from = '', to = ''] = words ?? [];
            if (from !== '' && to !== '') store.change({ from, to });
          }}
        />
      );
    case 'shift':
      return (
        <Select
          className="reports-shift"
          placeholder={t('reports.noShifts')}
          aria-label={t('reports.by.shift')}
          value={draft.shift}
          options={(shifts ?? []).map((shift) => ({ value: shift.id, label: shiftLine(t, shift) }))}
          data-testid="report-period"
          onChange={(shift: number) => {
            store.change({ shift });
          }}
        />
      );
  }
}

function Step({ icon, by }: { icon: React.ReactNode; by: 1 | -1 }) {
  const { t } = useTranslation();
  const { reports: store } = useDesk();
  return (
    <Button
      icon={icon}
      aria-label={t(by === 1 ? 'reports.later' : 'reports.earlier')}
      data-testid={by === 1 ? 'report-later' : 'report-earlier'}
      onClick={() => {
        store.step(by);
      }}
    />
  );
}
