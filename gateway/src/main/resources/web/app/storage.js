// What this browser remembers. Storage may be forbidden or full: then nothing is remembered, and nothing breaks.
const PREFIX = 'monster-mash.';

export function recall(key, otherwise) {
  try {
    const value = localStorage.getItem(PREFIX + key);
    return value === null ? otherwise : JSON.parse(value);
  } catch {
    return otherwise;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Without storage a draft lives as long as the page.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was remembered either.
  }
}
