import { startPlatform } from '../../../demo/platform/platform.ts';

/** The platform in a process of its own, so that it takes no time from the clock that measures. */
const platform = await startPlatform({ parkCode: process.argv[2] ?? '' });
process.send?.(platform.access);
process.on('message', () => process.send?.(platform.book.entries.length));
process.on('disconnect', () => process.exit(0));
