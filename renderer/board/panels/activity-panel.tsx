import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../electron/contract/board.ts';
import { shortTime, took } from '../../clock/beijing.ts';
import { useToday } from '../../clock/use-now.ts';
import { ILLEGAL_PARKING_LETTER } from '../../keys/key-map.ts';
import { wordOr } from '../../language/languages.ts';
import { useBoard, useDesk } from '../../store/desk.tsx';
import { Panel } from './panel.tsx';

/** What happened, newest first, and whether the platform has it. */
export function ActivityPanel() {
  const { t } = useTranslation();
  const activity = useBoard((board) => board.activity);
  return (
    <Panel
      title={t('activity.title')}
      empty={t('activity.none')}
      isEmpty={activity.length === 0}
      testId="activity"
      act={<IllegalParkingButton />}
    >
      {activity.map((line) => (
        <ActivityRow key={line.id} line={line} />
      ))}
    </Panel>
  );
}

/** What a person saw and no camera: it becomes an event like the others. */
function IllegalParkingButton() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  return (
    <button
      type="button"
      className="panel-act"
      data-testid="illegal-parking"
      onClick={() => {
        attention.open({ kind: 'illegal-parking' });
      }}
    >
      {t('illegalParking.act')} <kbd>{ILLEGAL_PARKING_LETTER}</kbd>
    </button>
  );
}

const ActivityRow = memo(function ActivityRow({ line }: { line: ActivityView }) {
  const { t } = useTranslation();
  const today = useToday();
  const reason =
    line.reason === null
      ? null
      : wordOr(t, ['reason', 'fault', 'turnedAway', 'raisedAgain', 'flow.whyEnded'], line.reason);
  // The platform's words say what a person is to do; a device's are for the installer, on hover.
  const words = line.kind === 'message-rejected' || line.kind === 'report-parked' ? line.detail : null;
  const about = inOneLine([line.laneName, ...ruleWords(t, line, today), reason, line.who, words]);
  return (
    <li className="activity-row" data-testid={`activity-${line.id}`} data-kind={line.kind}>
      <span className="dim">{shortTime(line.at, today)}</span>
      <strong className="cut">{line.plate === null || line.plate === '' ? '—' : line.plate}</strong>
      <span
        className="cut"
        title={inOneLine([line.laneName, ...ruleWords(t, line, today), reason, line.who, line.detail])}
      >
        <b>{t(`activity.kind.${line.kind}`)}</b> <span className="dim">{about}</span>
      </span>
      <Report report={line.report} />
    </li>
  );
});

/** What was made of the rules of the entrances, and until when. */
function ruleWords(t: TFunction, { rule }: ActivityView, today: number): string[] {
  if (rule === undefined) return [];
  return [
    ...(rule.set === null ? [] : [t(`flow.told.${rule.set}`)]),
    ...(rule.until === null ? [] : [t('flow.until', { time: shortTime(rule.until, today) })]),
  ];
}

const inOneLine = (parts: (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

function Report({ report }: Pick<ActivityView, 'report'>) {
  const { t } = useTranslation();
  if (report === null) return null;
  const words =
    report.state !== 'acknowledged'
      ? t(`activity.report.${report.state}`)
      : report.ms === null
        ? t('activity.report.arrived')
        : t('activity.report.acknowledged', { took: took(t, report.ms) });
  return (
    <span className="activity-report" data-state={report.state}>
      {words}
    </span>
  );
}
