import {
  BarChartOutlined,
  BookOutlined,
  BulbFilled,
  BulbOutlined,
  CalculatorOutlined,
  CloudUploadOutlined,
  CreditCardOutlined,
  HistoryOutlined,
  InfoCircleOutlined,
  LockFilled,
  QuestionOutlined,
  SettingOutlined,
  SyncOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { mayRun } from '../../electron/contract/rights.ts';
import { clockTime, took } from '../clock/beijing.ts';
import { clockSentence } from '../clock/offset.ts';
import { useNow } from '../clock/use-now.ts';
import {
  BOOKINGS_LETTER,
  CARDS_LETTER,
  HISTORY_KEY,
  PERSON_LETTER,
  REPORTS_LETTER,
  SETUP_LETTER,
  SYNC_LETTER,
} from '../keys/key-map.ts';
import { NEXT_LOOK } from '../look/look.ts';
import { isLocked } from '../session/session-store.ts';
import { useAttention, useBoard, useDesk, usePreferences, useSession } from '../store/desk.tsx';
import { BarButton } from './bar-button.tsx';
import { PlatformLight } from './platform-light.tsx';
import { SoundControl } from './sound-control.tsx';
import './top-bar.css';

const LOOK_ICONS = { auto: <SyncOutlined />, light: <BulbOutlined />, dark: <BulbFilled /> };

export function TopBar() {
  const { t } = useTranslation();
  const name = useBoard(({ lot }) => lot.name);
  const desk = useBoard(({ lot }) => lot.desk);
  const platforms = useBoard((board) => board.platforms);
  return (
    <header className="top-bar">
      <h1 className="top-bar-place cut" title={`${name} · ${desk}`}>
        {name} <span className="dim">·</span> {desk}
      </h1>
      <div className="top-bar-platforms">
        {platforms.length === 0 && <span className="dim">{t('platform.none')}</span>}
        {platforms.map((platform) => (
          <PlatformLight key={platform.id} platform={platform} />
        ))}
        <SyncSwitch />
        <HistorySwitch />
        <BookingsSwitch />
        <CardsSwitch />
        <ReportsSwitch />
        <SetupSwitch />
      </div>
      <Clock />
      <Duty />
      <Controls />
    </header>
  );
}

/** Who sits here; a locked desk says so, and how to unlock it. */
function Duty() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const onDuty = useBoard(({ lot }) => lot.onDuty);
  const locked = useSession(isLocked);
  const words = locked ? t('session.locked.chip') : t('bar.onDuty', { name: onDuty });
  return (
    <BarButton
      label={`${words} ${PERSON_LETTER} · ${t(locked ? 'session.unlock' : 'session.menu.keys')}`}
      testId="on-duty"
      onClick={() => {
        attention.open({ kind: locked ? 'unlock' : 'person' });
      }}
    >
      {locked ? <LockFilled aria-hidden /> : <UserOutlined aria-hidden />} {words} <kbd>{PERSON_LETTER}</kbd>
    </BarButton>
  );
}

/** To the sync screen. */
function SyncSwitch() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const there = useAttention(({ screen }) => screen.kind === 'sync');
  if (there) return null;
  return (
    <BarButton
      label={t('keys.sync')}
      testId="to-sync"
      onClick={() => {
        attention.visit({ kind: 'sync', platformId: null });
      }}
    >
      <CloudUploadOutlined aria-hidden /> <kbd>{SYNC_LETTER}</kbd>
    </BarButton>
  );
}

/** To the bookings screen. */
function BookingsSwitch() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const there = useAttention(({ screen }) => screen.kind === 'bookings');
  if (there) return null;
  return (
    <BarButton
      label={t('keys.bookings')}
      testId="to-bookings"
      onClick={() => {
        attention.visit({ kind: 'bookings' });
      }}
    >
      <BookOutlined aria-hidden /> <kbd>{BOOKINGS_LETTER}</kbd>
    </BarButton>
  );
}

/** To month cards and the free list. */
function CardsSwitch() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const there = useAttention(({ screen }) => screen.kind === 'cards');
  if (there) return null;
  return (
    <BarButton
      label={t('keys.cards')}
      testId="to-cards"
      onClick={() => {
        attention.visit({ kind: 'cards' });
      }}
    >
      <CreditCardOutlined aria-hidden /> <kbd>{CARDS_LETTER}</kbd>
    </BarButton>
  );
}

/** To the reports, for whoever may have them. */
function ReportsSwitch() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const there = useAttention(({ screen }) => screen.kind === 'reports');
  const may = useSession(({ view }) => mayRun(view?.session.person?.role ?? 'viewer', 'supervisor'));
  if (there || !may) return null;
  return (
    <BarButton
      label={t('reports.open')}
      testId="to-reports"
      onClick={() => {
        attention.visit({ kind: 'reports' });
      }}
    >
      <BarChartOutlined aria-hidden /> <kbd>{REPORTS_LETTER}</kbd>
    </BarButton>
  );
}

/** To the settings, for whoever may change them. */
function SetupSwitch() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const there = useAttention(({ screen }) => screen.kind === 'setup');
  const may = useSession(({ view }) => mayRun(view?.session.person?.role ?? 'viewer', 'installer'));
  if (there || !may) return null;
  return (
    <BarButton
      label={t('setup.key')}
      testId="to-setup"
      onClick={() => {
        attention.visit({ kind: 'setup' });
      }}
    >
      <SettingOutlined aria-hidden /> <kbd>{SETUP_LETTER}</kbd>
    </BarButton>
  );
}

/** To the history. */
function HistorySwitch() {
  const { t } = useTranslation();
  const { attention } = useDesk();
  const there = useAttention(({ screen }) => screen.kind === 'history');
  if (there) return null;
  return (
    <BarButton
      label={t('history.to')}
      testId="to-history"
      onClick={() => {
        attention.visit({ kind: 'history' });
      }}
    >
      <HistoryOutlined aria-hidden /> <kbd>{HISTORY_KEY}</kbd>
    </BarButton>
  );
}

function Clock() {
  const { t } = useTranslation();
  const now = useNow();
  const measured = useBoard(({ lot }) => lot.clock);
  const title = measured === undefined ? t('bar.clock') : `${t('bar.clock')} · ${clockSentence(t, measured)}`;
  return (
    <span className="top-bar-clock" title={title}>
      <time dateTime={new Date(now).toISOString()} data-testid="clock">
        {clockTime(now)}
      </time>
      {measured !== undefined && (
        <span className="dim" data-testid="clock-offset">
          {' '}
          (±{took(t, Math.abs(measured.offsetMs))})
        </span>
      )}
    </span>
  );
}

function Controls() {
  const { t } = useTranslation();
  const { attention, preferences } = useDesk();
  const look = usePreferences((state) => state.look);
  const language = usePreferences((state) => state.language);
  return (
    <nav className="top-bar-controls">
      <BarButton
        label={`${t('bar.language')} · ${t('bar.languageHint')}`}
        testId="language"
        onClick={() => {
          preferences.setState({ language: language === 'en' ? 'zh-CN' : 'en' });
        }}
      >
        {t('bar.language')}
      </BarButton>
      <BarButton
        label={t('bar.themeHint', { now: t(`bar.theme.${look}`) })}
        testId="look"
        onClick={() => {
          preferences.setState({ look: NEXT_LOOK[look] });
        }}
      >
        {LOOK_ICONS[look]}
      </BarButton>
      <SoundControl />
      <BarButton
        label={t('tariff.title')}
        testId="to-tariff"
        onClick={() => {
          attention.open({ kind: 'tariff' });
        }}
      >
        <CalculatorOutlined />
      </BarButton>
      <BarButton
        label={t('bar.about')}
        testId="about"
        onClick={() => {
          attention.open({ kind: 'about' });
        }}
      >
        <InfoCircleOutlined />
      </BarButton>
      <BarButton
        label={t('bar.keys')}
        testId="keys"
        onClick={() => {
          attention.open({ kind: 'keys' });
        }}
      >
        <QuestionOutlined />
      </BarButton>
    </nav>
  );
}
