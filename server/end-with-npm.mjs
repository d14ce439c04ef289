// npm runs scripts through a shell that does not pass SIGTERM on: without this, ending "npm start" leaves the server behind.
const LOOK_EVERY_MS = 500;

if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  looking.unref();
}
