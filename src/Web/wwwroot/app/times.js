// What the server cannot know when it renders a card: how long ago that is by now, what day it is, and what time it is for the viewer.

// Making a format costs far more than using one, and a schedule has a thousand hours.
const formats = new Map();
function format(language, options) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key);
}

/** "now", "4 min", "2 h", then the hour in the event's zone. */
export function ago(at, now, zone) {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 12 * 60) return `${Math.floor(minutes / 60)} h`;
  return format('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at);
}

export const clock = (at, zone) => format('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
export const weekday = (at, zone) => format('en-GB', { timeZone: zone, weekday: 'short' }).format(at);
export const day = (at, zone) => format('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
export const shortDay = (at, zone) => format('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '');
export const longDay = (at, zone) => format('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at).replace(',', '');

/** Hides today's date, and says beside each hour what the viewer's own clock shows where it is another. */
export function localize(within, zone, now = new Date()) {
  const today = day(now, zone), own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of within.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime), there = clock(at, zone), here = clock(at, own);
    const date = time.querySelector('.day');
    if (date) date.hidden = day(at, zone) === today;
    if (here !== there) {
      time.dataset.there ??= time.title || there;
      time.title = `${time.dataset.there} · ${here} for you`;
    }
  }
  // A programme is planned by: there the viewer's own hour is in sight, without a pointer to rest on it.
  for (const hours of within.querySelectorAll('.hours')) {
    const at = new Date(hours.querySelector('time').dateTime), here = clock(at, own);
    if (here === clock(at, zone) || hours.querySelector('.own')) continue;
    const words = document.createElement('span');
    words.className = 'own';
    words.textContent = `${here} for you`;
    hours.append(words);
  }
}
