import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import { useDesk, useSync } from '../store/desk.tsx';
import { goBack } from './leaving.ts';
import { ReportDrawer } from './report-drawer.tsx';
import type { Panel } from './sync-state.ts';
import { yuan } from '../exit/money.ts';
import { interfaceWord } from './words.ts';

/** What lies over the lists. The report stays in sight while a reason is asked. */
export function Panels() {
  const panel = useSync((state) => state.panel);
  if (panel === null) return null;
  return (
    <>
      {'item' in panel && (panel.kind !== 'why-dismiss' || panel.detail) && <ReportDrawer panel={panel} />}
      {(panel.kind === 'why-correct' || panel.kind === 'why-dismiss') && <WhyModal panel={panel} />}
      {panel.kind === 'why-refund' && <RefundModal panel={panel} />}
      {panel.kind === 'sure-report-all' && <SureModal />}
    </>
  );
}

function WhyModal({ panel }: { panel: Extract<Panel, { kind: 'why-correct' | 'why-dismiss' }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const act = panel.kind === 'why-correct' ? 'correct' : 'dismiss';
  const what = [interfaceWord(t, panel.item.interface), panel.item.subject].filter((part) => part !== null).join(' ');
  return (
    <ReasonModal
      title={t(`sync.why.${act}`, { what })}
      hint={t(`sync.why.${act}Hint`)}
      ready={t(`sync.why.${act}Ready`, { returnObjects: true }) as unknown as string[]}
      onChoose={(because) => {
        if (because !== undefined) desk.sync.acts.because(because);
      }}
      onCancel={() => {
        goBack(desk);
      }}
    />
  );
}

function RefundModal({ panel: { refund, accept } }: { panel: Extract<Panel, { kind: 'why-refund' }> }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const act = accept ? 'accept' : 'refuse';
  return (
    <ReasonModal
      title={t(`sync.refund.${act}`, { plate: refund.plate, amount: yuan(refund.amount) })}
      hint={t(`sync.refund.${act}Hint`)}
      ready={t(`sync.refund.${act}Ready`, { returnObjects: true }) as unknown as string[]}
      onChoose={(because) => {
        if (because !== undefined) desk.sync.acts.because(because);
      }}
      onCancel={() => {
        goBack(desk);
      }}
    />
  );
}

function SureModal() {
  const { t } = useTranslation();
  const desk = useDesk();
  return (
    <Modal
      open
      centered
      title={t('sync.act.report-all')}
      okText={t('sure.yes')}
      cancelText={t('sure.no')}
      okButtonProps={{ autoFocus: true }}
      onOk={() => {
        desk.sync.acts.reportAll();
      }}
      onCancel={() => {
        goBack(desk);
      }}
    >
      <p data-testid="sure-dialog">{t('sync.baseData.sure')}</p>
    </Modal>
  );
}
