import { useAttention } from '../store/desk.tsx';
import { AboutDialog } from './about-dialog.tsx';
import { FlowDialog } from './flow/flow-dialog.tsx';
import { IllegalParkingDialog } from './illegal-parking-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SureDialog } from './sure-dialog.tsx';

/** What lies over the board, one at a time. The plate is edited on its card. */
export function Dialogs() {
  const dialog = useAttention((state) => state.dialog);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'reason':
      return <ReasonDialog {...dialog} />;
    case 'sure':
      return <SureDialog {...dialog} />;
    case 'picture':
      return <PictureDialog {...dialog} />;
    case 'illegal-parking':
      return <IllegalParkingDialog />;
    case 'flow':
      return <FlowDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'about':
      return <AboutDialog />;
    case 'plate':
      return null;
  }
}
