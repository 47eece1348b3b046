import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCNLocale from 'antd/locale/zh_CN';
import type { i18n } from 'i18next';
import { Suspense, useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import type { SignInView } from '../../electron/contract/access.ts';
import { Board } from '../board/board.tsx';
import { useByNow } from '../clock/use-now.ts';
import { Dialogs } from '../dialogs/dialogs.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { antdTheme, shadeAt } from '../look/look.ts';
import type { Shade } from '../look/look.ts';
import { doorwayOf } from '../session/session-store.ts';
import { SignInScreen } from '../session/sign-in-screen.tsx';
import { useHands } from '../session/use-hands.ts';
import { useChimes } from '../sound/use-chimes.ts';
import { DeskProvider } from '../store/desk.tsx';
import type { Desk } from '../store/desk.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { late } from './late.tsx';
import { Loading } from './loading.tsx';

const FirstSite = late(async () => (await import('../setup/first/first-site.tsx')).FirstSite);
const RestoreScreen = late(async () => (await import('../upkeep/restore-screen.tsx')).RestoreScreen);

export function App({ desk, languages }: { desk: Desk; languages: i18n }) {
  const language = useStore(desk.preferences, (state) => state.language);
  const look = useStore(desk.preferences, (state) => state.look);
  // Not by the second: whatever this draws is drawn again with it, the whole board.
  const shade = useByNow((now) => shadeAt(look, now));

  useEffect(() => {
    document.documentElement.lang = language;
    void languages.changeLanguage(language);
  }, [language, languages]);
  useEffect(() => {
    document.documentElement.dataset.shade = shade;
  }, [shade]);

  return (
    <I18nextProvider i18n={languages}>
      <ErrorBoundary>
        <DeskProvider value={desk}>
          <Themed shade={shade} language={language}>
            <Screen desk={desk} />
          </Themed>
        </DeskProvider>
      </ErrorBoundary>
    </I18nextProvider>
  );
}

function Themed({ shade, language, children }: { shade: Shade; language: string; children: React.ReactNode }) {
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCNLocale}
      theme={antdTheme(shade)}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}

function Screen({ desk }: { desk: Desk }) {
  const view = useStore(desk.session, (state) => state.view);
  const down = useStore(desk.boardStore, ({ station }) => station?.state === 'down');
  useHands(desk);
  switch (doorwayOf(view?.session ?? null)) {
    case 'unknown':
      return <Loading />;
    case 'shut':
      if (view === null || down) return <Loading />;
      // A bare machine has no people yet: who sets it up is the first.
      if (view.settingUp === true && view.session.state === 'unclaimed') return <SettingUp view={view} />;
      return <SignInScreen key={view.session.state} view={view} />;
    case 'open':
      if (view?.settingUp === true) return <SettingUp view={view} />;
      return view?.restoring === true ? <Restoring /> : <AtWork desk={desk} />;
  }
}

/** No site and no board: somebody sets it up. */
function SettingUp({ view }: { view: SignInView }) {
  return (
    <Suspense fallback={<Loading />}>
      <FirstSite view={view} />
    </Suspense>
  );
}

/** No gate and no board: somebody chooses what to go on with. */
function Restoring() {
  return (
    <Suspense fallback={<Loading />}>
      <RestoreScreen />
    </Suspense>
  );
}

function AtWork({ desk }: { desk: Desk }) {
  const loaded = useStore(desk.boardStore, ({ board }) => board !== null);
  useKeys(desk);
  useChimes(desk);
  return (
    <>
      {loaded ? <Board /> : <Loading />}
      <Dialogs />
    </>
  );
}
