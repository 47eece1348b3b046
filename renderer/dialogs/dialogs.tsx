import { Suspense } from 'react';
import { late } from '../app/late.tsx';
import { useAttention } from '../store/desk.tsx';
import { PayDialog } from '../exit/pay-dialog.tsx';
import { PayStayDialog } from '../exit/pay-stay-dialog.tsx';
import { SupplyEntryDialog } from '../exit/supply-entry-dialog.tsx';
import { UnlockDialog } from '../session/unlock-dialog.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SureDialog } from './sure-dialog.tsx';

// What is asked at the gate is in the board's own code; these are opened now and then.
const AboutDialog = late(async () => (await import('./about-dialog.tsx')).AboutDialog);
const FlowDialog = late(async () => (await import('./flow/flow-dialog.tsx')).FlowDialog);
const IllegalParkingDialog = late(async () => (await import('./illegal-parking-dialog.tsx')).IllegalParkingDialog);
const ReceiptDialog = late(async () => (await import('../receipt/receipt-dialog.tsx')).ReceiptDialog);
const KeysDialog = late(async () => (await import('./keys-dialog.tsx')).KeysDialog);
const PersonDialog = late(async () => (await import('../session/person-dialog.tsx')).PersonDialog);
const TariffDialog = late(async () => (await import('../tariff/tariff-dialog.tsx')).TariffDialog);
const LiveDialog = late(async () => (await import('../live/live-dialog.tsx')).LiveDialog);
const TypePlateDialog = late(async () => (await import('../live/type-plate-dialog.tsx')).TypePlateDialog);
export const LATE_DIALOGS = [
  FlowDialog,
  ReceiptDialog,
  KeysDialog,
  IllegalParkingDialog,
  TariffDialog,
  PersonDialog,
  AboutDialog,
  LiveDialog,
  TypePlateDialog,
] as const;

/** What lies over the board, one at a time. The plate is edited on its card. */
export function Dialogs() {
  return (
    <Suspense fallback={null}>
      <Chosen />
    </Suspense>
  );
}

function Chosen() {
  const dialog = useAttention((state) => state.dialog);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'reason':
      return <ReasonDialog {...dialog} />;
    case 'sure':
      return <SureDialog {...dialog} />;
    case 'pay':
      return <PayDialog {...dialog} />;
    case 'pay-stay':
      return <PayStayDialog key={dialog.stayId} {...dialog} />;
    case 'supply-entry':
      return <SupplyEntryDialog {...dialog} />;
    case 'picture':
      return <PictureDialog {...dialog} />;
    case 'receipt':
      return <ReceiptDialog key={dialog.chargeIds.join()} {...dialog} />;
    case 'illegal-parking':
      return <IllegalParkingDialog />;
    case 'flow':
      return <FlowDialog />;
    case 'tariff':
      return <TariffDialog />;
    case 'live':
      return <LiveDialog key={dialog.laneId} {...dialog} />;
    case 'type-plate':
      return <TypePlateDialog key={dialog.laneId} {...dialog} />;
    case 'keys':
      return <KeysDialog />;
    case 'about':
      return <AboutDialog />;
    case 'person':
      return <PersonDialog />;
    case 'unlock':
      return <UnlockDialog />;
    case 'plate':
      return null;
  }
}
