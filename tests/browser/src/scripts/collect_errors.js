// From now on keeps what the page logs as an error and what it does not catch.
if (window.suiteErrors === undefined) {
  const errors = [];
  window.suiteErrors = errors;
  addEventListener('error', ({ message, target }) => {
    errors.push(message ? `uncaught: ${message}` : `not loaded: ${target.src ?? target.href}`);
  }, { capture: true });
  addEventListener('unhandledrejection', ({ reason }) => errors.push(`unhandled rejection: ${reason}`));
  const log = console.error;
  console.error = (...parts) => {
    errors.push(`console.error: ${parts.join(' ')}`);
    log.apply(console, parts);
  };
}
