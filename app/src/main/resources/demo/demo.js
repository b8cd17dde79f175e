// Logs in with the authorization code flow and PKCE (RFC 7636), with nothing but the browser's own functions.
const CLIENT_ID = 'h5-demo';
const REDIRECT_URI = new URL('/demo/', location.href).href;
const TOKENS = 'tokens';
const PENDING = 'pending-login';

const byId = (id) => document.getElementById(id);
const load = (key) => JSON.parse(sessionStorage.getItem(key) ?? 'null');
const save = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

// Says nothing about the login: it stays, and what failed may be tried again.
class Passing extends Error {}

async function send(address, options) {
  const answer = await fetch(address, options).catch(() => {
    throw new Passing('The server cannot be reached / 无法连接服务器');
  });
  if (answer.status === 429 || answer.status >= 500) {
    throw new Passing('The server is busy / 服务器繁忙');
  }
  return answer;
}

async function discover() {
  const answer = await send('/.well-known/openid-configuration');
  return answer.json();
}

async function beginLogin(scope, more = {}) {
  const verifier = randomText();
  const state = randomText();
  save(PENDING, { verifier, state });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const { authorization_endpoint: endpoint } = await discover();
  location.assign(`${endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: REDIRECT_URI,
    scope,
    state,
    code_challenge: base64url(digest),
    code_challenge_method: 'S256',
    ...more,
  })}`);
}

function post(endpoint, parameters) {
  return send(endpoint, { method: 'POST', body: new URLSearchParams({ client_id: CLIENT_ID, ...parameters }) });
}

async function requestTokens(parameters) {
  const { token_endpoint: endpoint } = await discover();
  const answer = await post(endpoint, parameters);
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.error_description ?? body.error);
  }
  save(TOKENS, { ...body, expiresAt: Date.now() + body.expires_in * 1000 });
}

// Who is signed in already came by Back, or WeChat called twice: that login is done, and a stranger's ends nothing.
function refuseForeignAnswer() {
  if (!load(TOKENS)) {
    throw new Error('This login was not begun here / 登录状态不符，请重试');
  }
  return {};
}

function take(answer) {
  const pending = load(PENDING);
  history.replaceState(null, '', REDIRECT_URI);
  if (pending?.state !== answer.get('state')) {
    return refuseForeignAnswer();
  }
  sessionStorage.removeItem(PENDING);
  if (answer.has('error')) {
    throw new Error(answer.get('error_description') ?? answer.get('error'));
  }
  return {
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: REDIRECT_URI,
    code_verifier: pending.verifier,
  };
}

// The answer is taken once, whatever comes of it; to ask for the tokens may need another try.
function finishLogin(answer) {
  let grant;
  return async () => {
    grant ??= take(answer);
    if (grant.code) {
      await requestTokens(grant);
    }
  };
}

function refresh() {
  return requestTokens({ grant_type: 'refresh_token', refresh_token: load(TOKENS).refresh_token });
}

async function logOut() {
  const { revocation_endpoint: endpoint } = await discover();
  await post(endpoint, { token: load(TOKENS).refresh_token });
  sessionStorage.removeItem(TOKENS);
}

function askForUser() {
  return send('/users/me', { headers: { Authorization: `Bearer ${load(TOKENS).access_token}` } });
}

async function fetchUser() {
  let answer = await askForUser();
  if (answer.status === 401) {
    await refresh();
    answer = await askForUser();
  }
  if (!answer.ok) {
    throw new Error((await answer.json()).title);
  }
  return answer.json();
}

function showUser(user) {
  byId('user-id').textContent = user.id;
  byId('nick-name').textContent = user.nickName ?? '–';
  byId('unified').textContent = String(user.unified);
  byId('expires').textContent = new Date(load(TOKENS).expiresAt).toLocaleTimeString();
  byId('avatar').hidden = !user.avatarUrl;
  if (user.avatarUrl) {
    byId('avatar').src = user.avatarUrl;
  }
}

async function show(message) {
  const signedIn = load(TOKENS) !== null;
  if (signedIn) {
    showUser(await fetchUser());
  }
  tell(message ?? (signedIn ? 'Signed in / 已登录' : 'Not signed in / 未登录'));
}

function tell(message) {
  const signedIn = load(TOKENS) !== null;
  byId('signed-in').hidden = !signedIn;
  byId('signed-out').hidden = signedIn;
  byId('message').textContent = message;
}

function refuse(failure, again) {
  const passing = failure instanceof Passing;
  if (!passing) {
    sessionStorage.removeItem(TOKENS);
  }
  const kept = passing && load(TOKENS) !== null;
  tell(kept ? `${failure.message}. You are still signed in / 登录仍然有效` : failure.message);
  byId('retry').hidden = !passing;
  byId('retry').onclick = again;
}

async function run(step, message) {
  let again = () => run(step, message);
  byId('retry').hidden = true;
  try {
    await step();
    again = () => run(() => {}, message);
    await show(message);
  } catch (failure) {
    refuse(failure, again);
  }
}

byId('login').addEventListener('click', () => run(() => beginLogin('openid')));
byId('login-with-profile').addEventListener('click', () => run(() => beginLogin('openid profile')));
byId('login-embedded').addEventListener('click', () => run(() => beginLogin('openid', { login_method: 'embedded' })));
byId('login-scan').addEventListener('click', () => run(() => beginLogin('openid', { login_method: 'scan' })));
byId('elsewhere').hidden = navigator.userAgent.includes('MicroMessenger');
byId('refresh').addEventListener('click', () => run(refresh, 'The token is a new one / 已刷新'));
byId('logout').addEventListener('click', () => run(logOut));

const answer = new URLSearchParams(location.search);
await run(answer.has('state') ? finishLogin(answer) : () => {});
