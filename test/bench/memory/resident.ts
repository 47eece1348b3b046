import { execFileSync } from 'node:child_process';

/** What a process has in memory, MB, with what it shares with others. Asks `ps`, which Windows does not have. */
export function residentMB(pid: number): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}
