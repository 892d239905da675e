// Where cards are in the room of a chat: each under its question, or beside them all. What one reads is not moved.
import { find, seq } from './live.js';
import { follows, isMuted } from './chat-people.js';

export const main = document.getElementById('content'), zone = main.dataset.zone, sections = document.getElementById('sections');
const hosts = new Set(main.dataset.hosts.split(' ').filter(Boolean)), template = document.getElementById('section-template');
const MOST = 300;
/** What was taken off: answers that were on their way may still have it. */
export const gone = new Set();

const idOf = number => Number(number) ? `q-${number}` : 'beside';
export const sectionOf = number => document.getElementById(idOf(number));
export const listOf = section => section.querySelector('.answers');
/** Its card in the room: not a copy that is pinned, or in a conversation. */
export const placed = id => [...main.querySelectorAll(`.question article.card[data-post="${CSS.escape(id)}"]`)][0];
/** All copies of it on the page. */
export const copies = id => [...main.querySelectorAll(`article.card[data-post="${CSS.escape(id)}"]`)];
export const lists = () => [...main.querySelectorAll('.question .answers')];

/** Under which question a card is: what names one that was not put yet waits beside them. */
export function placeOf(card) {
  const number = card.dataset.answer;
  return number && sectionOf(number) ? Number(number) : 0;
}

const askedAt = section => Number(section.querySelector(':scope > .q-head')?.dataset.asked ?? Date.now() / 1_000);

/** A section of a question that was put, by its card or its head; the one that was asked last is on top while the chat runs. */
export function sectionFor(number, asked = Date.now() / 1_000) {
  const there = sectionOf(number);
  if (there) return there;
  const section = template.content.firstElementChild.cloneNode(true);
  section.id = idOf(number);
  section.dataset.question = number;
  section.setAttribute('aria-labelledby', `${section.id}-head`);
  listOf(section).dataset.list = number;
  const more = section.querySelector('.turn');
  more.hidden = true;
  more.querySelector('a').dataset.more = number;
  section.querySelector('.none').hidden = false;
  const next = [...sections.children].find(other => main.dataset.over === 'yes' ? askedAt(other) > asked : askedAt(other) <= asked);
  sections.insertBefore(section, next ?? null);
  document.getElementById('blank').hidden = true;
  return section;
}

/** What waited for its question goes there now. */
export function settleWaiting() {
  for (const card of main.querySelectorAll('#beside .answers > article.card[data-answer]')) if (placeOf(card) !== 0) settle(card);
}

/** Changes the page and leaves what is read where it is: browsers anchor by themselves, but not all, and never what is replaced. */
export function steady(change) {
  const held = scrollY > 0 ? lists().filter(list => list.offsetParent).flatMap(list => [...list.children]).find(card => card.getBoundingClientRect().bottom > 80) : null;
  const top = held?.getBoundingClientRect().top, id = held?.dataset.post;
  change();
  const still = held?.isConnected ? held : id && find(main, id);
  if (!still) return;
  const off = still.getBoundingClientRect().top - top;
  if (Math.abs(off) > .5) scrollBy({ top: off, behavior: 'instant' });
}

/** What depends on who looks: whom they follow, or muted; and what can be done with it. */
export function dress(card) {
  // Whoever asks leads, if only for now.
  if (hosts.has(card.dataset.account) || card.dataset.answerBy === 'asks') card.dataset.host = '';
  card.toggleAttribute('data-followed', follows(card.dataset.account));
  card.hidden = isMuted(card.dataset.account);
  if (!card.querySelector('.deeds-button')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'deeds-button';
    button.setAttribute('aria-label', `Reply to ${card.getAttribute('aria-label')}, or more`);
    button.textContent = '⋯';
    card.querySelector('.foot')?.append(button);
  }
  if (card.dataset.answerBy === 'early' && !sectionOf(card.dataset.answer)) card.dataset.early = `A${card.dataset.answer}, but Q${card.dataset.answer} has not been asked`;
  else delete card.dataset.early;
}

export function dressed(card) {
  dress(card);
  return card;
}

export function dressAll() {
  for (const card of main.querySelectorAll('.question article.card, #pinned-post article.card')) dress(card);
}

/** Puts a card where it belongs, by its number. */
export function settle(card) {
  const section = sectionOf(placeOf(card)), list = listOf(section);
  if (card.dataset.answerBy === 'asks' && placeOf(card)) {
    const asked = section.querySelector('.asked');
    // A question that is put once more stands in the posts of the network, and here once.
    if (!asked.firstElementChild || seq(asked.firstElementChild) > seq(card)) asked.replaceChildren(card);
    dress(card);
    return;
  }
  const edge = Number(section.querySelector('.turn a').dataset.before) || 0;
  // One that belongs below what is loaded comes with going back.
  if (edge && seq(card) < edge) return;
  const after = [...list.children].find(other => seq(other) < seq(card));
  list.insertBefore(card, after ?? null);
  dress(card);
  section.querySelector('.none').hidden = true;
}

/** Many at once: of a flood the latest of each question, the others come with going back. */
export function settleAll(cards) {
  const places = new Map();
  for (const card of cards) {
    const place = placeOf(card);
    if (!places.has(place)) places.set(place, []);
    places.get(place).push(card);
  }
  for (const [place, all] of places) {
    const section = sectionOf(place), list = listOf(section);
    if (all.length > MOST) {
      all.sort((a, b) => seq(b) - seq(a)).length = MOST;
      list.replaceChildren();
      delete section.dataset.back;
      goBackFrom(section, seq(all[MOST - 1]));
    }
    for (const card of all) settle(card);
    // Not under who reads there, having gone back.
    if (list.children.length > MOST && !section.dataset.back && list.getBoundingClientRect().bottom > 2 * innerHeight) letGo(section, list);
  }
}

function letGo(section, list) {
  while (list.children.length > MOST) list.lastElementChild.remove();
  goBackFrom(section, seq(list.lastElementChild));
}

/** What lies before a number is to be had by going back. */
function goBackFrom(section, number) {
  section.querySelector('.turn a').dataset.before = number;
  section.querySelector('.turn').hidden = false;
}
