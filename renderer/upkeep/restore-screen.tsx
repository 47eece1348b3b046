import { Alert, Button, Spin, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayRun } from '../../electron/contract/rights.ts';
import type { RestoreLoss, RestoreView } from '../../electron/contract/upkeep.ts';
import { dateTime } from '../clock/beijing.ts';
import { yuan } from '../exit/money.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useDesk, useSession } from '../store/desk.tsx';
import { megabytes } from './size.ts';
import { useAct } from './use-act.ts';
import { useAsked } from './use-asked.ts';
import './upkeep.css';

/** In place of the board while the store cannot be worked with: what happened, what would be missing, and the choice. */
export function RestoreScreen() {
  const { t } = useTranslation();
  const { session } = useDesk();
  const { answer, again } = useAsked('restore.get');
  return (
    <main className="restore" data-testid="restore">
      {answer === null ? <Spin size="large" /> : <Choice view={answer} again={again} />}
      <Button
        data-testid="restore-sign-out"
        onClick={() => {
          void session.send('session.sign-out', {});
        }}
      >
        {t('session.menu.signOut')}
      </Button>
    </main>
  );
}

type Copy = RestoreView['copies'][number];

function Choice({ view, again }: { view: RestoreView; again: () => void }) {
  const { t } = useTranslation();
  const role = useSession((state) => state.view?.session.person?.role ?? 'viewer');
  const { refusal, send } = useAct(again);
  /** What a reason is asked for; an empty store: null as its file. */
  const [sure, setSure] = useState<{ file: string | null; at: number } | null>(null);
  const may = mayRun(role, 'manager');
  const busy = view.step.state === 'restoring';
  return (
    <>
      <h1>{t(view.why === 'asked' ? 'restore.asked' : 'restore.title')}</h1>
      <p>
        {t(`restore.why.${view.why}`, { detail: view.detail })}{' '}
        {view.setAside === null ? t('restore.stays') : t('restore.setAside', { folder: view.setAside })}
      </p>
      <Alert type="warning" showIcon title={t('restore.gates')} />
      {!may && <Alert type="info" showIcon title={t('restore.only')} />}
      {refusal !== null && <Alert type="error" showIcon title={t(`error.${refusal}`)} />}
      {view.step.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          data-testid="restore-failed"
          title={t('restore.failed', { why: t(`upkeep.failure.${view.step.why}`) })}
        />
      )}
      {busy && <Alert type="info" showIcon icon={<Spin size="small" />} title={t('restore.working')} />}
      {view.newest === null && <Alert type="warning" showIcon title={t('restore.none')} />}
      <Table<Copy>
        rowKey="file"
        size="small"
        pagination={false}
        dataSource={view.copies}
        locale={{ emptyText: t('upkeep.backup.none') }}
        columns={[
          { title: t('upkeep.column.at'), key: 'at', render: (_, { at }) => dateTime(at) },
          { title: t('upkeep.column.size'), key: 'size', render: (_, { bytes }) => megabytes(bytes) },
          { title: t('upkeep.column.stays'), key: 'stays', dataIndex: 'stays' },
          { title: t('upkeep.column.charges'), key: 'charges', dataIndex: 'charges' },
          { title: t('upkeep.column.loss'), key: 'loss', render: (_, { loss }) => <Loss loss={loss} /> },
          {
            title: t('upkeep.column.state'),
            key: 'state',
            render: (_, { state, file }) => t(file === view.newest ? 'restore.newest' : `upkeep.copy.${state}`),
          },
          {
            key: 'choose',
            render: (_, { file, at, state }) =>
              state === 'good' && (
                <Button
                  type={file === view.newest ? 'primary' : 'default'}
                  disabled={!may || busy}
                  data-testid={`restore-${file === view.newest ? 'newest' : file}`}
                  onClick={() => {
                    setSure({ file, at });
                  }}
                >
                  {t('restore.choose')}
                </Button>
              ),
          },
        ]}
      />
      <section>
        <h2>{t('restore.after.title')}</h2>
        <ul>
          {(['platform', 'cars', 'money'] as const).map((of) => (
            <li key={of}>{t(`restore.after.${of}`)}</li>
          ))}
        </ul>
      </section>
      <div className="upkeep-acts">
        {view.why === 'asked' && (
          <Button
            disabled={!may || busy}
            data-testid="restore-cancel"
            onClick={() => {
              send('restore.cancel', {});
            }}
          >
            {t('restore.cancel')}
          </Button>
        )}
        <Button
          danger
          disabled={!may || busy}
          data-testid="restore-empty"
          onClick={() => {
            setSure({ file: null, at: 0 });
          }}
        >
          {t('restore.empty')}
        </Button>
      </div>
      {sure !== null && (
        <ReasonModal
          title={sure.file === null ? t('restore.sureEmpty') : t('restore.sure', { time: dateTime(sure.at) })}
          ready={t('restore.because', { returnObjects: true }) as unknown as string[]}
          onCancel={() => {
            setSure(null);
          }}
          onChoose={(because = '') => {
            setSure(null);
            send('restore.choose', { file: sure.file, because });
          }}
        />
      )}
    </>
  );
}

function Loss({ loss }: { loss: RestoreLoss }) {
  const { t } = useTranslation();
  const { from, to, pictures, known } = loss;
  return (
    <>
      <div>{t('restore.loss.span', { from: dateTime(from), to: dateTime(to) })}</div>
      <div className="dim">
        {t('restore.loss.pictures', { pictures })};{' '}
        {known === null
          ? t('restore.loss.unknown')
          : t('restore.loss.known', { ...known, received: yuan(known.received) })}
      </div>
    </>
  );
}
