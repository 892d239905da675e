// What one can do with a post of a chat: reply, quote, read its conversation, follow, mute; and what its hosts can.
import { cardsOf } from './live.js';
import { follows, isMuted, mute, toggleFollow } from './chat-people.js';
import { dressAll, dressed, gone, main, placed, placeOf, sections, steady, zone } from './chat-places.js';
import { localize } from './times.js';

let opened = 0;

/** Shows the post that the hosts pinned, from the room or from its conversation. */
export async function pin() {
  const place = document.getElementById('pinned-post'), list = place.querySelector('.feed'), id = document.getElementById('chat-now').dataset.pinned;
  if (list.firstElementChild?.dataset.post === id) return;
  const card = id && (placed(id) ?? (await conversation(id)).find(one => one.dataset.post === id));
  // Another was pinned, or this one taken off, in the meantime.
  if (document.getElementById('chat-now').dataset.pinned !== id) return;
  steady(() => {
    list.replaceChildren(...card ? [dressed(card.cloneNode(true))] : []);
    place.hidden = !card;
  });
  localize(list, zone);
}

async function conversation(id) {
  const answer = await fetch(`${main.dataset.thread}?post=${encodeURIComponent(id)}`).catch(() => null);
  return answer?.ok ? cardsOf(await answer.text()).filter(card => !gone.has(card.dataset.post)) : [];
}

/** A post's whole conversation. */
async function thread(id) {
  const sheet = document.getElementById('thread'), list = document.getElementById('thread-feed'), mine = ++opened;
  list.replaceChildren();
  sheet.showModal();
  const cards = await conversation(id);
  // It was closed, or another's was opened, in the meantime.
  if (mine !== opened || !sheet.open) return;
  for (const card of cards) { card.toggleAttribute('data-named', card.dataset.post === id); card.hidden = isMuted(card.dataset.account); }
  list.replaceChildren(...cards);
  localize(list, zone);
  if (!cards.length) list.textContent = 'This conversation cannot be loaded just now.';
}

/** What one can do with the post of a button; `write` is the composer, `changed` is called when somebody was muted, `failed` with what went wrong. */
export function deeds(opener, { write, changed, failed }) {
  failed('');
  const card = opener.closest('article.card'), name = card.getAttribute('aria-label'), account = card.dataset.account, link = card.querySelector('a.when')?.href;
  const acts = [
    ['Reply', () => write.reply(card)],
    ['Quote', () => write.quote(card)],
    // The answers of a question are under it.
    card.closest('.asked') && !card.querySelector('.replies') ? null : ['See the conversation', () => thread(card.dataset.post)],
    [follows(account) ? `Stop following ${name} here` : `Follow ${name} here`, () => { toggleFollow(account); dressAll(); }],
    [`Mute ${name} here`, () => { mute(account); steady(dressAll); changed(); }],
    link && ['Open it at its network', () => open(link, '_blank', 'noopener')],
    ...main.dataset.may === 'host' ? leading(card, failed) : [],
  ].filter(Boolean);
  sheet(acts, opener, `What to do with the post of ${name}`);
}

/** A sheet of things to do, by the button that asked for it. */
export function sheet(acts, opener, label) {
  const dialog = document.getElementById('deeds'), at = opener.getBoundingClientRect(), since = performance.now();
  dialog.setAttribute('aria-label', label);
  dialog.replaceChildren(...acts.map(([words, act]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'deed';
    button.textContent = words;
    button.addEventListener('click', event => {
      // The second half of a double click on what opened it; a key has no such half.
      if (event.detail > 1 && performance.now() - since < 500) return;
      dialog.close();
      act();
    });
    return button;
  }));
  dialog.showModal();
  const room = dialog.getBoundingClientRect(), edge = 8;
  dialog.style.setProperty('--left', `${Math.max(edge, Math.min(at.right - room.width, innerWidth - room.width - edge))}px`);
  dialog.style.setProperty('--top', `${Math.max(edge, Math.min(at.bottom + 4, innerHeight - room.height - edge))}px`);
}

/** What hosts can do with it besides: say where it belongs, or pin it. */
function leading(card, failed) {
  const id = card.dataset.post, base = `/api/events/${encodeURIComponent(main.dataset.slug)}`, chat = `${base}/sessions/${encodeURIComponent(main.dataset.session)}/chat/state`;
  const change = (path, body) => async () => {
    const answer = await fetch(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null);
    failed(answer?.ok ? '' : 'That was not done. Sign in again, or try once more in a moment.');
  };
  const bind = question => change(`${base}/posts/answer/${encodeURIComponent(id)}`, { question });
  const numbers = [...sections.children].map(section => Number(section.dataset.question)).sort((a, b) => a - b).filter(number => number !== placeOf(card));
  return [
    ...numbers.map(number => [`Put it under Q${number}`, bind(number)]),
    placeOf(card) ? ['It belongs to no question', bind(null)] : null,
    card.closest('#pinned-post') ? ['Take the pin off', change(chat, { pinned: '' })] : ['Pin it on top', change(chat, { pinned: id })],
  ];
}

for (const sheet of document.querySelectorAll('dialog.sheet')) {
  sheet.addEventListener('click', event => { if (event.target === sheet || event.target.closest('[data-close]')) sheet.close(); });
  // What is in a closed conversation would be taken for what is in the room.
  sheet.addEventListener('close', () => document.getElementById('thread-feed').replaceChildren());
}
