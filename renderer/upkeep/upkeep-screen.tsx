import { Alert, Button, Table } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupEntry, UpkeepView } from '../../electron/contract/upkeep.ts';
import { dateTime, shortTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useDesk } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { usePageKeys } from '../tables/use-page-keys.ts';
import { megabytes } from './size.ts';
import { SupportExport } from './support-export.tsx';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';
import './upkeep.css';
import '../tables/lists.css';

/** Copies of the store and going back to one; what is kept how long. */
export function UpkeepScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { answer, failure, again } = useAsked('upkeep.get');
  usePageKeys(desk);
  return (
    <div className="upkeep" data-testid="upkeep">
      <AskingStrip title={t('upkeep.title')} />
      <div className="screen-main">
        <ScreenContent
          name="upkeep"
          loaded={answer !== null}
          warning={failure === null ? null : t(`error.${failure}`)}
          loading={t('upkeep.loading')}
          asksAgain={t('upkeep.asksAgain')}
          lastKnown={t('upkeep.lastKnown')}
        >
          {answer !== null && <Sections view={answer} again={again} />}
        </ScreenContent>
      </div>
    </div>
  );
}

function Sections({ view, again }: { view: UpkeepView; again: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const { refusal, send } = useAct(again);
  const [asking, setAsking] = useState(false);
  const { backup, check, retention } = view;
  return (
    <div className="upkeep-sections" tabIndex={0} role="region" aria-label={t('upkeep.title')}>
      {refusal !== null && <Alert type="error" showIcon title={t(`error.${refusal}`)} />}
      <section>
        <h2>{t('upkeep.backup.title')}</h2>
        <p className="dim">{t('upkeep.backup.hint', backup)}</p>
        <p data-testid="store-check">
          {t(`upkeep.check.${check.state}`, { time: check.at === null ? '' : shortTime(check.at, now) })}
        </p>
        <div className="upkeep-acts">
          <Button
            type="primary"
            loading={backup.making !== null}
            data-testid="backup-make"
            onClick={() => {
              send('backup.make', {});
            }}
          >
            {backup.making === null
              ? t('upkeep.backup.make')
              : t('upkeep.backup.making', { percent: Math.round(backup.making * 100) })}
          </Button>
          <LastLine last={backup.last} now={now} />
        </div>
        <Copies copies={backup.copies} />
      </section>
      <section>
        <h2>{t('upkeep.ask.title')}</h2>
        <p className="dim">{t('upkeep.ask.hint')}</p>
        <Button
          danger
          data-testid="restore-ask"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('upkeep.ask.act')}
        </Button>
      </section>
      <section>
        <h2>{t('upkeep.retention.title')}</h2>
        <p className="dim">{t('upkeep.retention.hint', retention)}</p>
        <p>
          {retention.doneUntil === null
            ? t('upkeep.retention.running')
            : t('upkeep.retention.until', { time: dateTime(retention.doneUntil) })}
        </p>
      </section>
      <section>
        <h2>{t('support.title')}</h2>
        <SupportExport />
      </section>
      {asking && (
        <ReasonModal
          title={t('upkeep.ask.because')}
          ready={t('upkeep.ask.ready', { returnObjects: true }) as unknown as string[]}
          onCancel={() => {
            setAsking(false);
          }}
          onChoose={(because = '') => {
            setAsking(false);
            send('restore.ask', { because });
          }}
        />
      )}
    </div>
  );
}

function LastLine({ last, now }: { last: UpkeepView['backup']['last']; now: number }) {
  const { t } = useTranslation();
  if (last === null) return null;
  const time = shortTime(last.at, now);
  return (
    <span data-testid="backup-last" title={last.detail ?? undefined}>
      {last.failure === null
        ? t('upkeep.backup.made', { time })
        : t('upkeep.backup.notMade', { time, why: t(`upkeep.failure.${last.failure}`) })}
    </span>
  );
}

function Copies({ copies }: { copies: readonly BackupEntry[] }) {
  const { t } = useTranslation();
  return (
    <Table<BackupEntry>
      rowKey="file"
      size="small"
      pagination={false}
      dataSource={copies}
      locale={{ emptyText: t('upkeep.backup.none') }}
      data-testid="backup-copies"
      columns={copyColumns(t)}
    />
  );
}

const copyColumns = (t: TFunction) => [
  { title: t('upkeep.column.at'), key: 'at', render: (_: unknown, { at }: BackupEntry) => dateTime(at) },
  { title: t('upkeep.column.size'), key: 'size', render: (_: unknown, { bytes }: BackupEntry) => megabytes(bytes) },
  { title: t('upkeep.column.stays'), key: 'stays', dataIndex: 'stays' },
  { title: t('upkeep.column.charges'), key: 'charges', dataIndex: 'charges' },
  {
    title: t('upkeep.column.state'),
    key: 'state',
    render: (_: unknown, { state }: BackupEntry) => t(`upkeep.copy.${state}`),
  },
];
