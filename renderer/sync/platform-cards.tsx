import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SyncPlatformView } from '../../electron/contract/sync.ts';
import { elapsed, shortTime, took } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { drainOf } from './drain.ts';
import { isSlow } from './late.ts';
import { shownPlatform, waitingOf } from './sync-state.ts';
import { causeSentence, figure, platformName } from './words.ts';
import './platform-cards.css';

/** Each platform at a glance; the one that is chosen has its reports below. */
export function PlatformCards() {
  const { t } = useTranslation();
  const platforms = useSync(({ view }) => view?.platforms ?? NONE);
  return (
    <section className="platforms" role="radiogroup" aria-label={t('sync.title')}>
      {platforms.map((shown) => (
        <PlatformCard key={shown.platform.id} shown={shown} alone={platforms.length === 1} />
      ))}
    </section>
  );
}

const NONE: readonly SyncPlatformView[] = [];

function PlatformCard({ shown, alone }: { shown: SyncPlatformView; alone: boolean }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const { platform } = shown;
  const chosen = useSync((state) => shownPlatform(state)?.platform.id === platform.id);
  const waiting = waitingOf(shown);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      className="platform"
      data-state={platform.state}
      data-chosen={chosen && !alone}
      data-testid={`sync-platform-${platform.id}`}
      onClick={() => {
        sync.store.choosePlatform(platform.id);
      }}
    >
      <State shown={shown} />
      <dl className="platform-figures">
        <div>
          <dt>{t('sync.waiting')}</dt>
          <dd data-testid="waiting">{figure(waiting)}</dd>
          <dd className="dim">
            {t('sync.liveAndBacklog', { live: figure(platform.waitingLive), backlog: figure(platform.waitingBacklog) })}
          </dd>
        </div>
        <Oldest since={platform.oldestWaiting} />
        <div data-tone={platform.parked > 0 ? 'ask' : 'none'}>
          <dt>{t('sync.parked')}</dt>
          <dd data-testid="parked">{figure(platform.parked)}</dd>
          <dd className="dim">{platform.parked > 0 ? t('sync.parkedHint') : t('sync.parkedNone')}</dd>
        </div>
        <Speed shown={shown} />
      </dl>
      <Draining shown={shown} />
    </button>
  );
}

/** The light, and in a sentence what is wrong and whose turn it is. */
function State({ shown }: { shown: SyncPlatformView }) {
  const { t } = useTranslation();
  const now = useNow();
  const { platform } = shown;
  const time = shortTime(platform.since, now);
  const words = causeSentence(t, platform);
  return (
    <div className="platform-state">
      <strong className="platform-name">{platformName(t, shown)}</strong>
      <span className="platform-light" data-state={platform.state}>
        {t('platform.since', { state: t(`platform.${platform.state}`), time })}
      </span>
      {platform.state !== 'up' && (
        <p className="platform-cause" title={platform.detail ?? undefined} data-testid="cause">
          {words} {platform.detail !== null && platform.detail !== words && <span>{platform.detail}</span>}
        </p>
      )}
    </div>
  );
}

function Oldest({ since }: { since: number | null }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div>
      <dt>{t('sync.oldest')}</dt>
      <dd>{since === null ? '—' : elapsed(since, now)}</dd>
      <dd className="dim">
        {since === null ? t('sync.allSent') : t('sync.oldestSince', { time: shortTime(since, now) })}
      </dd>
    </div>
  );
}

/** 8.1: within 3 s of what happened. */
function Speed({ shown }: { shown: SyncPlatformView }) {
  const { t } = useTranslation();
  const { p50Ms, p99Ms } = shown.platform;
  const late = shown.interfaces.reduce((sum, each) => sum + each.late, 0);
  return (
    <div data-tone={isSlow(p99Ms) ? 'ask' : 'none'}>
      <dt>{t('sync.speed')}</dt>
      <dd>{p99Ms === null ? '—' : took(t, p99Ms)}</dd>
      <dd className="dim">
        {late > 0
          ? t('sync.lateToday', { count: late, figure: figure(late) })
          : p50Ms === null
            ? t('sync.noneToday')
            : t('sync.half', { p50: took(t, p50Ms) })}
      </dd>
    </div>
  );
}

function Draining({ shown }: { shown: SyncPlatformView }) {
  const { t } = useTranslation();
  const peak = useSync(({ peaks }) => peaks[shown.platform.id]);
  const drain = drainOf(shown, peak);
  if (drain === null) return null;
  return (
    <div className="platform-drain" data-testid="drain">
      {(drain.percent > 0 || drain.leftMs !== null) && (
        <>
          <Progress percent={drain.percent} size="small" showInfo={false} status="normal" />
          <span>{t('sync.sent', { percent: drain.percent })}</span>
        </>
      )}
      <span>
        {drain.leftMs === null
          ? t(shown.platform.state === 'up' ? 'sync.stalls' : 'sync.waitsForPlatform')
          : t('sync.drains', { rate: figure(Math.round(shown.perSecond)), left: timeLeft(t, drain.leftMs) })}
      </span>
    </div>
  );
}

/** Rounded up to what a person can use: 40 s, 3 min, 2 h 5 min. */
function timeLeft(t: ReturnType<typeof useTranslation>['t'], ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return t('sync.left.seconds', { seconds: Math.max(1, seconds) });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return t('sync.left.minutes', { minutes });
  return t('sync.left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
