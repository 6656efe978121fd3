// The municipality's directory in the tests: a certified OpenID Connect provider with its own forms to sign in.
// node provider.mjs '{"port", "client", "secret", "back": [addresses], "inIdToken": bool, "people": {login: claims}}'
import Provider from "oidc-provider";

const given = JSON.parse(process.argv[2]);
const issuer = `http://localhost:${given.port}`;
// It warns on standard output of what only tests may do.
console.info = console.warn = () => {};

const provider = new Provider(issuer, {
  clients: [{ client_id: given.client, client_secret: given.secret, redirect_uris: given.back }],
  claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"], groups: ["groups"] },
  conformIdTokenClaims: !given.inIdToken,
  cookies: { keys: ["only for tests"] },
  pkce: { required: () => true },
  findAccount: (_, login) =>
    given.people[login] && { accountId: login, claims: () => ({ sub: login, ...given.people[login] }) },
});
provider.listen(given.port, "127.0.0.1", () => console.log(issuer));
