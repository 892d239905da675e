// Older posts of one question, fetched as the reader asks for them.
import { cardsOf } from './live.js';
import { dress, gone, listOf, main, placed, settle, zone } from './chat-places.js';
import { localize } from './times.js';

const WORDS = 'Earlier ones', LOADING = 'Loading…', PATIENCE = 20_000;
/** What changed while older posts were on their way: these may be brought as they were. */
const newer = new Map();
let underWay = 0;

/** Follows a section's link to those before. */
export async function more(link) {
  if (link.textContent === LOADING) return;
  const section = link.closest('.question'), { before } = link.dataset;
  link.textContent = LOADING;
  underWay++;
  try {
    const address = new URL(main.dataset.cards, location);
    address.searchParams.set('question', link.dataset.more);
    address.searchParams.set('before', before);
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    const cards = cardsOf(await answer.text());
    // Of a flood the page let go of what it had: between that and these is what it does not have.
    if (link.dataset.before === before) add(section, link, cards, answer.headers.get('X-Before'));
    link.textContent = WORDS;
  } catch {
    link.textContent = 'They could not be loaded. Try again';
  } finally {
    if (--underWay === 0) newer.clear();
  }
}

function add(section, link, cards, next) {
  link.dataset.before = next ?? '';
  section.dataset.back = 'yes';
  section.querySelector('.turn').hidden = !next;
  for (const card of cards) {
    if (gone.has(card.dataset.post) || newer.has(card.dataset.post) || placed(card.dataset.post)) continue;
    listOf(section).append(card);
    dress(card);
  }
  for (const [id, card] of newer) if (!gone.has(id) && !placed(id)) settle(card);
  localize(listOf(section), zone);
}

/** A card changed: it may be among those that are on their way. */
export function overtake(card) {
  if (underWay) newer.set(card.dataset.post, card);
}
