// What a list of meetings or sessions shows by the clock: what is on, what is over, and the visitor's own hour beside each.
const OWN_TIME = 'backchannel-own-time';

/** Marks what is on and what is over, for as long as the page stays open; that may be a whole day. */
export function followClock(main) {
  const turn = () => {
    const at = Date.now() / 1_000;
    for (const row of main.querySelectorAll('.talk:not(.cancelled)')) {
      row.classList.toggle('over', row.dataset.end <= at);
      row.classList.toggle('on', row.dataset.start <= at && at < row.dataset.end);
    }
  };
  turn();
  setInterval(turn, 30_000);
}

/** Offers to leave the visitor's own hour out, where there is one. */
export function offerOwnTime(main) {
  const button = document.getElementById('own-time');
  if (!button || !main.querySelector('.own')) return;
  const show = shown => {
    main.classList.toggle('theirs', !shown);
    button.setAttribute('aria-pressed', String(shown));
  };
  button.hidden = false;
  show(remembered());
  button.addEventListener('click', () => {
    const shown = button.getAttribute('aria-pressed') !== 'true';
    show(shown);
    try { localStorage.setItem(OWN_TIME, shown ? 'yes' : 'no'); } catch { /* A browser that stores nothing is asked again. */ }
  });
}

function remembered() {
  try { return localStorage.getItem(OWN_TIME) !== 'no'; } catch { return true; }
}
