// Loaded into every program of the stack: ends it when the process that started it is gone, however that ended.
// The program gets SIGTERM first, so that it can finish what it is doing. Its own helpers inherit this file, and have
// channels of their own: only the process that the stack itself started is watched.
if (process.channel && process.env.VOLTURA_STARTED_BY === String(process.ppid)) {
  process.channel.unref();
  process.once("disconnect", () => {
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 8000);
    process.kill(process.pid, "SIGTERM");
  });
}
