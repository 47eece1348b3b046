import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../files/durable.ts';

/** What Electron's `app` has of it, on Windows and macOS. */
export interface LoginItems {
  setLoginItemSettings(settings: { openAtLogin: boolean; path: string; args: string[] }): void;
}

export interface LoginParts {
  platform: NodeJS.Platform;
  items: LoginItems;
  /** The program as the system starts it: of an AppImage the image, not what it unpacks. */
  program: string;
  args: readonly string[];
  /** Linux: `~/.config`, or what XDG_CONFIG_HOME names. */
  configuration: string;
}

const ENTRY = 'gatehouse.desktop';

/**
 * Has the program start when its user logs in, or no more: on Linux by a file of the freedesktop autostart folder,
 * elsewhere by the system's own list. Safe to repeat. Throws the system's error.
 */
export function startAtLogin(wanted: boolean, parts: LoginParts): void {
  const { platform, items, program, args, configuration } = parts;
  if (platform !== 'linux') return items.setLoginItemSettings({ openAtLogin: wanted, path: program, args: [...args] });
  const folder = join(configuration, 'autostart');
  const file = join(folder, ENTRY);
  if (!wanted) {
    if (existsSync(file)) rmSync(file);
    return;
  }
  mkdirSync(folder, { recursive: true });
  const command = [program, ...args].map(quoted).join(' ');
  const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Gatehouse', `Exec=${command}`, 'Terminal=false', ''];
  writeDurably(file, Buffer.from(lines.join('\n')));
}

/**
 * An argument of Exec: in quotes, where backslash, quote, backtick and dollar are escaped; then, as in any value of such a
 * file, each backslash once more. A percent sign is doubled, since codes like %f stand for something.
 */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('\\', '\\\\');
  return `"${inQuotes.replaceAll('%', '%%')}"`;
}
