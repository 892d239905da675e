// Now and next in the wall's foot. Rooms that run at the same time take turns, by the clock, so that all walls of a house turn together.
import { calm } from './live.js';
import { clock, day, weekday } from './times.js';

const TURN = 20_000;

/** Returns what takes the programme as it came to be: the sessions of a `programme` event. */
export function programme(list, slots, zone, own) {
  let timer = 0, sessions = [...list.children].map(item => ({
    start: item.dataset.start * 1000, end: item.dataset.end * 1000, room: item.dataset.room ?? '',
    title: item.querySelector('b').textContent, by: item.lastChild === item.querySelector('b') ? '' : item.lastChild.textContent,
  }));

  function turn() {
    clearTimeout(timer);
    const at = Date.now();
    const running = sessions.filter(session => session.start <= at && at < session.end).sort((a, b) => a.room.localeCompare(b.room));
    const on = running[Math.floor(at / TURN) % running.length];
    const coming = sessions.filter(session => session.start > at).sort((a, b) => a.start - b.start);
    const first = coming.filter(session => session.start === coming[0].start);
    const next = first[Math.floor(at / TURN) % first.length];
    show(slots.now, on ? (on.room ? `Now, ${on.room}` : 'Now') : 'Nothing on just now', on ? on.title + on.by : '', on ? 100 * (at - on.start) / (on.end - on.start) : 0);
    show(slots.next, next ? `Next, ${day(next.start, zone) === day(at, zone) ? '' : `${weekday(next.start, zone)} `}${clock(next.start, zone)}` : 'That was the programme', next ? next.title + (next.room ? ` · ${next.room}` : '') : '', 0);
    timer = setTimeout(turn, Math.min(5_000, TURN - at % TURN + 50));
  }

  function renew(all) {
    // A wall of one session belongs to its room: what runs next door is not its business.
    const home = all.find(session => session.id === own);
    sessions = all.filter(session => !home || session.room === home.room).map(session => ({
      start: Date.parse(session.start), end: Date.parse(session.end), room: session.room ?? '',
      title: session.title, by: session.speakers.length ? ` · ${session.speakers.join(', ')}` : '',
    }));
    turn();
  }

  turn();
  return renew;
}

function show(slot, label, title, done) {
  slot.querySelector('progress').value = done;
  const strong = slot.querySelector('strong'), name = slot.querySelector('.label');
  if (strong.textContent === title && name.textContent === label) return;
  const turn = () => {
    strong.textContent = title;
    name.textContent = label;
    slot.classList.remove('turning');
  };
  if (calm()) return turn();
  slot.classList.add('turning');
  setTimeout(turn, 300);
}
