// Imported first and importing nothing, so that even an old Node reaches the sentence below.
const version = process.versions.node;
if (Number(version.split(".")[0]) < 20) {
  process.stderr.write(`
Node ${version} is too old: Voltura needs Node 20 or newer.
Install a current Node from https://nodejs.org and start again.
`);
  process.exit(1);
}
