// Changing a list without moving what one reads in it.
import { find } from './live.js';

/** The first card of which one sees something; none where the list is not shown. */
export const inView = list => list.offsetParent === null ? undefined : [...list.children].find(card => card.getBoundingClientRect().bottom > 0);

// Where what is read stands, from when the reader last scrolled: measured anew each time, fractions of pixels would add up.
let held = null;

/** Changes the list and leaves the first card in view where it is. Browsers anchor by themselves, but not all of them, and never what is replaced. */
export function keepPlace(list, change) {
  if (!isHeld(list)) held = hold(list, inView(list));
  const next = held && hold(list, held.card.nextElementSibling);
  change();
  if (held && !held.card.isConnected) held = instead(held) ?? next;
  if (!held?.card.isConnected) return;
  const off = held.card.getBoundingClientRect().top - held.top;
  if (Math.abs(off) > .5) scrollBy({ top: off, behavior: 'instant' });
  // The browser's own anchoring comes a frame later, and in whole pixels.
  requestAnimationFrame(() => requestAnimationFrame(settle));
}

function settle() {
  const off = isHeld(held?.list) ? held.card.getBoundingClientRect().top - held.top : 0;
  if (Math.abs(off) > .5) scrollBy({ top: off, behavior: 'instant' });
}

const isHeld = list => list && held?.list === list && held.card.isConnected && list.offsetParent !== null && scrollY > 0
  && Math.abs(held.card.getBoundingClientRect().top - held.top) < 1.5;

const hold = (list, card) => card && scrollY > 0 ? { list, card, id: card.dataset.post, top: card.getBoundingClientRect().top } : null;

/** Another version of a card stays where that one stood, as long as its head is in sight; otherwise what follows it does. */
function instead({ list, id, top }) {
  const card = id && top >= 0 && find(list, id);
  return card ? { list, card, id, top } : null;
}

const leaving = new IntersectionObserver(rooms => {
  for (const { isIntersecting, target } of rooms) {
    if (isIntersecting) continue;
    leaving.unobserve(target);
    if (target.isConnected) keepPlace(target.parentElement, () => target.remove());
  }
});

/** Takes a card away. One in sight leaves its room empty, so that nothing moves under who reads; the room goes once it is out of sight. */
export function vacate(card) {
  const list = card.parentElement, { top, bottom, height } = card.getBoundingClientRect();
  if (list.offsetParent === null || bottom <= 0 || top >= innerHeight) return keepPlace(list, () => card.remove());
  const room = document.createElement('p');
  room.className = 'vacated';
  room.dataset.seq = card.dataset.seq;
  room.textContent = 'This post is no longer here.';
  room.style.height = `${height}px`;
  const focused = card.contains(document.activeElement);
  card.replaceWith(room);
  if (focused) {
    room.tabIndex = -1;
    room.focus({ preventScroll: true });
  }
  leaving.observe(room);
}
