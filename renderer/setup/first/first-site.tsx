import { BulbFilled, BulbOutlined, SyncOutlined } from '@ant-design/icons';
import { Button, Result, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SignInView } from '../../../electron/contract/access.ts';
import { NEXT_LOOK } from '../../look/look.ts';
import { useDesk } from '../../store/desk.tsx';
import { ImportDialog } from '../changes/import-dialog.tsx';
import { useSetup, useSetupStore } from '../use-setup.ts';
import { Wizard } from '../wizard.tsx';
import { TAKE_OVER } from './take-over.ts';
import { Welcome } from './welcome.tsx';
import '../setup.css';

/** In place of the board while there is no site: first who sets it up, then the wizard, until the station begins at work. */
export function FirstSite({ view }: { view: SignInView }) {
  return (
    <div className="setup-first" data-testid="first-site">
      <FirstHead />
      {view.session.state === 'unclaimed' ? <Welcome /> : <FirstWizard />}
    </div>
  );
}

function FirstHead() {
  const { t } = useTranslation();
  const { preferences } = useDesk();
  const look = useStore(preferences, (state) => state.look);
  const language = useStore(preferences, (state) => state.language);
  const icons = { auto: <SyncOutlined />, light: <BulbOutlined />, dark: <BulbFilled /> };
  return (
    <header className="setup-first-head">
      <h1>{t('setup.first.title')}</h1>
      <Button
        data-testid="language"
        onClick={() => {
          preferences.setState({ language: language === 'en' ? 'zh-CN' : 'en' });
        }}
      >
        {t('bar.language')}
      </Button>
      <Button
        data-testid="look"
        aria-label={t('bar.themeHint', { now: t(`bar.theme.${look}`) })}
        icon={icons[look]}
        onClick={() => {
          preferences.setState({ look: NEXT_LOOK[look] });
        }}
      />
    </header>
  );
}

function FirstWizard() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const store = useSetupStore();
  const loaded = useSetup(({ view }) => view !== null);
  const [saved, setSaved] = useState(false);
  useEffect(() => store.open(), [store]);
  if (saved) return <Centre><Result status="success" title={t('setup.first.begins')} subTitle={t('setup.first.beginsHint')} extra={<Spin />} /></Centre>; // prettier-ignore
  if (!loaded) return <Centre><Spin size="large" /></Centre>; // prettier-ignore
  return (
    <>
      <TakeFile />
      <Wizard
        onSaved={() => {
          setSaved(true);
          // The station begins at work: what comes next is to see that it does.
          attention.visit({ kind: 'acceptance' });
        }}
      />
    </>
  );
}

const Centre = ({ children }: { children: ReactNode }) => <main className="setup-centre">{children}</main>;

/** Whoever chose to take a site over is asked for its file first. */
function TakeFile() {
  const [wanted, setWanted] = useState(() => window.sessionStorage.getItem(TAKE_OVER) !== null);
  if (!wanted) return null;
  return (
    <ImportDialog
      onClose={() => {
        window.sessionStorage.removeItem(TAKE_OVER);
        setWanted(false);
      }}
    />
  );
}
