
const main = document.querySelector('main');
const timer = document.querySelector('[role=timer]');
const end = Date.now() + 1000 * Number(main.dataset.seconds);
const watch = main.dataset.watch;
const at = (step) => `/oauth2/wechat/scan/${step}?${watch}`;
let events;
let question;

function stop() {
  clearInterval(clock);
  clearInterval(question);
  events?.close();
}

function expire() {
  stop();
  document.getElementById('code').remove();
  document.getElementById('over').append(document.querySelector('template').content);
}

function count() {
  const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
  timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  if (left === 0) {
    expire();
  }
}

function hear(progress) {
  if (progress === 'confirmed') {
    stop();
    location.replace(at('finish'));
  } else if (progress === 'expired') {
    expire();
  }
}

async function look() {
  const answer = await fetch(at('status')).catch(() => undefined);
  if (answer?.ok) {
    hear((await answer.json()).status);
  } else if (answer?.status === 400) {
    expire();
  }
}

// Some proxies hold an endless answer back, and a server that is full refuses it.
function ask() {
  events.close();
  question ??= setInterval(look, 2000);
}

function listen() {
  events = new EventSource(at('events'));
  const silence = setTimeout(ask, 5000);
  events.onmessage = (message) => {
    clearTimeout(silence);
    hear(message.data);
  };
  events.onerror = () => events.readyState === EventSource.CLOSED && ask();
}

const clock = setInterval(count, 1000);
count();
if (watch) {
  listen();
}
addEventListener('pageshow', (shown) => shown.persisted && location.reload());
