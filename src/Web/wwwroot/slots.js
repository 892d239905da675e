// Now and next beside the posts, as the day goes on and as the programme changes.
import { clock, day } from './times.js';

const list = document.getElementById('programme'), box = document.getElementById('next-box'), MOST = 6;

/** Hides what is over, marks what is on. */
export function turnSlots() {
  const at = Date.now() / 1000;
  let shown = 0;
  for (const item of list.children) {
    const over = item.dataset.end <= at;
    item.hidden = over || ++shown > MOST;
    item.classList.toggle('now', !over && item.dataset.start <= at);
  }
  box.hidden = shown === 0;
}

/** Lays the programme out anew: the same markup as Events/EventSide.razor. */
export function renewSlots(sessions, zone, own) {
  const today = day(new Date(), zone);
  list.replaceChildren(...sessions.map(session => {
    const start = new Date(session.start), end = new Date(session.end);
    const hours = made('span', { className: 'hours' }, time(start, zone), '–', time(end, zone));
    const date = day(start, zone) === today ? '' : new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(start).replace(',', '');
    const title = made('a', { href: `${location.pathname}?session=${encodeURIComponent(session.id)}`, dir: 'auto' }, session.title);
    if (session.id === own) title.setAttribute('aria-current', 'page');
    const item = made('li', {}, made('span', { className: `room-${session.hue} at` }, hours), title,
      made('span', { className: 'quiet', dir: 'auto' }, [date, session.room, session.speakers.join(', ')].filter(Boolean).join(' · ')));
    item.dataset.start = start / 1000;
    item.dataset.end = end / 1000;
    return item;
  }));
  turnSlots();
}

const time = (at, zone) => made('time', { dateTime: at.toISOString() }, clock(at, zone));
const made = (name, properties, ...content) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
};
