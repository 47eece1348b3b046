import { Button, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownAs, writtenAs } from '../form/measures.ts';
import type { Measure } from '../form/measures.ts';
import { useField } from '../form/use-field.ts';
import { valueAt, withValue } from '../site-paths.ts';
import { useSetupStore, useValue } from '../use-setup.ts';
import { USUAL_WIRING } from './barrier-drafts.ts';

const RELAYS = ['open', 'close', 'stop'] as const;
const CONTACTS = ['opened', 'closed', 'passageLoop', 'approachLoop', 'button', 'remote'] as const;

/** Which relay of the board moves the arm how, and which contact tells what: numbered as the board prints them. */
export function WiringTable({ at }: { at: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const barrier = useValue(at);
  const [measure, setMeasure] = useState<Measure>('from-one');
  return (
    <div className="setup-part">
      <div className="setup-acts">
        <label>
          {t('setup.wiring.counted')}{' '}
          <Select<Measure>
            value={measure}
            options={[
              { value: 'from-one', label: t('setup.wiring.fromOne') },
              { value: 'plain', label: t('setup.wiring.fromZero') },
            ]}
            onChange={setMeasure}
          />
        </label>
        <Button
          data-testid="usual-wiring"
          onClick={() => {
            const coils = withValue(barrier, 'coils', valueAt(USUAL_WIRING, 'coils'));
            void store.choose(at, withValue(coils, 'inputs', valueAt(USUAL_WIRING, 'inputs')));
          }}
        >
          {t('setup.wiring.usual')}
        </Button>
      </div>
      <table className="setup-table" data-testid="wiring">
        <thead>
          <tr>
            <th scope="col">{t('setup.wiring.relay')}</th>
            <th scope="col">{t('setup.wiring.number')}</th>
            <th scope="col">{t('setup.wiring.how')}</th>
            <th scope="col">{t('setup.wiring.length')}</th>
          </tr>
        </thead>
        <tbody>
          {RELAYS.map((name) => (
            <RelayRow key={name} at={`${at}.coils.${name}`} of={name} measure={measure} />
          ))}
        </tbody>
      </table>
      <table className="setup-table">
        <thead>
          <tr>
            <th scope="col">{t('setup.wiring.contact')}</th>
            <th scope="col">{t('setup.wiring.number')}</th>
            <th scope="col">{t('setup.wiring.inverted')}</th>
          </tr>
        </thead>
        <tbody>
          {CONTACTS.map((name) => (
            <ContactRow key={name} at={`${at}.inputs.${name}`} of={name} measure={measure} />
          ))}
        </tbody>
      </table>
      <p className="dim">{t('setup.wiring.hint')}</p>
    </div>
  );
}

interface RowProps {
  at: string;
  of: string;
  measure: Measure;
}

function RelayRow({ at, of, measure }: RowProps) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const relay = useValue(at);
  const mode = useField(`${at}.mode`);
  const ms = useField(`${at}.ms`);
  const there = relay !== undefined;
  return (
    <tr>
      <th scope="row">{t(`setup.site.lanes.barrier.coils.${of}.label`)}</th>
      <td>
        <Number at={`${at}.coil`} whole={at} measure={measure} keep={of === 'open'} />
      </td>
      <td>
        {there && (
          <Select<string>
            value={typeof mode.value === 'string' ? mode.value : 'pulse'}
            style={{ minWidth: 220 }}
            aria-label={mode.label}
            options={mode.bounds.choices.map((value) => ({
              value: String(value),
              label: t(`setup.site.lanes.barrier.relay.mode.choice.${value}`),
            }))}
            onChange={(value) => void store.choose(`${at}.mode`, value)}
          />
        )}
      </td>
      <td>
        {there && valueAt(relay, 'mode') !== 'level' && (
          <InputNumber
            value={typeof ms.value === 'number' ? ms.value : null}
            min={ms.bounds.least}
            max={ms.bounds.most}
            step={100}
            placeholder={typeof ms.bounds.standard === 'number' ? String(ms.bounds.standard) : ''}
            suffix={t('setup.unit.ms')}
            aria-label={ms.label}
            onChange={(value) => {
              store.type(`${at}.ms`, typeof value === 'number' ? value : undefined);
            }}
            onBlur={() => void store.flush()}
          />
        )}
      </td>
    </tr>
  );
}

function ContactRow({ at, of, measure }: RowProps) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const contact = useValue(at);
  return (
    <tr>
      <th scope="row">
        {t(`setup.site.lanes.barrier.inputs.${of}.label`)}
        <div className="dim">{t(`setup.wiring.about.${of}`)}</div>
      </th>
      <td>
        <Number at={`${at}.input`} whole={at} measure={measure} keep={false} />
      </td>
      <td>
        {contact !== undefined && (
          <Switch
            checked={valueAt(contact, 'inverted') === true}
            aria-label={t('setup.wiring.inverted')}
            onChange={(on) => void store.choose(`${at}.inverted`, on)}
          />
        )}
      </td>
    </tr>
  );
}

/** The number of a relay or contact; emptied, it is not wired. `keep`: it cannot be left out. */
function Number({ at, whole, measure, keep }: { at: string; whole: string; measure: Measure; keep: boolean }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { value, bounds, label, mistake } = useField(at);
  return (
    <>
      <InputNumber
        value={typeof value === 'number' ? shownAs(measure, value) : null}
        min={shownAs(measure, bounds.least ?? 0)}
        max={shownAs(measure, bounds.most ?? 255)}
        precision={0}
        placeholder={keep ? '' : t('setup.wiring.none')}
        status={mistake === '' ? '' : 'error'}
        aria-label={label}
        data-testid={at}
        onChange={(shown) => {
          if (typeof shown === 'number') store.type(at, writtenAs(measure, shown));
          else store.type(keep ? at : whole, undefined);
        }}
        onBlur={() => void store.flush()}
      />
      {mistake !== '' && <div className="setup-bad">{mistake}</div>}
    </>
  );
}
