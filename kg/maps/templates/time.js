/* The time slider: a histogram of the dated claims, two handles, and play. What has no date is always shown, and counted. */

const time = document.getElementById("time");
const histogram = document.getElementById("histogram");
const handles = ["from", "until"].map((name) => document.getElementById(`year-${name}`));
const playButton = document.getElementById("play");
const [BARS, STEPS, BEAT] = [90, 60, 650]; // bars of the histogram, steps of a play, milliseconds of a step

const dated = [...relations.values()].filter(isDated);
const span = dated.flatMap(({ since, until }) => [since, until]).filter((year) => year !== undefined)
  .reduce(([first, last], year) => [Math.min(first, year), Math.max(last, year)], [Infinity, -Infinity]);
time.hidden = !(span[0] < span[1]);
let playing = 0;

/** The years of each bar of the histogram, and how many claims may hold in them. */
function bars() {
  const width = Math.ceil((span[1] - span[0] + 1) / BARS);
  const found = [];
  for (let first = span[0]; first <= span[1]; first += width) {
    const last = Math.min(first + width - 1, span[1]);
    found.push({ first, last, count: dated.filter(({ since = -Infinity, until = Infinity }) => since <= last && until >= first).length });
  }
  return found;
}

function drawHistogram() {
  const found = bars();
  const most = Math.max(...found.map(({ count }) => count));
  const box = (bar, i) => make("svg:rect", { x: i + 0.1, width: 0.8, y: 100 - (100 * bar.count) / most, height: (100 * bar.count) / most, "data-first": bar.first, "data-last": bar.last });
  histogram.setAttribute("viewBox", `0 0 ${found.length} 100`);
  histogram.replaceChildren(...found.map(box));
}

function drawTime() {
  if (time.hidden) return;
  const [first, last] = state.years || span;
  [handles[0].value, handles[1].value] = [first, last];
  for (const bar of histogram.children) bar.classList.toggle("on", Number(bar.dataset.last) >= first && Number(bar.dataset.first) <= last);
  document.getElementById("years").textContent = first === last ? String(first) : `${first}–${last}`;
  const undated = [...shown.edges].filter((id) => !isDated(relations.get(id))).length;
  document.getElementById("undated").textContent = undated ? told(words.undated, { count: counted(undated) }) : "";
}

/** Chooses years; all of them is no choice. */
function setYears(first, last) {
  state.years = first <= span[0] && last >= span[1] ? null : [first, last];
  shown = visible();
  redraw();
  drawCounts();
  drawTime();
}

function slide(event) {
  pause();
  let [first, last] = handles.map((handle) => Number(handle.value));
  if (first > last) [first, last] = event.target === handles[0] ? [last, last] : [first, first];
  setYears(first, last);
}

/** Time goes on: a chosen span of years wanders to the end; without one, the years grow from the first. */
function play() {
  if (playing) return pause();
  const stride = Math.ceil((span[1] - span[0] + 1) / STEPS);
  const [first, last] = state.years || span;
  const wandering = first > span[0];
  if (last >= span[1]) wandering ? setYears(span[0], span[0] + last - first) : setYears(span[0], span[0]);
  const tick = () => {
    const [from, until] = state.years || span;
    const by = Math.min(stride, span[1] - until);
    setYears(wandering || from > span[0] ? from + by : from, until + by);
    if (!state.years || state.years[1] >= span[1]) pause();
  };
  if (motion.matches) {
    if (last < span[1]) tick(); // a step at a time for those who want no motion
    return changed();
  }
  playing = setInterval(tick, BEAT);
  labelPlay();
}

function pause() {
  if (!playing) return;
  clearInterval(playing);
  playing = 0;
  labelPlay();
  changed();
}

function labelPlay() {
  const label = motion.matches ? words.step : playing ? words.pause : words.play;
  playButton.classList.toggle("playing", Boolean(playing));
  playButton.setAttribute("aria-label", label);
  playButton.title = label;
}

if (!time.hidden) {
  for (const handle of handles) {
    [handle.min, handle.max] = span;
    handle.addEventListener("input", slide);
    handle.addEventListener("change", changed);
  }
  playButton.addEventListener("click", play);
  drawHistogram();
  labelPlay();
}
