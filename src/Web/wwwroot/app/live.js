// One page's end of GET /{event}/live. Keeps the stream open while somebody looks, and turns its frames into calls:
//   removed(ids) · changed(cards) · cards(cards, oldest first) · echo(counts) · pulse(pulses) · status(status) · programme(sessions) · questions(html) · chat(html) · digest(html) · screen({blank, spotlight, card}) · state("live" | "lost", since)
// The same frame may come twice, and a post may leave and come back in one: whoever is called looks cards up by data-post.

const HIDDEN_FOR = 10_000, LOST_AFTER = 5_000, FIRST_RETRY = 1_000, LAST_RETRY = 20_000, SILENT_FOR = 40_000;

/** @param {{url: string, after: string, on: object}} page `after` is the position the page was rendered at, `programme` the version of the programme, `digest` that of what is beside a session's posts. */
export function follow({ url, after, programme = '', digest, on }) {
  let source = null, retry = FIRST_RETRY, timer = 0, hiding = 0, losing = 0, lost = null, upSince = Date.now(), beating = 0;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url + (url.includes('?') ? '&' : '?') + new URLSearchParams({ after, programme, ...digest === undefined ? {} : { digest } }));
    watch();
    source.onopen = () => { retry = FIRST_RETRY; found(); };
    source.onerror = failed;
    listen('removed', data => on.removed?.(JSON.parse(data)));
    listen('changed', data => on.changed?.(cardsOf(data)));
    listen('cards', data => on.cards?.(cardsOf(data)));
    listen('echo', data => on.echo?.(JSON.parse(data)));
    listen('pulse', data => on.pulse?.(JSON.parse(data)));
    listen('status', data => on.status?.(JSON.parse(data)));
    listen('screen', data => on.screen?.(JSON.parse(data)));
    listen('questions', data => on.questions?.(data));
    listen('chat', data => on.chat?.(data));
    listen('digest', data => on.digest?.(data));
    listen('beat', () => {});
    listen('programme', data => {
      const known = JSON.parse(data);
      if (known.version === programme) return;
      programme = known.version;
      on.programme?.(known.sessions);
    });
    // The archive was replaced: numbers start over, and so does the page.
    listen('reset', () => location.reload());
  }

  function listen(name, act) {
    source.addEventListener(name, event => {
      if (event.lastEventId) after = event.lastEventId;
      found();
      watch();
      act(event.data);
    });
  }

  // A connection can die without a sign of it, or never come about: the server is heard every 15 s, or the stream is opened anew.
  function watch() {
    clearTimeout(beating);
    beating = setTimeout(open, SILENT_FOR);
  }

  function found() {
    clearTimeout(losing);
    losing = 0;
    if (lost) { lost = null; on.state?.('live'); }
    upSince = Date.now();
  }

  // The browser comes back by itself after a dropped connection, but gives up for good on a 404 or a 502: those are the server starting again.
  function failed() {
    losingIt();
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(timer);
    timer = setTimeout(open, retry * (.5 + Math.random()));
    retry = Math.min(retry * 2, LAST_RETRY);
  }

  function losingIt() {
    if (!losing && !lost) losing = setTimeout(() => { lost = new Date(upSince); on.state?.('lost', lost); }, LOST_AFTER);
  }

  function rest() {
    clearTimeout(timer);
    clearTimeout(beating);
    clearTimeout(losing);
    losing = 0;
    source?.close();
    source = null;
  }

  // A page nobody looks at lets its stream go and catches up when it is looked at again.
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(rest, HIDDEN_FOR);
    else if (!source) open();
  });
  addEventListener('pagehide', rest);
  addEventListener('pageshow', () => source ?? open());
  // What the browser says of the network holds neither for a hub on the same machine nor for what is still under way: a new stream shows what is so.
  addEventListener('offline', () => {
    if (!source) return;
    clearTimeout(timer);
    timer = setTimeout(open, FIRST_RETRY);
  });
  addEventListener('online', () => { if (!document.hidden) open(); });
  open();
}

/** The cards in a piece of HTML from our own server. */
export function cardsOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return [...template.content.children].filter(element => element.matches('article.card'));
}

export const seq = card => Number(card.dataset.seq);
export const find = (within, id) => within.querySelector(`article.card[data-post="${CSS.escape(id)}"]`);

/** Puts another version in a card's place: what was opened in it stays open, and who was at a link of it stays there. */
export function replace(old, card) {
  const opened = [...old.querySelectorAll('details')].map(details => details.open);
  for (const [index, details] of card.querySelectorAll('details').entries()) details.open = opened[index] ?? false;
  const reachable = within => [...within.querySelectorAll('a, summary')], at = reachable(old).indexOf(document.activeElement);
  old.replaceWith(card);
  if (at >= 0) reachable(card)[at]?.focus({ preventScroll: true });
}

/** Writes latest counts into a card: the same markup as Cards/EchoLine.razor. */
export function showEcho(card, { reposts, replies }) {
  const line = card?.querySelector('.echo');
  if (!line) return;
  const parts = [];
  if (reposts > 0) {
    const part = document.createElement('span');
    part.className = 'reposts';
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('aria-hidden', 'true');
    icon.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
    icon.firstChild.setAttribute('href', '/app/glyphs.svg#repost');
    const unseen = document.createElement('span');
    unseen.className = 'unseen';
    unseen.textContent = ' reposts';
    part.append(icon, String(reposts), unseen);
    parts.push(part);
  }
  if (replies > 0) {
    const part = document.createElement('span');
    part.className = 'replies';
    part.textContent = `${replies} ${replies === 1 ? 'reply' : 'replies'}`;
    parts.push(part);
  }
  line.replaceChildren(...parts);
}

// A picture that does not come leaves the initials, or the card without it.
function drop(image) {
  const photo = image.closest('.photo');
  if (!photo) return image.remove();
  const words = document.createElement('span');
  words.className = 'no-still';
  words.textContent = image.alt;
  words.style.height = `${image.offsetHeight}px`;
  image.replaceWith(words);
}
document.addEventListener('error', event => { if (event.target instanceof HTMLImageElement) drop(event.target); }, true);
for (const image of document.images) if (image.complete && !image.naturalWidth && image.loading !== 'lazy') drop(image);

/** Speaks in the page's polite live region, at most every few seconds, so that a burst is one sentence. */
export function announcer(region, every = 6_000) {
  let waiting = 0, timer = 0;
  return count => {
    waiting += count;
    timer ||= setTimeout(() => {
      region.textContent = waiting === 1 ? 'One new post' : `${waiting} new posts`;
      waiting = timer = 0;
    }, every);
  };
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
