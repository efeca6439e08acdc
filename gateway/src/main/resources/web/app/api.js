// The gateway's HTTP side.

/** An answer that is not 2xx; status 0 = no answer at all. */
export class Refused extends Error {
  constructor(status, detail, retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Refused(0, '', null);
  }
  if (answer.status === 401) {
    location.assign('/login'); // The room's password changed, or its cookie is gone.
  }
  const json = await answer.json().catch(() => null);
  if (!answer.ok) {
    const seconds = Number(answer.headers.get('retry-after'));
    throw new Refused(answer.status, json?.detail ?? `${answer.status}`, seconds > 0 ? seconds : null);
  }
  return json;
}

const room = (name) => `/api/rooms/${encodeURIComponent(name)}`;
const persona = (name, key) => `${room(name)}/personas/${encodeURIComponent(key)}`;

export const api = {
  rooms: () => ask('GET', '/api/rooms'),
  page: async (name, before, limit) => (await ask('GET', `${room(name)}/messages?before=${before}&limit=${limit}`)).messages,
  search: async (name, words) => (await ask('GET', `${room(name)}/search?q=${encodeURIComponent(words)}`)).messages,
  send: (name, message) => ask('POST', `${room(name)}/messages`, message),
  stop: (name) => ask('POST', `${room(name)}/stop`),
  speak: (name, key) => ask('POST', `${persona(name, key)}/speak`),
  mute: (name, key, muted) => ask('PUT', `${persona(name, key)}/muted`, { muted }),
  request: (name, reply) => ask('GET', `${room(name)}/replies/${encodeURIComponent(reply)}/request`),
  transcript: (name, form) => `${room(name)}/transcript.${form}`,
};
