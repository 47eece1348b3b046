import { Drawer } from 'antd';
import type { ReactNode } from 'react';

interface SideDrawerProps {
  title: ReactNode;
  /** Beside the title: what can be done. */
  acts?: ReactNode;
  /** px. */
  size: number;
  autoFocus?: boolean;
  /** It has slid in. */
  onOpened?: () => void;
  onBack: () => void;
  children: ReactNode;
}

/** One thing with all that is known of it, beside the list it is from. */
export function SideDrawer({ title, acts, size, autoFocus = true, onOpened, onBack, children }: SideDrawerProps) {
  return (
    <Drawer
      open
      // One Esc, one step: the screen's keys see to it.
      keyboard={false}
      // The list beside it stays at hand, and the lanes that ask stay in sight.
      mask={false}
      autoFocus={autoFocus}
      getContainer={false}
      rootStyle={{ position: 'absolute' }}
      styles={{ section: { background: 'var(--panel)' } }}
      size={size}
      title={title}
      extra={acts}
      afterOpenChange={(open) => {
        if (open) onOpened?.();
      }}
      onClose={onBack}
    >
      {children}
    </Drawer>
  );
}
