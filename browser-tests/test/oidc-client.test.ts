import * as oidc from 'openid-client';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { demoAddress } from '../support/demo.ts';
import { Visitor } from '../support/visitor.ts';
import { miniProgramUser, newPerson, nextVisit, type Person } from '../support/wechat.ts';

const CLIENT = 'h5-demo';
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

interface Login {
  answer: URL;
  checks: oidc.AuthorizationCodeGrantChecks & { pkceCodeVerifier: string };
}

describe('A certified OpenID Connect client', () => {
  let config: oidc.Configuration;

  beforeAll(async () => {
    config = await oidc.discovery(new URL(inject('api')), CLIENT, undefined, oidc.None(), {
      // Plain http is for this machine only; signatures of ID tokens are checked even where TLS would do.
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    });
  });

  test('S57 discovers the same server by either document', async () => {
    const other = await oidc.discovery(new URL(inject('api')), CLIENT, undefined, oidc.None(), {
      algorithm: 'oauth2',
      execute: [oidc.allowInsecureRequests],
    });

    expect(other.serverMetadata()).toMatchObject({
      issuer: config.serverMetadata().issuer,
      authorization_endpoint: config.serverMetadata().authorization_endpoint,
      token_endpoint: config.serverMetadata().token_endpoint,
      jwks_uri: config.serverMetadata().jwks_uri,
      authorization_response_iss_parameter_supported: true,
    });
    expect(config.serverMetadata().supportsPKCE()).toBe(true);
  });

  test('S57 logs in with PKCE, state, nonce and issuer, and reads the user', async () => {
    const ming = await newPerson('consented');
    const inMiniProgram = await miniProgramUser(ming);

    const login = await begin(ming, { scope: 'openid profile' });
    const tokens = await oidc.authorizationCodeGrant(config, login.answer, login.checks);
    const claims = tokens.claims();
    const user = await oidc.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');

    expect(login.answer.searchParams.get('iss')).toBe(config.serverMetadata().issuer);
    expect(claims).toMatchObject({ sub: inMiniProgram, aud: CLIENT, nonce: login.checks.expectedNonce });
    expect(tokens.token_type).toBe('bearer');
    expect(tokens.expiresIn()).toBeGreaterThan(0);
    expect(user).toMatchObject({ sub: inMiniProgram, name: ming.nickname, nickname: ming.nickname });
    expect(user.picture).toContain(inject('simulator'));
  });

  test('S57 refreshes and revokes', async () => {
    const login = await begin(await newPerson(), { scope: 'openid' });
    const first = await oidc.authorizationCodeGrant(config, login.answer, login.checks);

    const second = await oidc.refreshTokenGrant(config, first.refresh_token ?? '');
    await oidc.tokenRevocation(config, second.refresh_token ?? '');
    const third = oidc.refreshTokenGrant(config, second.refresh_token ?? '');

    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.claims()?.sub ?? first.claims()?.sub).toBe(first.claims()?.sub);
    await expect(third).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });
  });

  test('S57 is told of a denial', async () => {
    const ming = await newPerson();
    await nextVisit(ming, { denies: 'without-code' });

    const login = await begin(ming, { scope: 'openid profile' });
    const tokens = oidc.authorizationCodeGrant(config, login.answer, login.checks);

    await expect(tokens).rejects.toMatchObject({ error: 'access_denied' });
  });

  test('S57 is told when a silent login would need a page', async () => {
    const login = await begin(await newPerson(), { scope: 'openid profile', prompt: 'none' }, CHROME);
    const tokens = oidc.authorizationCodeGrant(config, login.answer, login.checks);

    await expect(tokens).rejects.toMatchObject({ error: 'interaction_required' });
  });

  test('S57 refuses an answer that names another issuer, or none', async () => {
    const login = await begin(await newPerson(), { scope: 'openid' });
    const foreign = new URL(login.answer);
    foreign.searchParams.set('iss', 'https://evil.example');
    const silent = new URL(login.answer);
    silent.searchParams.delete('iss');

    for (const answer of [foreign, silent]) {
      const refusal: Error = await oidc.authorizationCodeGrant(config, answer, login.checks).catch((error) => error);
      expect(String(refusal.cause)).toContain('"iss"');
    }
  });

  test('S40 gets nothing with another verifier', async () => {
    const login = await begin(await newPerson(), { scope: 'openid' });

    const tokens = oidc.authorizationCodeGrant(config, login.answer, {
      ...login.checks,
      pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    });

    await expect(tokens).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('S39 loses its tokens when the code is used again', async () => {
    const login = await begin(await newPerson(), { scope: 'openid' });
    const tokens = await oidc.authorizationCodeGrant(config, login.answer, login.checks);

    const again = oidc.authorizationCodeGrant(config, login.answer, login.checks);

    await expect(again).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  /** Sends the person through WeChat, as far as the answer that the client gets. */
  async function begin(person: Person, wishes: Record<string, string>, userAgent?: string): Promise<Login> {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const expectedState = oidc.randomState();
    const expectedNonce = oidc.randomNonce();
    const challenge = await oidc.calculatePKCECodeChallenge(pkceCodeVerifier);
    const page = authorize({ ...wishes, state: expectedState, nonce: expectedNonce, code_challenge: challenge });
    const answer = await new Visitor(person, userAgent).walk(page, demoAddress());
    return { answer, checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true } };
  }

  function authorize(parameters: Record<string, string>): URL {
    return oidc.buildAuthorizationUrl(config, {
      redirect_uri: demoAddress(),
      code_challenge_method: 'S256',
      ...parameters,
    });
  }
});
