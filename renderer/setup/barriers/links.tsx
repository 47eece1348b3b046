import { Alert, Button, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundPorts, ProbeOutcome } from '../../../electron/contract/discovery.ts';
import { Field } from '../form/field.tsx';
import { Rows } from '../form/rows.tsx';
import { textAt, valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useList, useSetupStore } from '../use-setup.ts';
import { useTrial } from '../use-trial.ts';
import { atSpeedOf, linkDraft } from './barrier-drafts.ts';

/** Serial lines and device servers: each found, named once, and probed for what answers on it. */
export function Links() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const links = useList('links');
  const { trial, run } = useTrial('setup.find-ports');
  useEffect(() => {
    void run({});
    // Once when the page is opened; by hand after something was plugged in.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const ports = trial.state === 'answered' ? trial.answer : null;
  const free = ports?.ports.filter(({ path }) => !links.some((link) => valueAt(link, 'path') === path)) ?? [];
  return (
    <>
      <div className="setup-acts">
        <Button data-testid="find-ports" disabled={trial.state === 'busy'} onClick={() => void run({})}>
          {t('setup.links.find')}
        </Button>
        {free.map(({ path, adapter }) => (
          <Button
            key={path}
            type="dashed"
            data-testid={`use-${path}`}
            onClick={() => void store.choose('links', [...links, linkDraft('serial', links, path)])}
          >
            {t('setup.links.use', { port: adapter === null ? path : `${path} (${adapter})` })}
          </Button>
        ))}
        <Button
          type="dashed"
          data-testid="add-tcp"
          onClick={() => void store.choose('links', [...links, linkDraft('tcp', links)])}
        >
          {t('setup.links.addServer')}
        </Button>
      </div>
      <TrialWaits trial={trial} words={t('setup.links.finding')} />
      {ports !== null && ports.ports.length === 0 && <p className="dim">{t('setup.links.noPorts')}</p>}
      {ports?.named === false && <p className="dim">{t('discovery.namesMissing')}</p>}
      <Rows
        at="links"
        add={t('setup.links.add')}
        start={(before) => linkDraft('serial', before)}
        title={(link) => textAt(link, 'id')}
        empty={t('setup.links.none')}
      >
        {(at, link) => <Link at={at} link={link} ports={ports} />}
      </Rows>
    </>
  );
}

function Link({ at, link, ports }: { at: string; link: Json; ports: FoundPorts | null }) {
  const serial = valueAt(link, 'kind') === 'serial';
  const names = serial ? ['path', 'baudRate', 'parity', 'dataBits', 'stopBits'] : ['host', 'port'];
  return (
    <>
      <div className="setup-grid">
        {serial && ports !== null && ports.ports.length > 0 && <PortChoice at={`${at}.path`} ports={ports} />}
        {names
          .filter((name) => name !== 'path' || ports === null || ports.ports.length === 0)
          .map((name) => (
            <Field key={name} at={`${at}.${name}`} placeholder={name === 'path' ? 'COM3' : undefined} />
          ))}
      </div>
      <Probe at={at} link={link} />
    </>
  );
}

/** A port of this machine with its adapter's name; also the one that is written, though it is not plugged in now. */
function PortChoice({ at, ports }: { at: string; ports: FoundPorts }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const path = useList('links').map((link) => valueAt(link, 'path'))[Number(/\d+/.exec(at)?.[0])];
  const written = typeof path === 'string' ? path : undefined;
  const known = ports.ports.some((port) => port.path === written);
  const options = ports.ports.map((port) => ({
    value: port.path,
    label: port.adapter === null ? port.path : `${port.path} · ${port.adapter}`,
  }));
  return (
    <label className="setup-part">
      {t('setup.site.links.path.label')}
      <Select<string>
        value={written}
        data-testid={at}
        options={
          known || written === undefined
            ? options
            : [...options, { value: written, label: t('setup.links.notThere', { path: written }) }]
        }
        onChange={(next) => void store.choose(at, next)}
      />
    </label>
  );
}

function Probe({ at, link }: { at: string; link: Json }) {
  const { t } = useTranslation();
  const { trial, run } = useTrial('setup.probe-line');
  const linkId = textAt(link, 'id');
  return (
    <>
      <div className="setup-acts">
        <Button disabled={trial.state === 'busy'} data-testid={`probe-${linkId}`} onClick={() => void run({ linkId })}>
          {t('setup.links.probe')}
        </Button>
        <span className="dim">{t('setup.links.probeHint')}</span>
      </div>
      <TrialWaits trial={trial} words={t('setup.links.probing')} />
      {trial.state === 'answered' && <Heard at={at} link={link} outcome={trial.answer} />}
    </>
  );
}

function Heard({ at, link, outcome }: { at: string; link: Json; outcome: ProbeOutcome }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  if (outcome.type === 'nothing')
    return (
      <TrialLine ok={false} detail={outcome.detail}>
        {t(`discovery.trouble.${outcome.trouble}`)}
      </TrialLine>
    );
  return (
    <>
      {outcome.devices.map((device) => (
        <TrialLine key={`${device.kind} ${device.address} ${device.baudRate}`} ok>
          {t(`setup.links.found.${device.kind}`, { address: device.address, baudRate: device.baudRate })}{' '}
          {valueAt(link, 'kind') === 'serial' && valueAt(link, 'baudRate') !== device.baudRate && (
            <Button
              size="small"
              data-testid="take-speed"
              onClick={() => void store.choose(at, atSpeedOf(link, device))}
            >
              {t('setup.links.takeSpeed', { baudRate: device.baudRate })}
            </Button>
          )}
        </TrialLine>
      ))}
      {outcome.devices.length > 1 && <Alert type="info" title={t('setup.links.several')} />}
    </>
  );
}
