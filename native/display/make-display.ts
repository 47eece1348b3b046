import type { DisplayConfig } from '../../electron/contract/site-displays.ts';
import type { Clock } from '../clock/contract.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { createAa55 } from './aa55.ts';
import type { Display } from './contract.ts';
import { createCustomBoard } from './custom-frame.ts';
import { createBoardDisplay } from './driver.ts';
import { createOlm } from './olm.ts';
import type { BoardProtocol } from './protocol.ts';

/** A board of the site file, on the line that it names. */
export function makeDisplay(config: DisplayConfig, line: SharedLine, clock: Clock): Display {
  const { rows, speaks } = config;
  return createBoardDisplay({ protocol: protocolOf(config), line, clock, rows, speaks });
}

function protocolOf(config: DisplayConfig): BoardProtocol {
  switch (config.driver) {
    case 'olm':
      return createOlm(config);
    case 'aa55':
      return createAa55(config);
    case 'custom-frame':
      return createCustomBoard(config);
  }
}
