import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportFieldView, ReportItemView } from '../../electron/contract/sync.ts';
import { exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { SideDrawer } from '../tables/side-drawer.tsx';
import { ActButton } from './act-button.tsx';
import { CorrectForm } from './correct-form.tsx';
import { goBack } from './leaving.ts';
import { shownPlatform } from './sync-state.ts';
import type { Panel } from './sync-state.ts';
import { answerWords, behindWord, errorSentence, fieldWord, interfaceWord, valueWord } from './words.ts';
import './report-drawer.css';

/** One report: what the platform said of it, what is in it, and what can be done. */
export function ReportDrawer({ panel }: { panel: Extract<Panel, { item: ReportItemView }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { item } = panel;
  const corrects = panel.kind === 'correct' || panel.kind === 'why-correct';
  const back = (): void => {
    goBack(desk);
  };
  return (
    <SideDrawer
      size={620}
      title={
        <>
          {interfaceWord(t, item.interface)} {item.subject !== null && <strong>{item.subject}</strong>}
        </>
      }
      acts={!corrects && item.state === 'parked' && <Acts />}
      onBack={back}
    >
      <div className="report" data-testid="report">
        <Failed />
        <Answer item={item} />
        <Story item={item} />
        {corrects ? (
          // A new form for another report, the same one while the reason is asked.
          <CorrectForm key={item.seq} panel={panel} onCancel={back} />
        ) : (
          <Fields item={item} />
        )}
      </div>
    </SideDrawer>
  );
}

function Acts() {
  return (
    <span className="report-acts">
      <ActButton act="retry" />
      <ActButton act="correct" />
      <ActButton act="dismiss" />
    </span>
  );
}

/** An act that did not come about is said where it was done. */
function Failed() {
  const { t } = useTranslation();
  const outcome = useSync((state) => state.outcome);
  if (outcome === null || outcome.ok) return null;
  const words = t('sync.failed', { act: t(`sync.act.${outcome.act}`), words: errorSentence(t, outcome.code) });
  return <Alert type="warning" showIcon title={words} data-testid="report-failed" />;
}

function Answer({ item }: { item: ReportItemView }) {
  const { t } = useTranslation();
  const kind = useSync((state) => shownPlatform(state)?.platform.kind ?? 'db4403');
  const words = answerWords(t, kind, item);
  if (item.code === null && words === '') return null;
  return (
    <blockquote className="report-answer" data-state={item.state} data-testid="answer">
      <span className="dim">{t('sync.platformSaid')}</span>
      <p>
        {item.code !== null && <code className="answer-code">{item.code}</code>} {words}
      </p>
    </blockquote>
  );
}

function Story({ item }: { item: ReportItemView }) {
  const { t } = useTranslation();
  const now = useNow();
  const { dismissed } = item;
  const lines: [string, string][] = [
    ...(dismissed === null
      ? []
      : ([
          [t('sync.column.dismissedBy'), `${dismissed.who} ${exactTime(dismissed.at, now)}`],
          [t('sync.column.because'), dismissed.because],
        ] as [string, string][])),
    [t('sync.column.createdAt'), exactTime(item.createdAt, now)],
    ...(item.sentAt === null ? [] : [[t('sync.column.sentAt'), exactTime(item.sentAt, now)] as [string, string]]),
    [t('sync.column.attempts'), String(item.attempts)],
    ...(item.behind === 0 ? [] : [[t('sync.column.behind'), behindWord(item.behind)] as [string, string]]),
    [t('sync.column.seq'), String(item.seq)],
  ];
  return (
    <dl className="report-story">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Fields({ item }: { item: ReportItemView }) {
  const { t } = useTranslation();
  const shown = item.fields.filter(({ value, blamed }) => value !== '' || blamed);
  const editable = item.fields.some((field) => field.editable);
  return (
    <>
      {item.state === 'parked' && !editable && (
        <Alert type="info" showIcon title={t('sync.notByHand')} data-testid="not-by-hand" />
      )}
      <table className="report-fields">
        <tbody>
          {shown.map((field) => (
            <FieldRow key={field.name} interfaceName={item.interface} field={field} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function FieldRow({ interfaceName, field }: { interfaceName: string; field: ReportFieldView }) {
  const { t } = useTranslation();
  const words = valueWord(t, interfaceName, field.name, field.value);
  return (
    <tr data-blamed={field.blamed} data-testid={`field-${field.name}`}>
      <th scope="row">
        {fieldWord(t, field.name)} <code>{field.name}</code>
      </th>
      <td>
        {field.value === '' ? <span className="dim">{t('sync.missing')}</span> : field.value}
        {words !== null && <span className="dim"> {words}</span>}
        {field.blamed && <strong className="report-blamed">{t('sync.blamed')}</strong>}
      </td>
    </tr>
  );
}
