// The stream of what happens, and the page's own idea of whether the host still answers.

const listeners = new Map();
let lastHeard = Date.now();
let lost = false;

/** Calls `listener` with what each event of a kind carries: health, alert, notice, rules, missed, lost, found. */
export function on(kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, []);
  listeners.get(kind).push(listener);
}

function tell(kind, value) {
  for (const listener of listeners.get(kind) ?? []) listener(value);
}

function heard() {
  lastHeard = Date.now();
  if (lost) {
    lost = false;
    tell('found');
  }
}

/** Connects, and again whenever the browser has given up. */
export function connect() {
  const source = new EventSource('/api/events');
  for (const kind of ['health', 'alert', 'notice', 'rules', 'missed']) {
    source.addEventListener(kind, event => {
      heard();
      tell(kind, JSON.parse(event.data));
    });
  }
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      source.close();
      setTimeout(connect, 2000);
    }
  });
}

// The host speaks every second; four seconds of silence are a loss, whatever the connection says.
setInterval(() => {
  if (!lost && Date.now() - lastHeard > 4000) {
    lost = true;
    tell('lost', lastHeard);
  }
}, 500);
