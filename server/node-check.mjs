// Plain JavaScript on purpose: it must still speak on a Node that cannot read the rest.
const wanted = [24, 12];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Amends needs Node ${wanted.join('.')} or newer; this is ${process.versions.node}.\n` +
      'On Linux (x64, arm64) and Windows, "npm ci" brings the right one along, unless it ran with --omit=optional.\n' +
      'Elsewhere, install it from https://nodejs.org and run the same line again.',
  );
  process.exit(1);
}
