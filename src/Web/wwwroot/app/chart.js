// Draws lines against time with Apache ECharts, on a canvas. Titles and names in it are anybody's text: they are drawn as they are, never made HTML or
// a format of. Nothing is animated, and what changes is merged into what stands, so that a chart that grows each second does not flicker.
let library;

/// Hands out a chart in a place: { update(data), dispose() }. `script` is where the library lies.
export async function draw(place, script) {
  await (library ??= load(script).catch(failed => {
    library = undefined;
    throw failed;
  }));
  if (!place.isConnected) return { update() {}, dispose() {} };
  const chart = globalThis.echarts.init(place, null, { renderer: 'canvas' });
  const look = matchMedia('(prefers-color-scheme: dark)');
  let data;
  const show = () => data && chart.setOption(options(data, colours(place), place.clientWidth));
  const sized = new ResizeObserver(() => { chart.resize(); show(); });
  sized.observe(place);
  look.addEventListener('change', show);
  return {
    update(latest) {
      data = latest;
      show();
      place.parentElement.dataset.drawn = 'yes';
      // What is drawn, for those who test it.
      place.dataset.last = JSON.stringify(data.lines.map(line => line.points.at(-1) ?? null));
    },
    dispose() {
      sized.disconnect();
      look.removeEventListener('change', show);
      chart.dispose();
    },
  };
}

// As a script of the old kind: what else is in the file is no module.
const load = address => new Promise((loaded, failed) => {
  const script = Object.assign(document.createElement('script'), { src: address, onload: loaded, onerror: () => failed(new Error('The chart library cannot be loaded.')) });
  document.head.append(script);
});

function colours(place) {
  const style = getComputedStyle(place);
  const of = name => style.getPropertyValue(`--${name}`).trim();
  return { text: of('text'), quiet: of('quiet'), line: of('line'), accent: of('accent'), surface: of('surface'), field: of('field'), font: style.fontFamily };
}

function options(data, colour, width) {
  const words = { color: colour.quiet, fontFamily: colour.font, fontSize: 12 };
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: colour.font },
    grid: { left: 4, right: 12, top: 26, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: data.clock ? 'time' : 'value', min: data.from, max: data.to, interval: data.interval ?? undefined,
      axisLine: { onZero: false, lineStyle: { color: colour.line } }, axisTick: { show: false }, splitLine: { show: false },
      axisLabel: { ...words, hideOverlap: true, ...(data.clock ? {} : { showMaxLabel: false, formatter: since(data.hours) }) },
    },
    yAxis: { type: 'value', min: 0, minInterval: data.whole ? 1 : 0, splitNumber: 3, axisLabel: words, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: colour.surface, borderColor: colour.line, borderWidth: 1,
      padding: 10, textStyle: { color: colour.text, fontFamily: colour.font, fontSize: 13 }, axisPointer: { lineStyle: { color: colour.field } },
      formatter: items => told(data, items),
    },
    series: data.lines.flatMap((line, index) => series(line, index, data, colour, width)),
  };
}

// The step that has begun is not over: it is drawn apart, as far as it has come.
function series(line, index, data, colour, width) {
  const stroke = { color: index ? colour.text : colour.accent, width: 2.25, type: index ? [7, 4] : 'solid' };
  const done = line.open ? line.points.slice(0, -1) : line.points;
  const plain = { type: 'line', showSymbol: false, emphasis: { disabled: true }, z: 3 - index };
  return [
    {
      ...plain, id: `line-${index}`, name: line.name, data: done, lineStyle: stroke, itemStyle: { color: stroke.color },
      areaStyle: data.lines.length > 1 ? undefined : { color: colour.accent, opacity: 0.1 },
      markLine: index ? undefined : marks(data, colour, width),
    },
    { ...plain, id: `open-${index}`, name: line.name, data: line.open ? line.points.slice(-2) : [], lineStyle: { ...stroke, type: [3, 3] }, itemStyle: { color: stroke.color } },
  ];
}

const LEAST = 132, MOST = 260, APART = 12, EDGE = 40;

// Every beginning has a line; the words stand where there is room for them, those of the busiest session first.
function marks(data, colour, width) {
  const scale = (width - EDGE) / Math.max(1, data.to - data.from);
  const placed = [];
  for (const mark of [...data.marks].sort((a, b) => b.posts - a.posts)) {
    const x = (mark.at - data.from) * scale;
    if (placed.every(other => Math.abs(other.x - x) >= LEAST) && width - EDGE - x >= 48) placed.push({ x, mark });
  }
  placed.sort((a, b) => a.x - b.x);
  const named = new Map(placed.map(({ x, mark }, index) => [mark, Math.min(MOST, (placed[index + 1]?.x ?? width - EDGE) - x - APART)]));
  return {
    symbol: 'none', silent: true, animation: false, lineStyle: { color: colour.line, type: 'solid', width: 1 },
    data: data.marks.map(mark => ({
      xAxis: mark.at,
      label: {
        show: named.has(mark), position: 'end', align: 'left', distance: 6, color: colour.text, fontFamily: colour.font, fontSize: 12.5,
        width: named.get(mark), overflow: 'truncate', formatter: () => mark.name,
      },
    })),
  };
}

// A canvas knows no HTML; what it does know, styles in braces, is taken out of what people wrote.
const plain = text => text.replace(/[{}|]/g, ' ');

function told(data, items) {
  const shown = items.filter((item, index) => items.findIndex(other => other.seriesName === item.seriesName) === index);
  const at = shown[0]?.value[0];
  const on = data.marks.filter(mark => mark.at <= at && mark.end > at).sort((a, b) => b.posts - a.posts).slice(0, 4).map(mark => plain(mark.name));
  const lines = shown.map(item => `${data.lines.length > 1 ? `${plain(item.seriesName)}: ` : ''}${Math.round(item.value[1] * 100) / 100} ${data.unit}`);
  return [data.clock ? clock(at) : since(data.hours)(at), ...lines, ...on].join('\n');
}

const two = number => String(number).padStart(2, '0');

// Moments come as the clock of the event shows them.
const clock = at => `${two(new Date(at).getUTCHours())}:${two(new Date(at).getUTCMinutes())}`;

const since = hours => minute => hours ? `${two(Math.floor(minute / 60))}:${two(minute % 60)}` : `${minute} min`;
