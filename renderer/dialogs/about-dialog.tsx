import { Alert, Button, Descriptions, Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AboutView } from '../../electron/contract/events.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import { useDesk, useSession } from '../store/desk.tsx';
import { SupportExport } from '../upkeep/support-export.tsx';

/** What the program is and runs on; a stand-in Electron is named as such. */
export function AboutDialog() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const about = useAbout();
  const role = useSession((state) => state.view?.session.person?.role ?? 'viewer');
  const mayUpkeep = mayRun(role, 'manager');
  return (
    <Modal
      open
      centered
      title={t('about.title')}
      footer={null}
      width={600}
      onCancel={() => {
        attention.open(null);
      }}
    >
      <div data-testid="about-dialog">
        {about === 'asking' && <Spin />}
        {about === 'failed' && <Alert type="warning" title={t('about.unavailable')} />}
        {typeof about === 'object' && <Facts about={about} />}
        {mayUpkeep && (
          <Button
            style={{ marginTop: 12 }}
            data-testid="to-upkeep"
            onClick={() => {
              attention.visit({ kind: 'upkeep' });
            }}
          >
            {t('upkeep.open')}
          </Button>
        )}{' '}
        {mayUpkeep && (
          <Button
            data-testid="to-acceptance"
            onClick={() => {
              attention.visit({ kind: 'acceptance' });
            }}
          >
            {t('acceptance.open')}
          </Button>
        )}
        {mayUpkeep && <SupportExport />}
      </div>
    </Modal>
  );
}

function Facts({ about }: { about: AboutView }) {
  const { t } = useTranslation();
  const items = [
    ['version', about.version],
    ['electron', about.electron],
    ['chrome', about.chrome],
    ['node', about.stationNode],
    ['data', about.dataDirectory],
  ] as const;
  return (
    <>
      {about.fallbackElectron && (
        <Alert
          type="warning"
          showIcon
          title={t('about.fallback')}
          style={{ marginBottom: 12 }}
          data-testid="about-fallback"
        />
      )}
      <Descriptions
        column={1}
        size="small"
        bordered
        items={items.map(([key, children]) => ({ key, label: t(`about.${key}`), children }))}
      />
    </>
  );
}

function useAbout(): AboutView | 'asking' | 'failed' {
  const { bridge } = useDesk();
  const [about, setAbout] = useState<AboutView | 'asking' | 'failed'>('asking');
  useEffect(() => {
    let wanted = true;
    bridge.about().then(
      (facts) => {
        if (wanted) setAbout(facts);
      },
      () => {
        if (wanted) setAbout('failed');
      },
    );
    return () => {
      wanted = false;
    };
  }, [bridge]);
  return about;
}
