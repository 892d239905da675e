// Now and next, room by room. What is on moves by the clock; when a session begins or ends, or the programme changes, the page asks for what is
// next: all pages do so at the same minute, so each waits a moment of its own.
import { favourites, mark, watch } from './favourites.js';
import { localize } from './times.js';

const SPREAD = 8_000, AGAIN = 60_000, LONG_WAIT = 90;

export function rooms(section, { zone, event }) {
  const beats = new Map();
  let asking = 0, asked = 0, due = 0;

  /** Ends what is over, starts what begins. */
  function turn() {
    const at = Date.now() / 1_000, slots = [...section.querySelectorAll('.slot')];
    for (const slot of slots) show(slot, at);
    for (const room of section.querySelectorAll('.rooms > li')) room.hidden = !room.querySelector('.slot:not([hidden])');
    // Whatever was to happen up to now has happened: there is something new to be next.
    if (due && due <= at) ask(SPREAD);
    due = Math.min(...slots.flatMap(slot => [Number(slot.dataset.start), Number(slot.dataset.end)]).filter(moment => moment > at));
  }

  function show(slot, at) {
    const { start, end, session } = slot.dataset, on = start <= at, minutes = Math.ceil(((on ? end : start) - at) / 60);
    slot.hidden = end <= at;
    slot.classList.toggle('on', on);
    slot.querySelector('progress').value = on ? 100 * (at - start) / (end - start) : 0;
    write(slot.querySelector('.left'), on ? `${minutes} min left` : minutes <= LONG_WAIT ? `in ${minutes} min` : '');
    if (beats.has(session)) write(slot.querySelector('.beat'), on ? beats.get(session) : '');
  }

  function ask(within) {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      const mine = ++asked;
      try {
        // Not what this browser keeps from before the change.
        const answer = await fetch(section.dataset.src, { cache: 'no-cache' });
        if (!answer.ok) throw new Error(answer.status);
        const html = await answer.text();
        if (mine === asked) renew(html);
      } catch {
        // What is here goes on by the clock.
        if (mine === asked) ask(AGAIN);
      }
    }, Math.random() * within);
  }

  /** Takes the section as it is by now; who reads in it stays where they are. */
  function renew(html) {
    const open = section.querySelector('details')?.open, at = section.querySelector('.rooms')?.scrollLeft, link = section.contains(document.activeElement) ? document.activeElement : null;
    // Our own server's, which encodes what is not its own.
    section.innerHTML = html;
    section.hidden = !section.querySelector('.rooms > li, .was');
    if (open) section.querySelector('details').open = true;
    if (at) section.querySelector('.rooms').scrollLeft = at;
    if (link) section.querySelector(same(link))?.focus({ preventScroll: true });
    localize(section, zone);
    mark(event, section);
    order(favourites(event));
    turn();
  }

  /** Rooms with something that the visitor keeps come first. */
  function order(kept) {
    const list = section.querySelector('.rooms'), ids = new Set(kept);
    // Nothing moves under the finger that pressed a star.
    if (!list || list.contains(document.activeElement)) return;
    const place = room => Number(![...room.querySelectorAll('.slot')].some(slot => ids.has(slot.dataset.session)));
    for (const room of list.children) room.dataset.place ??= [...list.children].indexOf(room);
    const sorted = [...list.children].sort((a, b) => place(a) - place(b) || a.dataset.place - b.dataset.place);
    if (sorted.some((room, index) => room !== list.children[index])) list.append(...sorted);
  }

  watch(event, order);

  return {
    turn,
    renew: () => ask(1_000),
    pulse(pulses) {
      for (const { session, postsPerMinute, viewers } of pulses)
        if (session)
          beats.set(session, [
            postsPerMinute > 0 && perMinute(postsPerMinute),
            viewers > 1 && `${viewers.toLocaleString('en')} here`,
          ].filter(Boolean).join(' · '));
      turn();
    },
  };
}

/** Finds what one was at among what came in its place. */
function same(element) {
  if (element.matches('a')) return `a[href="${CSS.escape(element.getAttribute('href'))}"]`;
  return element.dataset.favourite ? `[data-favourite="${CSS.escape(element.dataset.favourite)}"]` : element.localName;
}

function perMinute(posts) {
  const number = posts < 10 ? Math.round(posts * 10) / 10 : Math.round(posts);
  return number === 1 ? '1 post a minute' : `${number} posts a minute`;
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
