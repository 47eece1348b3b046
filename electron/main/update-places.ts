/** How releases are called for this machine, as `scripts/package/config.mjs` and electron-builder name them. */
export interface ReleaseNames {
  /** The feed's file. */
  feed: string;
  suits: (name: string) => boolean;
}

const LINUX_ARCHES: Readonly<Record<string, { deb: string; AppImage: string }>> = {
  x64: { deb: 'amd64', AppImage: 'x86_64' },
  arm64: { deb: 'arm64', AppImage: 'arm64' },
};

/**
 * Null: no releases are made for it.
 * @param appImage the program was started as an AppImage
 */
export function releaseNames(platform: NodeJS.Platform, arch: string, appImage: boolean): ReleaseNames | null {
  if (platform === 'win32' && (arch === 'x64' || arch === 'arm64'))
    return { feed: 'latest.yml', suits: (name) => name.endsWith(`-win-${arch}.exe`) };
  const linux = platform === 'linux' ? LINUX_ARCHES[arch] : undefined;
  if (linux === undefined) return null;
  const ending = appImage ? `${linux.AppImage}.AppImage` : `${linux.deb}.deb`;
  return {
    feed: arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`,
    suits: (name) => name.endsWith(`-linux-${ending}`),
  };
}
