// What is asked now, what comes next, and the way there.
import { calm } from './live.js';
import { main, sectionOf } from './chat-places.js';

/** "Q3 in 4 min", by the clock. */
export function countdown() {
  const now = document.getElementById('chat-now'), sign = document.getElementById('chat-next');
  if (!sign) return;
  const left = Math.ceil((Number(now.dataset.due) - Date.now() / 1000) / 60);
  const words = left > 0 && left <= 90 ? `Q${now.dataset.next} in ${left} min` : left > -5 && left <= 0 ? `Q${now.dataset.next} any moment` : '';
  sign.hidden = !words;
  if (words && sign.textContent !== words) sign.textContent = words;
}

// The bar says what is asked now to whoever has scrolled past its head, and not twice.
const seeing = new IntersectionObserver(([{ isIntersecting }]) => { main.dataset.now = isIntersecting ? 'seen' : 'far'; });
export function watchNow() {
  seeing.disconnect();
  const open = document.getElementById('chat-now').dataset.open, head = open && sectionOf(open)?.querySelector('.q-head');
  if (head) seeing.observe(head);
  else delete main.dataset.now;
}

/** Scrolls to what is asked now. */
export function toNow() {
  const now = document.getElementById('chat-now'), head = now.dataset.open ? sectionOf(now.dataset.open) : document.getElementById('beside');
  scrollTo({ top: scrollY + (head?.getBoundingClientRect().top ?? 0) - now.offsetHeight - 16, behavior: calm() ? 'instant' : 'smooth' });
}
