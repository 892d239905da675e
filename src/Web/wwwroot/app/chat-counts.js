// How many answers each question has: what the hub counted up to a number of the feed, and what came with a higher one.
import { seq } from './live.js';
import { main, placeOf } from './chat-places.js';

/** Cards that came with a higher number than the hub has counted up to, by their question. */
const fresh = new Map();

/** One came. */
export function counted(card) {
  if (card.dataset.answerBy === 'asks' || seq(card) <= Number(document.getElementById('chat-now').dataset.last)) return;
  const place = placeOf(card);
  if (!fresh.has(place)) fresh.set(place, new Map());
  fresh.get(place).set(card.dataset.post, seq(card));
}

/** What the hub counted, and what came since. What left, or moved, the hub tells of within a second. */
export function recount() {
  const now = document.getElementById('chat-now'), last = Number(now.dataset.last);
  for (const [place, cards] of fresh) {
    for (const [id, number] of cards) if (number <= last) cards.delete(id);
    if (!cards.size) fresh.delete(place);
  }
  for (const section of main.querySelectorAll('.question')) {
    const place = Number(section.dataset.question), sign = place ? section.querySelector('.count') : document.getElementById('beside-count');
    if (!sign) continue;
    const total = Number(place ? sign.dataset.count : now.dataset.beside) + (fresh.get(place)?.size ?? 0);
    const words = !place ? String(total) : total === 0 ? 'no answer yet' : total === 1 ? '1 answer' : `${total.toLocaleString('en')} answers`;
    if (sign.textContent !== words) sign.textContent = words;
  }
}

/** One is gone. */
export function uncounted(id) {
  for (const cards of fresh.values()) cards.delete(id);
}
