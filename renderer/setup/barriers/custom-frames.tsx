import { InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Optional, Part } from '../form/part.tsx';
import { useSetupStore, useText, useValue } from '../use-setup.ts';
import { valueAt } from '../site-paths.ts';
import { FrameTester } from './frame-tester.tsx';

const BITS = ['opened', 'closed', 'passageLoop', 'approachLoop', 'button', 'remote'] as const;

/** A controller's own frames, as its manual prints them, each with a tester. */
export function CustomFrames({ at }: { at: string }) {
  const { t } = useTranslation();
  const link = useText(`${at}.link`);
  return (
    <>
      <p className="dim">{t('setup.frames.hint')}</p>
      <Checksum at={`${at}.checksum`} />
      <Part title={t('setup.site.lanes.barrier.commands.open.label')}>
        <Frame at={`${at}.commands.open`} checksumAt={`${at}.checksum`} linkId={link} />
      </Part>
      {(['close', 'stop'] as const).map((act) => (
        <Optional key={act} at={`${at}.commands.${act}`} start={() => ({ send: '' })}>
          <Frame at={`${at}.commands.${act}`} checksumAt={`${at}.checksum`} linkId={link} />
        </Optional>
      ))}
      <Optional at={`${at}.status`} start={() => ({ send: '', reply: '', bits: {} })}>
        <Frame at={`${at}.status`} checksumAt={`${at}.checksum`} linkId={link} />
        <table className="setup-table">
          <thead>
            <tr>
              <th scope="col">{t('setup.frames.bitOf')}</th>
              <th scope="col">{t('setup.site.lanes.barrier.bit.byte.label')}</th>
              <th scope="col">{t('setup.site.lanes.barrier.bit.bit.label')}</th>
              <th scope="col">{t('setup.wiring.inverted')}</th>
            </tr>
          </thead>
          <tbody>
            {BITS.map((name) => (
              <BitRow key={name} at={`${at}.status.bits.${name}`} of={name} />
            ))}
          </tbody>
        </table>
      </Optional>
    </>
  );
}

/** How {check} is reckoned: nothing of it where frames have none. */
export function Checksum({ at }: { at: string }) {
  const kind = useText(`${at}.kind`);
  return (
    <div className="setup-grid">
      <Field at={`${at}.kind`} />
      {kind !== '' && kind !== 'none' && (
        <>
          {(kind === 'sum16' || kind === 'crc16-modbus') && <Field at={`${at}.order`} />}
          <Field at={`${at}.from`} />
          <Field at={`${at}.until`} />
        </>
      )}
    </div>
  );
}

function Frame({ at, checksumAt, linkId }: { at: string; checksumAt: string; linkId: string }) {
  return (
    <>
      <div className="setup-grid">
        <Field at={`${at}.send`} placeholder="A5 01 {check}" />
        <Field at={`${at}.reply`} placeholder="A5 81 ?? {check}" />
      </div>
      <FrameTester at={at} checksumAt={checksumAt} linkId={linkId} />
    </>
  );
}

function BitRow({ at, of }: { at: string; of: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const bit = useValue(at);
  return (
    <tr>
      <th scope="row">{t(`setup.site.lanes.barrier.inputs.${of}.label`)}</th>
      <td>
        <InputNumber
          value={valueAt(bit, 'byte') as number | null | undefined}
          min={0}
          max={255}
          precision={0}
          placeholder={t('setup.wiring.none')}
          aria-label={t('setup.site.lanes.barrier.bit.byte.label')}
          onChange={(byte) => {
            if (typeof byte === 'number') store.type(at, { ...(bit as object), byte, bit: valueAt(bit, 'bit') ?? 0 });
            else store.type(at, undefined);
          }}
          onBlur={() => void store.flush()}
        />
      </td>
      <td>
        {bit !== undefined && (
          <Select<number>
            value={valueAt(bit, 'bit') as number}
            aria-label={t('setup.site.lanes.barrier.bit.bit.label')}
            options={[0, 1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: String(value) }))}
            onChange={(value) => void store.choose(`${at}.bit`, value)}
          />
        )}
      </td>
      <td>
        {bit !== undefined && (
          <Switch
            checked={valueAt(bit, 'inverted') === true}
            aria-label={t('setup.wiring.inverted')}
            onChange={(on) => void store.choose(`${at}.inverted`, on)}
          />
        )}
      </td>
    </tr>
  );
}
