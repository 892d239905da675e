// The speaker's monitor: the questions as the stream brings them, the clock, and the time that is left.
import { follow } from './live.js';
import { clock } from './times.js';

const room = document.getElementById('room'), list = document.getElementById('questions'), sign = document.getElementById('stale');
const zone = room.dataset.zone;
let start = room.dataset.start * 1000, end = room.dataset.end * 1000, stale = false, lost = false;

function show(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  list.replaceChildren(...template.content.querySelectorAll('li.q'));
  document.getElementById('none').hidden = Boolean(list.querySelector('.asked, .queued'));
}

const minutes = time => Math.ceil(time / 60_000);

/** The same words as Questions/TimeLeft.cs. */
function left(now) {
  if (now < start) return minutes(start - now) <= 180 ? `in ${minutes(start - now)} min` : '';
  if (now < end) return minutes(end - now) <= 180 ? `${minutes(end - now)} min left` : 'a long time left';
  const over = Math.floor((now - end) / 60_000);
  return over < 60 ? `${over} min over` : 'over';
}

function tick() {
  const now = Date.now(), words = left(now), time = document.getElementById('left');
  document.getElementById('clock').textContent = clock(now, zone);
  if (time.textContent !== words) time.textContent = words;
  time.classList.toggle('soon', now >= end - 5 * 60_000 && now < end + 60 * 60_000);
  setTimeout(tick, 1_000 - now % 1_000);
}

function showStale() {
  sign.hidden = !stale && !lost;
  sign.textContent = sign.hidden ? '' : 'Reconnecting';
}

follow({
  url: room.dataset.live, after: room.dataset.after,
  on: {
    questions: show,
    programme(sessions) {
      const own = sessions.find(session => session.id === room.dataset.session);
      if (own) [start, end] = [new Date(own.start).getTime(), new Date(own.end).getTime()];
    },
    status(status) { stale = status.stale; showStale(); },
    state(state) { lost = state === 'lost'; showStale(); },
  },
});

addEventListener('keydown', event => {
  if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
});
tick();
