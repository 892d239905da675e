// Changing a list without moving what one reads in it.

/** The first card of which one sees something; none where the list is not shown. */
export const inView = list => list.offsetParent === null ? undefined : [...list.children].find(card => card.getBoundingClientRect().bottom > 0);

// What a scroll position could not follow, for it knows whole pixels only: made up for with the next change, so that it does not add up.
let slip = 0;

/** Changes the list and leaves the first card in view where it is. Browsers anchor by themselves, not all of them, and never what is replaced. */
export function keepPlace(list, change) {
  const seen = inView(list), anchor = seen && scrollY > 0 ? seen : null, next = anchor?.nextElementSibling;
  const tops = [anchor, next].map(card => card?.getBoundingClientRect().top);
  change();
  const held = anchor?.isConnected ? 0 : 1, card = [anchor, next][held];
  if (!card?.isConnected) return;
  const off = card.getBoundingClientRect().top - tops[held] + slip, was = scrollY;
  if (off) scrollBy({ top: off, behavior: 'instant' });
  slip = off - (scrollY - was);
  if (Math.abs(slip) > 1) slip = 0;
}

const leaving = new IntersectionObserver(rooms => {
  for (const { isIntersecting, target } of rooms) {
    if (isIntersecting) continue;
    leaving.unobserve(target);
    keepPlace(target.parentElement, () => target.remove());
  }
});

/** Takes a card away. One in sight leaves its room empty, so that nothing moves under who reads; the room goes once it is out of sight. */
export function vacate(card) {
  const list = card.parentElement, { top, bottom, height } = card.getBoundingClientRect();
  if (list.offsetParent === null || bottom <= 0 || top >= innerHeight) return keepPlace(list, () => card.remove());
  const room = document.createElement('p');
  room.className = 'vacated';
  room.dataset.seq = card.dataset.seq;
  room.textContent = 'This post was taken away.';
  room.style.height = `${height}px`;
  const focused = card.contains(document.activeElement);
  card.replaceWith(room);
  if (focused) {
    room.tabIndex = -1;
    room.focus({ preventScroll: true });
  }
  leaving.observe(room);
}
